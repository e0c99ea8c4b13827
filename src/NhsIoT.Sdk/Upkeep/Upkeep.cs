using System.Collections.Concurrent;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>What the gateway looks after by itself from time to time: readings that are missing, losses to tell of, readings held back by thinning.</summary>
internal sealed class Upkeep(OwnWords voice, LaneSet lanes, DueReadings due, GatewayServices services)
{
    private const int LossesAtOnce = 64;
    private const int SaidAtOnce = 64;
    private static readonly TimeSpan LongestTick = TimeSpan.FromSeconds(1);
    private readonly List<DeviceStatus> _statuses = [];

    // How many losses of a device were told since those of it were read last.
    private readonly ConcurrentDictionary<string, int> _told = new(StringComparer.Ordinal);
    private long _thinnedTold;

    /// <summary>Runs until <paramref name="stopping"/>, then once more.</summary>
    /// <remarks>Each duty in a round of its own: one that waits for a lane or for room must not keep the others from being done.</remarks>
    public Task RunAsync(CancellationToken stopping, CancellationToken abort) => Task.WhenAll(
        RoundsAsync("losses", TellLossesAsync, stopping, abort),
        RoundsAsync("missing", TellMissingAsync, stopping, abort),
        RoundsAsync("thinned", TellThinnedAsync, stopping, abort));

    private async Task RoundsAsync(string duty, Func<CancellationToken, Task> round, CancellationToken stopping, CancellationToken abort)
    {
        using PeriodicTimer timer = new(services.Options.UpkeepInterval, services.Clock);
        bool isLast;
        do
        {
            isLast = stopping.IsCancellationRequested;
            await RoundAsync(duty, round, abort).ConfigureAwait(false);
            if (!isLast)
            {
                await ((Task)timer.WaitForNextTickAsync(stopping).AsTask()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        while (!isLast);
    }

    private async Task RoundAsync(string duty, Func<CancellationToken, Task> round, CancellationToken abort)
    {
        try
        {
            await round(abort).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            if (!GatewayServices.IsAbort(fault, abort))
            {
                // What was not told is told in the next round.
                Log.UpkeepFailed(services.Logger, fault.GetType().Name);
                services.Metrics.Failed("upkeep", duty);
            }
        }
    }

    // What waits in the lanes has come: a device is silent only as far as they have worked off what it said.
    private async Task TellMissingAsync(CancellationToken abort)
    {
        long began = services.Clock.GetTimestamp();
        await lanes.TickAsync().WaitAsync(abort).ConfigureAwait(false);
        if (services.Clock.GetElapsedTime(began) > LongestTick)
        {
            due.StartAnew();
        }

        due.Collect(_statuses);
        while (_statuses.Count > 0)
        {
            // All at once, so that a lane that is held up delays the word of its own devices only.
            DeviceStatus[] statuses = [.. _statuses.Take(SaidAtOnce)];
            await Task.WhenAll(statuses.GroupBy(s => s.Device).Select(ofDevice => SayAsync([.. ofDevice], abort))).ConfigureAwait(false);
            _statuses.RemoveRange(0, statuses.Length);
        }
    }

    private async Task SayAsync(DeviceStatus[] statuses, CancellationToken abort)
    {
        foreach (DeviceStatus status in statuses)
        {
            await voice.SayAsync(status, abort).ConfigureAwait(false);
        }
    }

    // A loss is forgotten by the outbox once the status that tells of it is as safe as what was lost should have been.
    private async Task TellLossesAsync(CancellationToken abort)
    {
        if (services.Outbox.Counts.Losses == 0)
        {
            return;
        }

        IReadOnlyList<LossRecord> losses = await services.Outbox.ReadLossesAsync(LossesAtOnce, abort).ConfigureAwait(false);
        await Task.WhenAll(losses.GroupBy(l => l.Key, StringComparer.Ordinal).Select(ofDevice => TellLossesAsync([.. ofDevice], abort))).ConfigureAwait(false);
    }

    // Those of one device one after the other, so that its words keep their order.
    private async Task TellLossesAsync(LossRecord[] losses, CancellationToken abort)
    {
        // What tells of a loss is an entry too. Where that is lost, to tell of it again would never end: it is accounted for and not told.
        string key = losses[0].Key ?? "";
        _told.Remove(key, out int echoes);
        foreach (LossRecord loss in losses)
        {
            bool isEcho = loss.Count <= echoes;
            if (isEcho || !services.Devices.TryFindByKey(loss.Key, out KnownDevice? device) || await SayAsync(loss, device, abort).ConfigureAwait(false))
            {
                Log.Lost(services.Logger, loss.Count, loss.Class, loss.Destination, loss.Reason);
                services.Audit.Raise(services, AuditKind.Loss, loss.Destination, loss.Count, $"{loss.Class}: {loss.Reason}", loss.Key);
                await services.Outbox.SettleLossesAsync(new[] { loss.Number }, abort).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask<bool> SayAsync(LossRecord loss, KnownDevice device, CancellationToken abort)
    {
        _told.AddOrUpdate(device.Id.Key, 1, static (_, count) => count + 1);
        return await voice.SayAsync(StatusOf(loss, device), abort).ConfigureAwait(false);
    }

    private Task TellThinnedAsync(CancellationToken abort)
    {
        TellThinned();
        return Task.CompletedTask;
    }

    /// <summary>Tells what was left out since it was told last.</summary>
    public void TellThinned()
    {
        long thinned = services.Tally.Read().ReadingsThinned;
        if (thinned > _thinnedTold)
        {
            services.Audit.Raise(services, AuditKind.Drop, null, thinned - _thinnedTold, "readings that outputs can do without, by their settings");
            _thinnedTold = thinned;
        }
    }

    // A loss is ours and says nothing of how the device is.
    private DeviceStatus StatusOf(LossRecord loss, KnownDevice device) => new()
    {
        Device = device.Id,
        Condition = device.Descriptor.Condition ?? DeviceCondition.Unknown,
        Note = FormattableString.Invariant(
            $"{loss.Count} of its {NameOf(loss.Class)}, received {loss.First:u} to {loss.Last:u}, were lost for {loss.Destination}: {NameOf(loss.Reason)}."),
        Observed = ObservedTime.ByReceipt(loss.Last, loss.Last - loss.First),
        Received = services.Clock.GetUtcNow(),
    };

    private static string NameOf(DeliveryClass deliveryClass) => deliveryClass switch
    {
        DeliveryClass.Alarm => "alarms",
        DeliveryClass.ClinicalReading => "readings",
        _ => "reports",
    };

    private static string NameOf(LossReason reason) => reason switch
    {
        LossReason.Full => "the outbox was full",
        LossReason.Expired => "their time was over",
        _ => "they made room in the quarantine",
    };
}
