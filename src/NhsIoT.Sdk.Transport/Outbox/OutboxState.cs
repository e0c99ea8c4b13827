using NhsIoT.Sdk.Transport.Storage;

namespace NhsIoT.Sdk.Transport.Outbox;

/// <summary>All that an outbox holds and the rules by which it changes: no lock, no clock, nobody who waits.</summary>
internal sealed class OutboxState
{
    private readonly EntryStore _store = new();
    private readonly Room _room;
    private readonly Quarantine _quarantine;
    private readonly Expiries _expiries;
    private readonly Leases _leases = new();

    public OutboxState(MemoryOutboxOptions options)
    {
        Ids = new IdMemory(options.RememberedIds, options.RememberFor, options.Alarms.Entries + options.ClinicalReadings.Entries + options.Housekeeping.Entries);
        Losses = new LossBook(options.LossRecords);
        _room = new Room(options);
        _quarantine = new Quarantine(_store, _room, Losses);
        _expiries = new Expiries(_store);
        Lanes = new Lanes(_room, _store, _expiries);
    }

    public IdMemory Ids { get; }

    public Lanes Lanes { get; }

    public LossBook Losses { get; }

    public OutboxTally Tally { get; } = new();

    /// <summary>Gets when something happens by itself: a left key is due or an entry expires; <see langword="null"/>: never.</summary>
    public long? NextDue => Lanes.NextDue is not long due ? _expiries.NextDue
        : _expiries.NextDue is long over && over < due ? over : due;

    /// <summary>Gets a value indicating whether anything expires.</summary>
    public bool HasExpiries => _expiries.NextDue is not null;

    public OutboxCounts Counts
    {
        get
        {
            long alarms = Lanes.Waiting(DeliveryClass.Alarm);
            long others = Lanes.Waiting(DeliveryClass.ClinicalReading) + Lanes.Waiting(DeliveryClass.Housekeeping);
            return new OutboxCounts(alarms + others, alarms, _quarantine.Quarantined, _store.Messages, _quarantine.Held, Losses.Count);
        }
    }

    /// <summary>Claims all the room that an append could need.</summary>
    public void ClaimAll(AppendWait append) => Claim(append, null);

