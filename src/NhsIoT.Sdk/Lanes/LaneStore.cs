using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>Puts a batch into the outbox: its messages, the entries made from them and the quarantine records, all or nothing.</summary>
internal sealed class LaneStore(GatewayServices services)
{
    private readonly WordList<AcceptedMessage> _messages = new();
    private readonly WordList<OutboxEntry> _entries = new();
    private readonly WordList<AppendOutcome> _outcomes = new();
    private readonly OutboxAppend _append = new();

    /// <summary>Gets a value indicating whether an entry of the last append was lost: what it held is then not out.</summary>
    public bool HasLost { get; private set; }

    public async ValueTask AppendAsync(WordList<LaneItem> items, WordList<MessageState> states, HandlerOutput output, CancellationToken abort)
    {
        Fill(items, states, output);
        if (_messages.Count > 0)
        {
            _append.Messages = _messages.From(0);
            _append.Entries = _entries.From(0);
            await AppendAsync(_outcomes.Room(_entries.Count), abort).ConfigureAwait(false);
            Count(items[0].Source, states);
        }
    }

    /// <summary>Stores entries that come of no message of their own: readings that thinning held back.</summary>
    public async ValueTask AppendAsync(Source source, HandlerOutput output, CancellationToken abort)
    {
        HasLost = false;
        _messages.Clear();
        _entries.Clear();
        foreach (ref readonly Delivered delivered in output.Entries)
        {
            _entries.Add(services.EntryOf(delivered, 0));
        }

        if (_entries.Count > 0)
        {
            _messages.Add(new AcceptedMessage { Source = source.Name, Route = "thinned", Received = services.Clock.GetUtcNow(), Payload = default });
            _append.Messages = _messages.From(0);
            _append.Entries = _entries.From(0);
            await AppendAsync(_outcomes.Room(_entries.Count), abort).ConfigureAwait(false);
            Count(source);
        }
    }

    // Law 3: while the store cannot write, nothing is acknowledged; the batch waits, and with it its sources.
    private async ValueTask AppendAsync(Memory<AppendOutcome> outcomes, CancellationToken abort)
    {
        while (true)
        {
            try
            {
                await services.Outbox.AppendAsync(_append, outcomes, abort).ConfigureAwait(false);
                return;
            }
            catch (Exception fault) when (fault is not OutOfMemoryException && !GatewayServices.IsAbort(fault, abort))
            {
                Log.StoreFailed(services.Logger, fault.GetType().Name, GatewayServices.RetryDelay);
                services.Metrics.Failed("store", "append");
                await services.PauseAsync(abort).ConfigureAwait(false);
            }
        }
    }

    private void Fill(WordList<LaneItem> items, WordList<MessageState> states, HandlerOutput output)
    {
        HasLost = false;
        _messages.Clear();
        _entries.Clear();
        ReadOnlySpan<Delivered> delivered = output.Entries;
        int next = 0;
        for (int i = 0; i < items.Count; i++)
        {
            int end = states[i].EntriesEnd;
            if (next == end && states[i].Quarantined is null)
            {
                // Nothing came of it and nothing is wrong with it: there is nothing to keep.
                continue;
            }

            int message = _messages.Count;
            _messages.Add(Stored(items[i], states[i]));
            for (; next < end; next++)
            {
                _entries.Add(services.EntryOf(delivered[next], message));
            }
        }
    }

    private static AcceptedMessage Stored(in LaneItem item, in MessageState state)
    {
        Envelope envelope = item.Message.Envelope;
        return new AcceptedMessage
        {
            Source = item.Source.Name,
            Route = envelope.Route ?? "",
            ContentType = envelope.ContentType,
            Received = item.Received,
            Payload = envelope.Payload,
            Class = item.Class,
            Key = state.Key,
            QuarantineReason = state.Quarantined,
            IsHeld = state.IsHeld,
        };
    }

    private void Count(Source source, WordList<MessageState> states)
    {
        Count(source);
        int quarantined = 0;
        for (int i = 0; i < states.Count; i++)
        {
            if (states[i].IsHeld)
            {
                services.Metrics.Held(source.Name);
                services.Tally.Held();
                Log.MessageHeld(services.Logger, source.Name);
            }
            else if (states[i].Quarantined is not null)
            {
                CountQuarantined(source, states[i]);
                quarantined++;
            }
        }

        if (quarantined > 0)
        {
            services.Audit.Raise(services, AuditKind.Quarantine, source.Name, quarantined, "messages that could not be read or handled");
        }
    }

    private void Count(Source source)
    {
        Span<int> by = stackalloc int[(int)AppendOutcome.Lost + 1];
        foreach (AppendOutcome outcome in _outcomes.Room(_entries.Count).Span)
        {
            by[(int)outcome]++;
        }

        int clashed = by[(int)AppendOutcome.Clash];
        int lost = by[(int)AppendOutcome.Lost];
        HasLost = lost > 0;
        services.Metrics.Entries("added", by[(int)AppendOutcome.Added]);
        services.Metrics.Entries("same", by[(int)AppendOutcome.Same]);
        services.Metrics.Entries("clash", clashed);
        services.Metrics.Entries("superseded", by[(int)AppendOutcome.Superseded]);
        services.Metrics.Entries("lost", lost);
        services.Tally.Appended(by[(int)AppendOutcome.Added], by[(int)AppendOutcome.Same] + by[(int)AppendOutcome.Superseded], clashed);
        services.Tally.Lost(lost);
        if (clashed > 0)
        {
            Log.EntryClashed(services.Logger, clashed, source.Name);
        }

        if (lost > 0)
        {
            Log.EntriesLost(services.Logger, lost, source.Name);
        }
    }

    private void CountQuarantined(Source source, in MessageState state)
    {
        string code = state.Issue?.Code.ToString() ?? "HandlerFault";
        services.Metrics.Quarantined(source.Name, code);
        services.Tally.Quarantined(state.Issue?.Code == DecodeIssueCode.UnknownDevice);
        Log.MessageQuarantined(services.Logger, source.Name, code, state.Issue?.Place ?? "$");
    }
}
