using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>
/// Takes one batch of messages through decoding, handling and the outbox, and settles each with its source after that.
/// </summary>
/// <remarks>
/// A message is acknowledged once each of its results, or its quarantine record, is in the outbox; never before, and never by
/// a time-out. All memory is kept for the next batch.
/// </remarks>
internal sealed class Acceptance(GatewayServices services) : IDisposable
{
    private readonly WordList<LaneItem> _items = new();
    private readonly WordList<MessageState> _states = new();
    private readonly LaneDecoder _decoder = new(services);
    private readonly LaneStore _store = new(services);
    private readonly HandlerCalls _calls = new(services);
    private readonly LaneMemory _memory = new(services);
    private LaneWords? _words;

    public int Count => _items.Count;

    private LaneWords Words => _words ??= new LaneWords(services, _memory);

    public Source Source => _items[0].Source;

    public void Add(in LaneItem item)
    {
        _items.Add(item);
        _states.Add(default);
    }

    public async ValueTask RunAsync(CancellationToken abort)
    {
        using Activity? activity = GatewayMetrics.Activities.StartActivity("accept");
        activity?.SetTag("messages", Count);
        if (await TryCommitAsync(abort).ConfigureAwait(false))
        {
            Settle();
            await TellAsync(abort).ConfigureAwait(false);
        }
        else
        {
            ForgetJudged();
            GiveBack();
        }

        Clear();
    }

    /// <summary>Lets go what thinning holds back: of series that ended by <paramref name="now"/>, or at the end of all.</summary>
    public async ValueTask FlushAsync(DateTimeOffset? now, CancellationToken abort)
    {
        foreach (DurableHandler durable in _calls.Thinned)
        {
            foreach (Source source in durable.Sources.ToArray())
            {
                await FlushAsync(durable, source, now, abort).ConfigureAwait(false);
            }
        }
    }

    public void Dispose() => _calls.Dispose();

    // What a handler fails on stays held back, and is tried again; at the end as often as a message.
    private async ValueTask FlushAsync(DurableHandler durable, Source source, DateTimeOffset? now, CancellationToken abort)
    {
        int attempts = now is null ? services.Options.HandlerAttempts : 1;
        for (_calls.Attempt = 1; !await TryFlushAsync(durable, source, now, abort).ConfigureAwait(false) && _calls.Attempt < attempts;)
        {
            _calls.Attempt++;
        }
    }

    private async ValueTask<bool> TryFlushAsync(DurableHandler durable, Source source, DateTimeOffset? now, CancellationToken abort)
    {
        try
        {
            bool isDone = await _calls.FlushAsync(durable, source, now, abort).ConfigureAwait(false);
            if (isDone)
            {
                await _store.AppendAsync(source, _calls.Output, abort).ConfigureAwait(false);
                _calls.CommitFlush(durable, source);
                _calls.Output.Committed();
            }

            return isDone;
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            // What is held back was acknowledged, and its destination can do without it; it goes with the process.
            return true;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // Were a lane to end by it, its messages would hang unseen and for ever.
            Log.LaneFailed(services.Logger, source.Name, fault.GetType().Name);
            services.Metrics.Failed("lane", source.Name);
            return false;
        }
        finally
        {
            // After a commit there is nothing to undo.
            _calls.RollBack();
            _calls.Output.Clear();
            DropWords();
        }
    }

    private async ValueTask<bool> TryCommitAsync(CancellationToken abort)
    {
        int news = services.News.Version;
        try
        {
            abort.ThrowIfCancellationRequested();
            while (!await HandleAllAsync(abort).ConfigureAwait(false))
            {
                // What the handlers made of this batch is thrown away and made again.
                StartAgain();
            }

            await _store.AppendAsync(_items, _states, _calls.Output, abort).ConfigureAwait(false);
            Keep();
            RepeatNews(news);
            return true;
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // Nothing is known to come here; were a lane to end by it, its messages would hang unseen and for ever.
            Log.LaneFailed(services.Logger, Source.Name, fault.GetType().Name);
            services.Metrics.Failed("lane", Source.Name);
            await services.PauseAsync(abort).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return false;
        }
    }

