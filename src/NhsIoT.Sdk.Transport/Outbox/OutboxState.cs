namespace NhsIoT.Sdk.Transport.Outbox;

/// <summary>All that an outbox holds and the rules by which it changes: no lock, no clock, nobody who waits.</summary>
internal sealed class OutboxState
{
    private readonly EntryStore _store;
    private readonly Quarantine _quarantine;
    private readonly Leases _leases = new();

    public OutboxState(MemoryOutboxOptions options)
    {
        Room = new Room(options);
        Ids = new IdMemory(options.RememberedIds, options.RememberFor, options.Alarms.Entries + options.ClinicalReadings.Entries + options.Housekeeping.Entries);
        _store = new EntryStore(Room);
        _quarantine = new Quarantine(_store);
        Lanes = new Lanes(_store);
    }

    public Room Room { get; }

    public IdMemory Ids { get; }

    public Lanes Lanes { get; }

    public OutboxTally Tally { get; } = new();

    public OutboxCounts Counts
    {
        get
        {
            int alarms = Lanes.Waiting(DeliveryClass.Alarm);
            int others = Lanes.Waiting(DeliveryClass.ClinicalReading) + Lanes.Waiting(DeliveryClass.Housekeeping);
            return new OutboxCounts(alarms + others, alarms, _quarantine.Count, _store.Messages);
        }
    }

    /// <summary>Stores an append for which there is room.</summary>
    public void Append(AppendWait append, Moment now)
    {
        for (int i = 0; i < append.Entries.Length; i++)
        {
            append.Outcomes[i] = Append(append, i, now);
        }

        for (int i = 0; i < append.Messages.Length; i++)
        {
            if (append.Messages[i].QuarantineReason is string reason)
            {
                _quarantine.AddMessage(PlaceOf(append, i), reason, now.Wall);
                Tally.Quarantined++;
            }
        }
    }

    public OutboxLease Lease(Lane lane, int max) => _leases.Begin(lane, max);

    public void Settle(OutboxLease settled, ReadOnlySpan<EntryEnding> endings, Moment now)
    {
        Lease lease = _leases.Standing(settled.Ticket);
        if (endings.Length != lease.Count)
        {
            throw new ArgumentException($"The lease has {lease.Count} entries, and {endings.Length} endings were given.", nameof(endings));
        }

        int left = 0;
        for (int i = 0; i < endings.Length; i++)
        {
            left += End(lease.Lane!, lease.Entries[i], endings[i], now) ? 0 : 1;
        }

        // From the last to the first: each goes before all others of its key.
        for (int i = endings.Length - 1; i >= 0 && left > 0; i--)
        {
            if (endings[i].Kind == EntryEndingKind.Leave)
            {
                lease.Lane!.PutBack(lease.Entries[i], now.TicksAt(endings[i].Until));
                left--;
                Tally.Left++;
            }
        }

        foreach (KeyQueue queue in lease.Keys)
        {
            Lanes.Free(queue, now.Ticks);
        }

        _leases.End(lease);
    }

    public QuarantineRecord[] ReadQuarantine(int max) => _quarantine.Read(max);

    public bool Discard(long number) => _quarantine.Discard(number);

    private AppendOutcome Append(AppendWait append, int index, Moment now)
    {
        ref readonly OutboxEntry entry = ref append.Entries[index];
        AppendOutcome outcome = Ids.Enter(append.Prints[index], entry.Envelope.Revision, now.Seconds, out int record);
        switch (outcome)
        {
            case AppendOutcome.Added:
                int added = _store.Add(entry, PlaceOf(append, entry.Message));
                _store[added].IdRecord = record;
                Lanes.Of(entry.Destination, entry.Envelope.Class).Append(added);
                Tally.Appended[(int)entry.Envelope.Class]++;
                break;
            case AppendOutcome.Clash:
                int clashing = _store.Add(entry, PlaceOf(append, entry.Message));
                _quarantine.AddEntry(clashing, "Clash: the same id and revision were here with other content.", now.Wall);
                Tally.Clash++;
                Tally.Quarantined++;
                break;
            case AppendOutcome.Same:
                Tally.Same++;
                break;
            default:
                Tally.Superseded++;
                break;
        }

        return outcome;
    }

    private int PlaceOf(AppendWait append, int message)
    {
        ref MessagePlace place = ref append.Places[message];
        if (place.Place == AppendWait.NotStored)
        {
            place.Place = _store.AddMessage(append.Messages[message], place.Account);
        }

        return place.Place;
    }

    /// <summary>Ends an entry unless it is left.</summary>
    private bool End(Lane lane, int entry, in EntryEnding ending, Moment now)
    {
        if (ending.Kind == EntryEndingKind.Leave)
        {
            return false;
        }

        Ids.Leave(_store[entry].IdRecord, now.Seconds);
        lane.Gone();
        if (ending.Kind == EntryEndingKind.Remove)
        {
            _store.Remove(entry);
            Tally.Removed++;
        }
        else
        {
            _quarantine.AddEntry(entry, ending.Reason!, now.Wall);
            Tally.Quarantined++;
        }

        return true;
    }
}
