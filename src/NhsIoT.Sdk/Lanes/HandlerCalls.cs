using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk;

/// <summary>Calls the handlers with the words of a message, and again with what they derive from them.</summary>
internal sealed class HandlerCalls(GatewayServices services) : IDisposable
{
    // What is derived may derive more; a handler that derives from its own words for ever must not hold the lane.
    private const int DeepestDerivation = 4;
    private readonly DurableHandler[] _durable = [.. services.Handlers
        .Where(h => h.Guarantee == HandlerGuarantee.Durable)
        .Select((h, i) => new DurableHandler(h, 1UL << i, services.ThinningOf(h)))];
    private readonly IHandler[] _bestEffort = [.. services.Handlers.Where(h => h.Guarantee == HandlerGuarantee.BestEffort)];
    private readonly Dictionary<Source, PlacedBatch> _batches = [];
    private HandlerOutput _unheard = new();
    private CancellationTokenSource _deadline = new(Timeout.InfiniteTimeSpan, services.Clock);

    public HandlerOutput Output { get; private set; } = new();

    /// <summary>Gets the handlers before which readings are thinned.</summary>
    public IEnumerable<DurableHandler> Thinned => _durable.Where(d => d.IsThinned);

    /// <summary>Gets or sets which try of the message it is.</summary>
    public int Attempt { get; set; } = 1;

    /// <summary>Gets what a handler said that it could not make something of, in the last run.</summary>
    public DecodeIssue? Rejected { get; private set; }

    /// <summary>Gets or sets a value indicating whether a late handler may still read the words that it was lent.</summary>
    public bool AreWordsHeld { get; set; }

    /// <summary>Runs the durable handlers on the words since a mark; best-effort ones get the alarms first, not durable yet.</summary>
    public async ValueTask<HandlerEnding> RunAsync(Source source, LaneWords words, LaneWords.Mark since, CancellationToken abort)
    {
        Rejected = null;
        for (int depth = 0; ; depth++)
        {
            await TellAlarmsAsync(source, words, since, abort).ConfigureAwait(false);
            HandlerEnding ending = await CallDurableAsync(source, words, since, abort).ConfigureAwait(false);
            if (ending != HandlerEnding.Done || Output.Derived.IsEmpty)
            {
                return ending;
            }

            if (depth == DeepestDerivation)
            {
                return HandlerEnding.Failed;
            }

            since = words.Here;
            await words.TakeAsync(Output.Derived, Arrival.Derived, abort).ConfigureAwait(false);
            Rejected ??= Output.Derived.Issues.Count > 0 ? Output.Derived.Issues[0] : null;
            Output.Derived.Clear();
            if (words.Here == since)
            {
                return HandlerEnding.Done;
            }
        }
    }

    /// <summary>Gives the best-effort handlers the whole batch, now that it is committed.</summary>
    public ValueTask AfterCommitAsync(Source source, LaneWords words, CancellationToken abort)
    {
        if (_bestEffort.Length == 0)
        {
            return ValueTask.CompletedTask;
        }

        PlacedBatch batch = BatchOf(source);
        batch.IsDurable = true;
        words.Show(batch, default);
        return TellAsync(batch, abort);
    }

    /// <summary>Keeps what the thinning of a committed batch remembers, and records in the ledger what went out.</summary>
    public void Commit(Source source, LaneWords words)
    {
        ulong unthinned = 0;
        foreach (DurableHandler durable in _durable)
        {
            unthinned |= durable.IsThinned ? 0 : durable.Output;
            if (durable.IsThinned)
            {
                Record(source, durable.Kept.Span, durable.Output);
                Count(durable, durable.Commit());
            }
        }

        Record(source, words.Measurements.Span, unthinned);
    }

    /// <summary>Gives a thinned handler the readings that were held back for series which ended; at the end, all.</summary>
    /// <returns>Whether that went well: what came of it is to be stored and then committed.</returns>
    public async ValueTask<bool> FlushAsync(DurableHandler durable, Source source, DateTimeOffset? now, CancellationToken abort)
    {
        PlacedBatch batch = BatchOf(source);
        (batch.IsDurable, batch.Measurements, batch.Alarms, batch.Associations, batch.Statuses) =
            (true, durable.Flush(source, now), default, default, default);
        return batch.Measurements.IsEmpty || await CallAsync(durable, batch, abort).ConfigureAwait(false) == HandlerEnding.Done;
    }

    /// <summary>Keeps what a flush gave.</summary>
    public void CommitFlush(DurableHandler durable, Source source)
    {
        Record(source, durable.Kept.Span, durable.Output);
        Count(durable, durable.Commit());
    }

    public void RollBack()
    {
        foreach (DurableHandler durable in _durable)
        {
            durable.RollBack();
        }
    }

    public void Dispose() => _deadline.Dispose();

    private void Count(DurableHandler durable, long thinned)
    {
        services.Metrics.Thinned(durable.Handler.Name, thinned);
        services.Tally.Thinned(thinned);
    }