    /// <summary>Claims the room that an append needs for what is not known yet. An id that stands in it twice is claimed twice.</summary>
    public void ClaimNew(AppendWait append, Moment now)
    {
        Claim(append, now);
        append.ClaimedAt = Ids.Changes;
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
            ref readonly AcceptedMessage message = ref append.Messages[i];
            if (message.QuarantineReason is not null)
            {
                Tally.Discarded += _quarantine.AddMessage(PlaceOf(append, i), message, now.Wall);
                Tally.Held += message.IsHeld ? 1 : 0;
                Tally.Quarantined += message.IsHeld ? 0 : 1;
            }
        }
    }

    /// <summary>Takes out what has expired.</summary>
    /// <returns>Whether anything had.</returns>
    public bool Expire(long now)
    {
        bool any = false;
        while (_expiries.TryTake(now, out int entry))
        {
            any = true;
            Lanes.Drop(entry);
            ref StoredEntry expired = ref _store[entry];
            Ids.Leave(expired.IdRecord, now / TimeSpan.TicksPerSecond);
            Lose(expired.Lane, expired.Envelope.Key!, LossReason.Expired, _store.Message(expired.Share).Received);
            _store.Remove(entry);
        }

        return any;
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
                PutBack(lease, i, endings[i].Until, now);
                left--;
            }
        }

        // What had its time while it was leased has just been put back: it goes before its key is free.
        Expire(now.Ticks);

        foreach (KeyQueue queue in lease.Keys)
        {
            Lanes.Free(queue, now.Ticks);
        }

        _leases.End(lease);
    }

    public QuarantineRecord[] ReadQuarantine(QuarantineQuery query) => _quarantine.Read(query);

    public bool Discard(long number) => _quarantine.Discard(number);

    private void Claim(AppendWait append, Moment? known)
    {
        append.Claims.Clear();
        for (int i = 0; i < append.Entries.Length; i++)
        {
            ref readonly OutboxEntry entry = ref append.Entries[i];
            ref EntryPlan plan = ref append.Plans[i];
            plan.Lane ??= Lanes.Of(entry.Destination, entry.Envelope.Class);
            if (!entry.MayBeLost && (known is not Moment now || IsToStore(entry, plan, now)))
            {
                int messageBytes = BlockSizes.Rounded(append.Messages[entry.Message].Payload.Length);
                append.Claims.Add(plan.Lane.Account, plan.Charge, entry.Message, messageBytes);
            }
        }

        for (int i = 0; i < append.Messages.Length; i++)
        {
            ref readonly AcceptedMessage message = ref append.Messages[i];
            if (message.QuarantineReason is not null && _room.OfQuarantined(message) is RoomAccount account && !_room.Overflows(account))
            {
                append.Claims.Add(account, 0, i, BlockSizes.Rounded(message.Payload.Length));
            }
        }
    }

    private bool IsToStore(in OutboxEntry entry, in EntryPlan plan, Moment now)
        => plan.Over > now.Ticks
            && Ids.Judge(plan.Print, entry.Envelope.Revision, now.Seconds, out _) is AppendOutcome.Added or AppendOutcome.Clash;

    private AppendOutcome Append(AppendWait append, int index, Moment now)
    {
        ref readonly OutboxEntry entry = ref append.Entries[index];
        ref EntryPlan plan = ref append.Plans[index];
        AppendOutcome outcome = Ids.Judge(plan.Print, entry.Envelope.Revision, now.Seconds, out int record);
        switch (outcome)
        {
            case AppendOutcome.Same:
                Tally.Same++;
                return outcome;
            case AppendOutcome.Superseded:
                Tally.Superseded++;
                return outcome;
        }

        if (LossOf(append, index, now) is LossReason reason)
        {
            Lose(plan.Lane!, entry.Envelope.Key!, reason, append.Messages[entry.Message].Received);
            return AppendOutcome.Lost;
        }

        int stored = _store.Add(entry.Envelope, plan, PlaceOf(append, entry.Message));
        if (outcome == AppendOutcome.Clash)
        {
            _quarantine.AddEntry(stored, "Clash: the same id and revision were here with other content.", now.Wall);
            Tally.Clash++;
            Tally.Quarantined++;
            return outcome;
        }

        _store[stored].IdRecord = Ids.Enter(record, plan.Print, entry.Envelope.Revision);
        plan.Lane!.Append(stored);
        Tally.Appended[(int)entry.Envelope.Class]++;
        return outcome;
    }

    private LossReason? LossOf(AppendWait append, int index, Moment now)
    {
        ref readonly OutboxEntry entry = ref append.Entries[index];
        ref EntryPlan plan = ref append.Plans[index];
        if (plan.Over <= now.Ticks)
        {
            return LossReason.Expired;
        }

        if (!entry.MayBeLost)
        {
            return null;
        }

        RoomAccount account = plan.Lane!.Account;
        int place = append.Places[entry.Message];
        bool isPaid = place != AppendWait.NotStored && _store.HasShare(place, account);
        int bytes = plan.Charge + (isPaid ? 0 : BlockSizes.Rounded(append.Messages[entry.Message].Payload.Length));
        bool isUrgent = append.Claims.IsUrgent;
        return account.IsFree(isUrgent) && account.Fits(1, bytes, isUrgent) ? null : LossReason.Full;
    }

    private void Lose(Lane lane, string key, LossReason reason, DateTimeOffset received)
    {
        Losses.Add(new LossGroup(lane.Destination, key, lane.Class, reason), received);
        (reason == LossReason.Expired ? Tally.Expired : Tally.Lost)[(int)lane.Class]++;
    }

    private int PlaceOf(AppendWait append, int message)
    {
        ref int place = ref append.Places[message];
        if (place == AppendWait.NotStored)
        {
            place = _store.AddMessage(append.Messages[message]);
        }

        return place;
    }

    private void PutBack(Lease lease, int index, DateTimeOffset until, Moment now)
    {
        int entry = lease.Entries[index];
        if (until != default)
        {
            _store[entry].Attempts++;
        }

        lease.Lane!.PutBack(entry, now.TicksAt(until));
        Tally.Left++;
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
