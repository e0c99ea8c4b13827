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
                _entries.Add(EntryOf(delivered[next], message));
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

    private OutboxEntry EntryOf(in Delivered delivered, int message)
    {
        Destination destination = services.Destinations[delivered.Destination];
        Envelope envelope = EnvelopeOf(delivered.Entry);
        TimeSpan? life = envelope.Class == DeliveryClass.Alarm ? destination.AlarmsExpireAfter : destination.ExpireAfter;
        return new OutboxEntry(destination.Name, message, life is { } time ? envelope with { Expires = services.Clock.GetUtcNow() + time } : envelope)
        {
            MayBeLost = destination.MayLose,
        };
    }

    private static Envelope EnvelopeOf(in Entry entry) => new()
    {
        Id = entry.Id,
        Revision = entry.Revision,
        Cause = (byte)entry.Cause,
        Class = entry.Class switch
        {
            EntryClass.Alarm => DeliveryClass.Alarm,
            EntryClass.ClinicalReading => DeliveryClass.ClinicalReading,
            _ => DeliveryClass.Housekeeping,
        },
        Identifiable = entry.Identifiable,
        Key = entry.Device.Key,
        Route = entry.Route,
        ContentType = entry.ContentType,
        Payload = entry.Payload,
    };

    private void Count(Source source, WordList<MessageState> states)
    {
        Span<int> by = stackalloc int[(int)AppendOutcome.Lost + 1];
        foreach (AppendOutcome outcome in _outcomes.Room(_entries.Count).Span)
        {
            by[(int)outcome]++;
        }

        int clashed = by[(int)AppendOutcome.Clash];
        int lost = by[(int)AppendOutcome.Lost];
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
            }
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
