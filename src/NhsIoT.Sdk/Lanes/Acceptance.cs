using System.Buffers;
using System.Diagnostics;
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
        try
        {
            await AcceptAsync(abort).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            GiveBack();
        }

        Clear();
    }

    public void Dispose() => _calls.Dispose();

    private async ValueTask AcceptAsync(CancellationToken abort)
    {
        abort.ThrowIfCancellationRequested();
        while (!await HandleAllAsync(abort).ConfigureAwait(false))
        {
            // A handler failed: what it and the others made of this batch is thrown away and made again.
            StartAgain();
        }

        _words.Count();
        await _store.AppendAsync(_items, _states, _calls.Output, abort).ConfigureAwait(false);
        _calls.Output.Committed();
        Settle();
        await _calls.AfterCommitAsync(Source, _words, abort).ConfigureAwait(false);
    }

    private async ValueTask<bool> HandleAllAsync(CancellationToken abort)
    {
        for (int i = 0; i < Count; i++)
        {
            LaneWords.Mark start = _words.Here;
            Decode(i);
            await _words.TakeAsync(_decoded, abort).ConfigureAwait(false);
            if (_states[i].Quarantined is null || _states[i].IsPartial)
            {
                HandlerCalls.Ending ending = await _calls.RunAsync(Source, _words, start, abort).ConfigureAwait(false);
                if (ending != HandlerCalls.Ending.Done && !PutAside(i, ending))
                {
                    return false;
                }
            }

            _states[i] = _states[i] with { EntriesEnd = _calls.Output.Entries.Length };
        }

        return true;
    }

    private void Decode(int index)
    {
        _decoded.Clear();
        LaneItem item = _items[index];
        if (_states[index].IsHandlerFault)
        {
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

    // Says whether the batch can go on without the message; if not, everything is made again with the message put aside.
    private bool PutAside(int index, HandlerCalls.Ending ending)
    {
        int attempts = _states[index].Attempts + 1;
        if (ending == HandlerCalls.Ending.Failed && attempts < services.Options.HandlerAttempts)
        {
            _states[index] = new MessageState { Attempts = attempts };
            return false;
        }

        _states[index] = MessageState.HandlerFault(ending == HandlerCalls.Ending.Late ? "a handler missed the deadline" : "a handler failed");
        if (ending == HandlerCalls.Ending.Late)
        {
            // The handler may still hold what it was lent: it keeps that, and we take new.
            _words = new LaneWords(services);
            _calls.Replace();
        }

        return false;
    }

    private void StartAgain()
    {
        _words.Clear();
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
        for (int i = 0; i < Count; i++)
        {
            if (_states[i].Quarantined is { } reason && !_states[i].IsPartial)
            {
                _items[i].Message.Reject(reason);
            }
            else
            {
                _items[i].Message.Accept();
            }
        }

        Source.Window.GiveBack(Count);
        services.Metrics.Accepted(Source.Name, Count);
        services.Tally.Accepted(Count);
    }

    private void GiveBack()
    {
        for (int i = 0; i < Count; i++)
        {
            _items[i].Message.Abandon();
        }

        Source.Window.GiveBack(Count);
        services.Tally.Abandoned(Count);
    }

    private void Clear()
    {
        _items.Clear();
        _states.Clear();
        _decoded.Clear();
        _words.Clear();
        _calls.Output.Clear();
    }
}