    // It is committed: what the rules, the thinning and the ledger remember of it holds from now on.
    private void Keep()
    {
        Words.Count();
        _memory.Judge.Commit();
        _calls.Commit(Source, Words);
    }

    // What became known while a message came to be held would otherwise not let it go.
    private void RepeatNews(int before)
    {
        for (int i = 0; i < Count && services.News.Version != before; i++)
        {
            if (_states[i].IsHeld)
            {
                services.News.Repeat(_states[i].Key);
            }
        }
    }

    private async ValueTask<bool> HandleAllAsync(CancellationToken abort)
    {
        for (int i = 0; i < Count; i++)
        {
            HandlerEnding ending = await HandleAsync(i, abort).ConfigureAwait(false);
            if (ending == HandlerEnding.Unplaced)
            {
                await services.PauseAsync(abort).ConfigureAwait(false);
            }
            else if (ending != HandlerEnding.Done)
            {
                PutAside(i, ending);
            }

            if (ending != HandlerEnding.Done)
            {
                return false;
            }

            _states[i] = _states[i] with { EntriesEnd = _calls.Output.Entries.Length };
        }

        return true;
    }

    private async ValueTask<HandlerEnding> HandleAsync(int index, CancellationToken abort)
    {
        try
        {
            LaneWords.Mark start = Words.Here;
            await ReadAsync(index, start, abort).ConfigureAwait(false);
            if (_states[index] is { Quarantined: not null, IsPartial: false })
            {
                return HandlerEnding.Done;
            }

            _calls.Attempt = _states[index].Attempts + 1;
            HandlerEnding ending = await _calls.RunAsync(Source, Words, start, abort).ConfigureAwait(false);
            if (_calls.Rejected is { } rejected && _states[index].Quarantined is null)
            {
                _states[index] = MessageState.Of(rejected) with { Attempts = _states[index].Attempts, Key = Words.KeySince(start) };
            }

            return ending;
        }
        catch (ArgumentException fault)
        {
            Log.WordRefused(services.Logger, Source.Name, fault.GetType().Name);
            return HandlerEnding.Refused;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException && !GatewayServices.IsAbort(fault, abort))
        {
            // Law 3: an association that is not recorded, or cannot be looked up, is the store's fault and not the message's.
            Log.AssociationsFailed(services.Logger, fault.GetType().Name, GatewayServices.RetryDelay);
            services.Metrics.Failed("associations", Source.Name);
            return HandlerEnding.Unplaced;
        }
    }

    // Decodes a message and takes its words over; none where a handler gave it up, or where it is to be held.
    private async ValueTask ReadAsync(int index, LaneWords.Mark start, CancellationToken abort)
    {
        MessageState before = _states[index];
        if (before.IsHandlerFault)
        {
            return;
        }

        LaneItem item = _items[index];
        MessageState state = _decoder.Decode(item, before.Attempts);
        Arrival arrival = new(
            MapsClocks: item.Source.Purpose == ReadingPurpose.Live,
            At: item.IsReplay ? services.Clock.GetUtcNow() : item.Received,
            _decoder.Output.StatedPatient)
        {
            IsOfThePast = item.IsReplay || item.Source.Purpose != ReadingPurpose.Live,

            // An alarm is never held, and so neither is what came with it.
            IsHeldIfUnknown = item.Source.UnknownPatients == UnknownPatientPolicy.Hold && _decoder.Output.Alarms.Count == 0,
        };
        Placed<Measurement>? unknown = await Words.TakeAsync(_decoder.Output, arrival, abort).ConfigureAwait(false);

        // What waits for any unknown device has no key, whatever other devices spoke in it.
        string? key = state.IsHeld ? null : Words.KeySince(start);
        if (unknown is { } reading)
        {
            Words.DropSince(start);
            key = reading.Word.Context.Device.Key;
            state = MessageState.Held($"it is not known whose its readings are: {reading.Placement.UnknownBecause}");
        }

        _states[index] = state with { Key = key };
    }

