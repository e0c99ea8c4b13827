using System.Buffers;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using NhsIoT.Sdk.Devices;
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
    private readonly DecodeOutput _decoded = new();
    private readonly LaneStore _store = new(services);
    private readonly HandlerCalls _calls = new(services);
    private LaneWords _words = new(services);

    public int Count => _items.Count;

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
            GiveBack();
        }

        Clear();
    }

    public void Dispose() => _calls.Dispose();

    private async ValueTask<bool> TryCommitAsync(CancellationToken abort)
    {
        try
        {
            abort.ThrowIfCancellationRequested();
            while (!await HandleAllAsync(abort).ConfigureAwait(false))
            {
                // What the handlers made of this batch is thrown away and made again.
                StartAgain();
            }

            await _store.AppendAsync(_items, _states, _calls.Output, abort).ConfigureAwait(false);
            _words.Count();
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
            LaneWords.Mark start = _words.Here;
            Decode(index);
            await _words.TakeAsync(_decoded, abort).ConfigureAwait(false);
            if (_states[index].Quarantined is not null && !_states[index].IsPartial)
            {
                return HandlerEnding.Done;
            }

            _calls.Attempt = _states[index].Attempts + 1;
            HandlerEnding ending = await _calls.RunAsync(Source, _words, start, abort).ConfigureAwait(false);
            if (_calls.Rejected is { } rejected && _states[index].Quarantined is null)
            {
                _states[index] = MessageState.Of(rejected) with { Attempts = _states[index].Attempts };
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

    private void Decode(int index)
    {
        _decoded.Clear();
        LaneItem item = _items[index];
        if (_states[index].IsHandlerFault)
        {
            return;
        }

        if (item.Message.Fault is { } damage)
        {
            // What its transport could not read is not a message: whatever its bytes look like, they are not decoded.
            _decoded.Reject(new DecodeIssue(DecodeIssueCode.Malformed, damage.Place, damage.ByteOffset, damage.Explanation));
            _states[index] = MessageState.Of(_decoded) with { Attempts = _states[index].Attempts };
            return;
        }

        Envelope envelope = item.Message.Envelope;
        DeviceMessage message = new()
        {
            Payload = new ReadOnlySequence<byte>(envelope.Payload),
            Route = envelope.Route,
            ContentType = envelope.ContentType,
            Received = item.Received,
            Purpose = item.Source.Purpose,
            Devices = services.Devices,
            Device = item.Source.Device,
        };
        try
        {
            item.Source.Decoder.Decode(message, _decoded);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // A decoder throws nothing; one that does must not stop its lane, and its half-made words are not believed.
            _decoded.Clear();
            _decoded.Reject(new DecodeIssue(DecodeIssueCode.DecoderFault, "$", null, fault.GetType().Name));
        }

        if (_decoded.Issues.Count > 0)
        {
            _states[index] = MessageState.Of(_decoded) with { Attempts = _states[index].Attempts };
        }
    }

    private void PutAside(int index, HandlerEnding ending)
    {
        int attempts = _states[index].Attempts + 1;
        _states[index] = ending == HandlerEnding.Failed && attempts < services.Options.HandlerAttempts
            ? new MessageState { Attempts = attempts }
            : MessageState.HandlerFault(ending switch
            {
                HandlerEnding.Late => "a handler missed the deadline",
                HandlerEnding.Nowhere => "a handler delivers to a destination that was not added",
                HandlerEnding.Refused => "a word of it cannot be placed",
                _ => "a handler failed",
            });
    }

    private void StartAgain()
    {
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

    private void Settle()
    {
        int settled = 0;
        for (int i = 0; i < Count; i++)
        {
            bool isRefused = _states[i].Quarantined is not null && !_states[i].IsPartial;
            settled += TrySettle(_items[i].Message, isRefused ? Settlement.Rejected : Settlement.Accepted, _states[i].Quarantined) ? 1 : 0;
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

        services.Metrics.Abandoned(Source.Name, Count);
        services.Tally.Abandoned(Count);
        LeaveWindow();
    }

    private void LeaveWindow()
    {
        for (int i = 0; i < Count; i++)
        {
            Source.UnderWay.Leave(_items[i].Class);
        }

        Source.Window.GiveBack(Count);
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
            await _calls.AfterCommitAsync(Source, _words, abort).ConfigureAwait(false);
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
        _decoded.Clear();
        DropWords();
        _calls.Output.Clear();
    }

    private void DropWords()
    {
        if (_calls.AreWordsHeld)
        {
            _words = new LaneWords(services);
            _calls.AreWordsHeld = false;
        }
        else
        {
            _words.Clear();
        }
    }
}
