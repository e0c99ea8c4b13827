using System.Diagnostics;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>Takes the entries of one destination and class from the outbox, sends them, and settles them by what is known.</summary>
internal sealed class Sender(Destination destination, DeliveryClass deliveryClass, GatewayServices services, Action settled)
{
    // What the other side asks for is heeded, but an entry must not be left beyond all calendars.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(30);
    private readonly Delivery[] _deliveries = new Delivery[destination.MaxBatch];
    private readonly EntryEnding[] _endings = new EntryEnding[destination.MaxBatch];
    private readonly Envelope[] _cleared = new Envelope[destination.MaxBatch];
    private readonly int[] _places = new int[destination.MaxBatch];

    /// <summary>Runs until <paramref name="abort"/>. Once <paramref name="draining"/>, it no longer waits for full batches.</summary>
    public async Task RunAsync(CancellationToken draining, CancellationToken abort)
    {
        OutboxPeek patient = new(destination.Name, deliveryClass, destination.MaxBatch)
        {
            // Alarms never wait for company.
            Minimum = deliveryClass == DeliveryClass.Alarm ? 1 : destination.MinBatch,
            Linger = destination.Linger,
        };
        OutboxPeek hasty = new(destination.Name, deliveryClass, destination.MaxBatch);
        while (!abort.IsCancellationRequested)
        {
            try
            {
                OutboxLease? lease = draining.IsCancellationRequested
                    ? await services.Outbox.PeekAsync(hasty, abort).ConfigureAwait(false)
                    : await PeekAsync(patient, draining).ConfigureAwait(false);
                if (lease is { } leased)
                {
                    await SendAsync(leased, abort).ConfigureAwait(false);
                }
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                // Once aborted, what is still leased stays in the outbox.
                await PauseAsync(fault, abort).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask PauseAsync(Exception fault, CancellationToken abort)
    {
        if (!GatewayServices.IsAbort(fault, abort))
        {
            Log.OutboxFailed(services.Logger, destination.Name, fault.GetType().Name, GatewayServices.RetryDelay);
            services.Metrics.Failed("store", destination.Name);
            await services.PauseAsync(abort).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async ValueTask<OutboxLease?> PeekAsync(OutboxPeek request, CancellationToken draining)
    {
        try
        {
            return await services.Outbox.PeekAsync(request, draining).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (draining.IsCancellationRequested)
        {
            return null;
        }
    }

    private async ValueTask SendAsync(OutboxLease lease, CancellationToken abort)
    {
        using Activity? activity = GatewayMetrics.Activities.StartActivity("send");
        activity?.SetTag("destination", destination.Name);
        activity?.SetTag("entries", lease.Entries.Length);
        int cleared = Clear(lease.Entries.Span);
        Array.Clear(_deliveries, 0, cleared);
        int tried = cleared > 0 ? await SendAsync(cleared, abort).ConfigureAwait(false) : 0;
        Judge(cleared, tried);
        await SettleAsync(lease, abort).ConfigureAwait(false);
        Array.Clear(_cleared, 0, cleared);
        settled();
    }

    // Never cancelled, and tried again: what was answered and is not settled would be sent a second time.
    private async ValueTask SettleAsync(OutboxLease lease, CancellationToken abort)
    {
        while (true)
        {
            try
            {
                await services.Outbox.SettleAsync(lease, _endings.AsMemory(0, lease.Entries.Length), CancellationToken.None).ConfigureAwait(false);
                return;
            }
            catch (Exception fault) when (fault is not (InvalidOperationException or OutOfMemoryException) && !abort.IsCancellationRequested)
            {
                // An InvalidOperationException says that the lease stands no more: there is nothing to try again.
                await PauseAsync(fault, abort).ConfigureAwait(false);
            }
        }
    }

    // What identifies a person goes only where that is cleared; the rest of the batch goes on.
    private int Clear(ReadOnlySpan<Envelope> entries)
    {
        int cleared = 0;
        for (int i = 0; i < entries.Length; i++)
        {
            if (entries[i].Identifiable && !destination.Transport.ClearedForIdentifiable)
            {
                _endings[i] = EntryEnding.Quarantine("the destination is not cleared for identifiable data");
            }
            else
            {
                _places[cleared] = i;
                _cleared[cleared++] = entries[i];
            }
        }

        if (cleared < entries.Length)
        {
            services.Metrics.Deliveries(destination.Name, "not-cleared", entries.Length - cleared);
            services.Tally.Delivered(0, entries.Length - cleared, 0);
            Log.NotCleared(services.Logger, destination.Name, entries.Length - cleared);
        }

        return cleared;
    }

    // Gives how many were tried. After one of which nothing is known the rest is not: it must not overtake it.
    private async ValueTask<int> SendAsync(int count, CancellationToken abort)
    {
        int largest = Math.Max(destination.Transport.MaxBatch, 1);
        for (int start = 0; start < count; start += largest)
        {
            int length = Math.Min(largest, count - start);
            try
            {
                await destination.Transport.SendAsync(_cleared.AsMemory(start, length), _deliveries.AsMemory(start, length), abort).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                // What the transport had answered before it failed stands; the rest is unknown and is sent again.
                if (!GatewayServices.IsAbort(fault, abort))
                {
                    Log.SendFailed(services.Logger, destination.Name, fault.GetType().Name, length);
                    services.Metrics.Failed("destination", destination.Name);
                }
            }

            if (abort.IsCancellationRequested || HasUnknown(_deliveries.AsSpan(start, length)))
            {
                return start + length;
            }
        }

        return count;
    }

    private static bool HasUnknown(ReadOnlySpan<Delivery> deliveries)
    {
        foreach (ref readonly Delivery delivery in deliveries)
        {
            if (delivery.State == DeliveryState.Unknown)
            {
                return true;
            }
        }

        return false;
    }

    private void Judge(int count, int tried)
    {
        int accepted = 0;
        int rejected = 0;
        DateTimeOffset now = services.Clock.GetUtcNow();
        for (int i = 0; i < count; i++)
        {
            Delivery delivery = _deliveries[i];
            _endings[_places[i]] = i < tried ? EndingOf(delivery, now) : default;
            accepted += delivery.State == DeliveryState.Accepted ? 1 : 0;
            if (delivery.State == DeliveryState.Rejected)
            {
                rejected++;
                Log.EntryRejected(services.Logger, destination.Name, delivery.Reason ?? "rejected");
            }
        }

        int unknown = tried - accepted - rejected;
        services.Metrics.Deliveries(destination.Name, "accepted", accepted);
        services.Metrics.Deliveries(destination.Name, "rejected", rejected);
        services.Metrics.Deliveries(destination.Name, "unknown", unknown);
        services.Tally.Delivered(accepted, rejected, unknown);
    }

    private EntryEnding EndingOf(in Delivery delivery, DateTimeOffset now) => delivery.State switch
    {
        DeliveryState.Accepted => EntryEnding.Remove,
        DeliveryState.Rejected => EntryEnding.Quarantine(delivery.Reason ?? "rejected"),
        _ => EntryEnding.Leave(now + WaitOf(delivery)),
    };

    private TimeSpan WaitOf(in Delivery delivery)
    {
        TimeSpan asked = delivery.RetryAfter is { } wait && wait > TimeSpan.Zero ? wait : destination.RetryAfter;
        return asked < LongestWait ? asked : LongestWait;
    }
}