    private void PutAside(int index, HandlerEnding ending)
    {
        int attempts = _states[index].Attempts + 1;
        _states[index] = ending == HandlerEnding.Failed && attempts < services.Options.HandlerAttempts
            ? new MessageState { Attempts = attempts }
            : MessageState.HandlerFault(ending switch
            {
                HandlerEnding.Late => "a handler missed the deadline",
                HandlerEnding.Nowhere => "a handler delivers to a destination that it does not name",
                HandlerEnding.Refused => "a word of it cannot be placed",
                _ => "a handler failed",
            });
    }

    private void StartAgain()
    {
        ForgetJudged();
        DropWords();
        _calls.Output.Clear();
        for (int i = 0; i < Count; i++)
        {
            if (!_states[i].IsHandlerFault)
            {
                _states[i] = new MessageState { Attempts = _states[i].Attempts };
            }
        }
    }

    // What rules and thinning remember of a batch that is done again, or given back, has not been.
    private void ForgetJudged()
    {
        _memory.Judge.RollBack();
        _calls.RollBack();
    }

    private void Settle()
    {
        int settled = 0;
        for (int i = 0; i < Count; i++)
        {
            bool isSettled = TrySettle(_items[i].Message, _states[i].IsRefused ? Settlement.Rejected : Settlement.Accepted, _states[i].Quarantined);
            settled += isSettled && !_items[i].IsReplay ? 1 : 0;
        }

        services.Metrics.Accepted(Source.Name, settled);
        services.Tally.Accepted(settled);
        LeaveWindow();
    }

    private void GiveBack()
    {
        for (int i = 0; i < Count; i++)
        {
            TrySettle(_items[i].Message, Settlement.Abandoned, null);
        }

        int places = LeaveWindow();
        services.Metrics.Abandoned(Source.Name, places);
        services.Tally.Abandoned(places);
    }

    private int LeaveWindow()
    {
        int places = 0;
        for (int i = 0; i < Count; i++)
        {
            if (!_items[i].IsReplay)
            {
                Source.UnderWay.Leave(_items[i].Class);
                places++;
            }
        }

        Source.Window.GiveBack(places);
        return places;
    }

    // A source that cannot be told sends the message again, and the outbox knows it; the others are told meanwhile.
    private bool TrySettle(in Received message, Settlement settlement, string? reason)
    {
        try
        {
            switch (settlement)
            {
                case Settlement.Accepted:
                    message.Accept();
                    break;
                case Settlement.Rejected:
                    message.Reject(reason!);
                    break;
                default:
                    message.Abandon();
                    break;
            }

            return true;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            Log.SettleFailed(services.Logger, Source.Name, settlement, fault.GetType().Name);
            services.Metrics.Failed("source", Source.Name);
            return false;
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The batch is settled: whatever fails now, nothing of it is given back.")]
    private async ValueTask TellAsync(CancellationToken abort)
    {
        try
        {
            _calls.Output.Committed();
            await _calls.AfterCommitAsync(Source, Words, abort).ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            if (!GatewayServices.IsAbort(fault, abort))
            {
                Log.AfterCommitFailed(services.Logger, Source.Name, fault.GetType().Name);
                services.Metrics.Failed("after-commit", Source.Name);
            }
        }
    }

    private void Clear()
    {
        _items.Clear();
        _states.Clear();
        _decoder.Output.Clear();
        DropWords();
        _calls.Output.Clear();
    }

    private void DropWords()
    {
        if (_calls.AreWordsHeld)
        {
            _words = null;
            _calls.AreWordsHeld = false;
        }
        else
        {
            Words.Clear();
        }
    }
}
