using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>What the gateway looks after by itself from time to time: readings that are missing, losses to tell of, readings held back by thinning.</summary>
internal sealed class Upkeep(OwnWords voice, LaneSet lanes, DueReadings due, GatewayServices services)
{
    private const int LossesAtOnce = 64;
    private static readonly TimeSpan LongestTick = TimeSpan.FromSeconds(1);
    private readonly List<DeviceStatus> _statuses = [];
    private long _thinnedTold;

    /// <summary>Runs until <paramref name="stopping"/>, then once more.</summary>
    public async Task RunAsync(CancellationToken stopping, CancellationToken abort)
    {
        using PeriodicTimer timer = new(services.Options.UpkeepInterval, services.Clock);
        while (!stopping.IsCancellationRequested)
        {
            await RoundAsync(abort).ConfigureAwait(false);
            try
            {
                await timer.WaitForNextTickAsync(stopping).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }

        await RoundAsync(abort).ConfigureAwait(false);
    }

    private async ValueTask RoundAsync(CancellationToken abort)
    {
        try
        {
            await TellLossesAsync(abort).ConfigureAwait(false);
            await TellMissingAsync(abort).ConfigureAwait(false);
            TellThinned();
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            if (!GatewayServices.IsAbort(fault, abort))
            {
                // What was not told is told in the next round.
                Log.UpkeepFailed(services.Logger, fault.GetType().Name);
                services.Metrics.Failed("upkeep", "round");
            }
        }
    }

    // What waits in the lanes has come: a device is silent only as far as they have worked off what it said.
    private async ValueTask TellMissingAsync(CancellationToken abort)
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
            await voice.SayAsync(_statuses[0], abort).ConfigureAwait(false);
            _statuses.RemoveAt(0);
        }
    }

    // A loss is forgotten by the outbox once the status that tells of it is as safe as what was lost should have been.
    private async ValueTask TellLossesAsync(CancellationToken abort)
    {
        if (services.Outbox.Counts.Losses == 0)
        {
            return;
        }

        foreach (LossRecord loss in await services.Outbox.ReadLossesAsync(LossesAtOnce, abort).ConfigureAwait(false))
        {
            if (!services.Devices.TryFindByKey(loss.Key, out KnownDevice? device) || await voice.SayAsync(StatusOf(loss, device), abort).ConfigureAwait(false))
            {
                Log.Lost(services.Logger, loss.Count, loss.Class, loss.Destination, loss.Reason);
                services.Audit.Raise(services, AuditKind.Loss, loss.Destination, loss.Count, $"{loss.Class}: {loss.Reason}", loss.Key);
                await services.Outbox.SettleLossesAsync(new[] { loss.Number }, abort).ConfigureAwait(false);
            }
        }
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