    private void Record(Source source, ReadOnlySpan<Placed<Measurement>> readings, ulong outputs)
    {
        if (outputs == 0)
        {
            return;
        }

        foreach (ref readonly Placed<Measurement> reading in readings)
        {
            services.Ledger.Record(new SentReading
            {
                Word = reading.Word,
                Placement = reading.Placement,
                StatedPatient = reading.StatedPatient,
                Source = source.Name,
                Outputs = outputs,
            });
        }
    }

    private ValueTask TellAlarmsAsync(Source source, LaneWords words, LaneWords.Mark since, CancellationToken abort)
    {
        if (_bestEffort.Length == 0 || words.AlarmCount == since.Alarms || words.LiveAlarms(since) is not { Length: > 0 } live)
        {
            return ValueTask.CompletedTask;
        }

        PlacedBatch batch = BatchOf(source);
        (batch.IsDurable, batch.Alarms, batch.Measurements, batch.Associations, batch.Statuses) = (false, live, default, default, default);
        return TellAsync(batch, abort);
    }

    private async ValueTask<HandlerEnding> CallDurableAsync(Source source, LaneWords words, LaneWords.Mark since, CancellationToken abort)
    {
        foreach (DurableHandler durable in _durable)
        {
            PlacedBatch batch = BatchOf(source);
            batch.IsDurable = true;
            words.Show(batch, since);
            if (durable.IsThinned)
            {
                batch.Measurements = durable.Thin(source, batch);
            }

            HandlerEnding ending = await CallAsync(durable, batch, abort).ConfigureAwait(false);
            if (ending != HandlerEnding.Done)
            {
                return ending;
            }
        }

        return HandlerEnding.Done;
    }

    private async ValueTask<HandlerEnding> CallAsync(DurableHandler durable, PlacedBatch batch, CancellationToken abort)
    {
        int before = Output.Entries.Length;
        HandlerEnding ending = await CallAsync(durable.Handler, batch, Output, abort).ConfigureAwait(false);
        if (ending == HandlerEnding.Done && !durable.Names(Output.Entries[before..]))
        {
            Log.NoDestination(services.Logger, durable.Handler.Name, batch.Source.Name);
            return HandlerEnding.Nowhere;
        }

        return ending;
    }

    private async ValueTask TellAsync(PlacedBatch batch, CancellationToken abort)
    {
        foreach (IHandler handler in _bestEffort)
        {
            await CallAsync(handler, batch, _unheard, abort).ConfigureAwait(false);

            // Best effort makes nothing that has to be kept.
            _unheard.Clear();
        }
    }

    private async ValueTask<HandlerEnding> CallAsync(IHandler handler, PlacedBatch batch, HandlerOutput output, CancellationToken abort)
    {
        CancellationToken deadline = _deadline.Token;
        try
        {
            ValueTask call = handler.HandleAsync(batch, output, deadline);
            if (!call.IsCompletedSuccessfully)
            {
                await WithDeadlineAsync(call.AsTask(), abort).ConfigureAwait(false);
            }

            // What it wrote and did not take must not begin the entry of the next.
            output.DropPayload();
            return HandlerEnding.Done;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // A handler's own time-out is a failure like others; only our deadline makes it late.
            bool isLate = deadline.IsCancellationRequested;
            if (isLate)
            {
                LeaveLent(output);
            }

            if (GatewayServices.IsAbort(fault, abort))
            {
                throw;
            }

            Tell(handler, batch.Source.Name, isLate ? "deadline" : fault.GetType().Name);
            return isLate ? HandlerEnding.Late : HandlerEnding.Failed;
        }
    }

    private void Tell(IHandler handler, string source, string fault)
    {
        services.Metrics.Failed("handler", handler.Name);
        if (handler.Guarantee == HandlerGuarantee.BestEffort)
        {
            Log.BestEffortFailed(services.Logger, handler.Name, fault);
        }
        else
        {
            Log.HandlerFailed(services.Logger, handler.Name, source, fault, Attempt);
        }
    }

    // A late handler may still read and write what it was lent: it keeps that, and we take new.
    private void LeaveLent(HandlerOutput output)
    {
        AreWordsHeld = true;
        _batches.Clear();
        foreach (DurableHandler durable in _durable)
        {
            durable.LeaveKept();
        }

        if (ReferenceEquals(output, Output))
        {
            Output = new HandlerOutput();
        }
        else
        {
            _unheard = new HandlerOutput();
        }
    }

    private async Task WithDeadlineAsync(Task call, CancellationToken abort)
    {
        TimeSpan deadline = services.Options.MessageDeadline;
        _deadline.CancelAfter(deadline);
        try
        {
            await call.WaitAsync(deadline, services.Clock, abort).ConfigureAwait(false);
        }
        finally
        {
            _deadline.CancelAfter(Timeout.InfiniteTimeSpan);
            if (!call.IsCompleted || _deadline.IsCancellationRequested)
            {
                await _deadline.CancelAsync().ConfigureAwait(false);
                _deadline = new CancellationTokenSource(Timeout.InfiniteTimeSpan, services.Clock);
            }
        }
    }

    private PlacedBatch BatchOf(Source source)
    {
        if (!_batches.TryGetValue(source, out PlacedBatch? batch))
        {
            batch = new PlacedBatch { Source = source.Terms, Devices = services.Devices };
            _batches.Add(source, batch);
        }

        return batch;
    }
}
