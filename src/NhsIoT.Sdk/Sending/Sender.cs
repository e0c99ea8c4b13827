using System.Diagnostics;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>Takes the entries of one destination and class from the outbox, sends them, and settles them by what is known.</summary>
internal sealed class Sender(Destination destination, DeliveryClass deliveryClass, GatewayServices services, Action settled)
{
    private readonly Delivery[] _deliveries = new Delivery[destination.MaxBatch];
    private readonly EntryEnding[] _endings = new EntryEnding[destination.MaxBatch];
    private readonly Envelope[] _cleared = new Envelope[destination.MaxBatch];
    private readonly int[] _places = new int[destination.MaxBatch];
    private readonly string _notCleared = $"the destination '{destination.Name}' is not cleared for identifiable data";
    private readonly SendVerdict _verdict = new(destination, services);

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
        using SendCall call = new(destination, services);
        while (!abort.IsCancellationRequested)
        {
            try
            {
                OutboxLease? lease = draining.IsCancellationRequested
                    ? await services.Outbox.PeekAsync(hasty, abort).ConfigureAwait(false)
                    : await PeekAsync(patient, draining).ConfigureAwait(false);
                if (lease is { } leased)
                {
                    await SendAsync(leased, call, abort).ConfigureAwait(false);
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

    private async ValueTask SendAsync(OutboxLease lease, SendCall call, CancellationToken abort)
    {
        using Activity? activity = GatewayMetrics.Activities.StartActivity("send");
        activity?.SetTag("destination", destination.Name);
        activity?.SetTag("entries", lease.Entries.Length);
        int cleared = Clear(lease.Entries.Span);
        if (cleared > 0)
        {
            // The lease is held while the circuit is open: so it is known what waits, and alarms probe first.
            CircuitPass pass = await destination.Circuit.EnterAsync(deliveryClass, abort).ConfigureAwait(false);
            await TryAsync(cleared, pass, call, abort).ConfigureAwait(false);
        }

        await SettleAsync(lease, abort).ConfigureAwait(false);
        Array.Clear(_cleared, 0, cleared);
        settled();
    }

    // Whatever happens, the pass is given back: a probe that got lost would hold every sender for ever.
    private async ValueTask TryAsync(int cleared, CircuitPass pass, SendCall call, CancellationToken abort)
    {
        _verdict.Begin();
        try
        {
            Array.Clear(_deliveries, 0, cleared);
            int tried = await SendAsync(cleared, call, abort).ConfigureAwait(false);
            Judge(cleared, tried);
        }
        finally
        {
            SendOutcome outcome = abort.IsCancellationRequested ? SendOutcome.NotTried : _verdict.Outcome;
            if (destination.Circuit.Exit(pass, outcome, _verdict.Asked))
            {
                Tell(destination.Circuit.Status);
            }
        }
    }

    private void Tell(CircuitStatus status)
    {
        services.Metrics.Circuit(destination.Name, status.State);
        if (status.State == CircuitState.Closed)
        {
            Log.DestinationAnswers(services.Logger, destination.Name);
        }
        else if (status.State == CircuitState.Stopped)
        {
            Log.DestinationStopped(services.Logger, destination.Name);
        }
        else
        {
            Log.DestinationPaused(services.Logger, destination.Name, status.Left);
        }
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
                _endings[i] = EntryEnding.Quarantine(_notCleared);
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
    private async ValueTask<int> SendAsync(int count, SendCall call, CancellationToken abort)
    {
        int largest = Math.Max(destination.Transport.MaxBatch, 1);
        for (int start = 0; start < count; start += largest)
        {
            int length = Math.Min(largest, count - start);
            await call.SendAsync(_cleared.AsMemory(start, length), _deliveries.AsMemory(start, length), abort).ConfigureAwait(false);
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
        DateTimeOffset now = services.Clock.GetUtcNow();
        for (int i = 0; i < count; i++)
        {
            int place = _places[i];
            _endings[place] = i < tried ? _verdict.EndingOf(_deliveries[i], new TriedEntry(AttemptsBefore, now)) : default;
        }

        _verdict.Count();
    }

    // The outbox keeps no count of attempts: each counts as the first, and only the circuit waits longer and longer.
    private static int AttemptsBefore => 0;
}
