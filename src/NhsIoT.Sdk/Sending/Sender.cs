using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>Takes the entries of one destination and class from the outbox, sends them, and settles them by what is known.</summary>
internal sealed class Sender(Destination destination, DeliveryClass deliveryClass, GatewayServices services, Action settled)
{
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
        try
        {
            while (true)
            {
                OutboxLease? lease = draining.IsCancellationRequested
                    ? await services.Outbox.PeekAsync(hasty, abort).ConfigureAwait(false)
                    : await PeekAsync(patient, draining).ConfigureAwait(false);
                if (lease is { } leased)
                {
                    await SendAsync(leased, abort).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            // What is still leased stays in the outbox.
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
        int count = lease.Entries.Length;
        int cleared = Clear(lease.Entries.Span);
        Array.Clear(_deliveries, 0, cleared);
        if (cleared > 0)
        {
            await SendAsync(cleared, abort).ConfigureAwait(false);
        }

        Judge(cleared);
        await services.Outbox.SettleAsync(lease, _endings.AsMemory(0, count), abort).ConfigureAwait(false);
        Array.Clear(_cleared, 0, cleared);
        settled();
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

    private async ValueTask SendAsync(int count, CancellationToken abort)
    {
        int largest = Math.Max(destination.Transport.MaxBatch, 1);
        for (int start = 0; start < count; start += largest)
        {
            int length = Math.Min(largest, count - start);
            try
            {
                await destination.Transport.SendAsync(_cleared.AsMemory(start, length), _deliveries.AsMemory(start, length), abort).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is not (OperationCanceledException or OutOfMemoryException))
            {
                // What the transport had answered before it failed stands; the rest is unknown and is sent again.
                Log.SendFailed(services.Logger, destination.Name, fault.GetType().Name, length);
            }
        }
    }

    private void Judge(int count)
    {
        int accepted = 0;
        int rejected = 0;
        DateTimeOffset now = services.Clock.GetUtcNow();
        for (int i = 0; i < count; i++)
        {
            Delivery delivery = _deliveries[i];
            _endings[_places[i]] = delivery.State switch
            {
                DeliveryState.Accepted => EntryEnding.Remove,
                DeliveryState.Rejected => EntryEnding.Quarantine(delivery.Reason ?? "rejected"),
                _ => EntryEnding.Leave(now + (delivery.RetryAfter ?? destination.RetryAfter)),
            };
            accepted += delivery.State == DeliveryState.Accepted ? 1 : 0;
            if (delivery.State == DeliveryState.Rejected)
            {
                rejected++;
                Log.EntryRejected(services.Logger, destination.Name, delivery.Reason ?? "rejected");
            }
        }

        int unknown = count - accepted - rejected;
        services.Metrics.Deliveries(destination.Name, "accepted", accepted);
        services.Metrics.Deliveries(destination.Name, "rejected", rejected);
        services.Metrics.Deliveries(destination.Name, "unknown", unknown);
        services.Tally.Delivered(accepted, rejected, unknown);
    }
}
