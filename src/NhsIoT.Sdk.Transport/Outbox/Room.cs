namespace NhsIoT.Sdk.Transport.Outbox;

/// <summary>The accounts of an outbox: one for each destination and class, and four for what is in quarantine. Not thread-safe.</summary>
internal sealed class Room(MemoryOutboxOptions options)
{
    private readonly RoomAccount _quarantined = new(options.QuarantinedMessages, options.QuarantinedAlarms);
    private readonly RoomAccount _quarantinedAlarms = new(options.QuarantinedAlarms, default);
    private readonly RoomAccount _held = new(options.HeldMessages, options.HeldAlarms);
    private readonly RoomAccount _heldAlarms = new(options.HeldAlarms, default);

    /// <summary>Makes the account of a class of a destination.</summary>
    public RoomAccount NewAccount(DeliveryClass deliveryClass) => deliveryClass switch
    {
        DeliveryClass.Alarm => new RoomAccount(options.Alarms, default),
        DeliveryClass.ClinicalReading => new RoomAccount(options.ClinicalReadings, options.Alarms),
        _ => new RoomAccount(options.Housekeeping, options.Alarms),
    };

    /// <summary>Gives the account of a message that is quarantined or held.</summary>
    public RoomAccount OfQuarantined(in AcceptedMessage message) => (message.IsHeld, message.Class) switch
    {
        (false, DeliveryClass.Alarm) => _quarantinedAlarms,
        (false, _) => _quarantined,
        (true, DeliveryClass.Alarm) => _heldAlarms,
        (true, _) => _held,
    };

    /// <summary>Says whether what is full here makes room by itself.</summary>
    public bool Overflows(RoomAccount account) => account == _quarantined && options.WhenQuarantineIsFull == QuarantineOverflow.DiscardOldest;
}

/// <summary>What is held in one account, up to where, and who waits for it. Not thread-safe.</summary>
/// <param name="limit">The room for all.</param>
/// <param name="reserve">The room beyond it, for appends that carry an alarm.</param>
internal sealed class RoomAccount(OutboxLimit limit, OutboxLimit reserve)
{
    // Two limits may be larger together than any number.
    private readonly long _urgentBytes = limit.Bytes > long.MaxValue - reserve.Bytes ? long.MaxValue : limit.Bytes + reserve.Bytes;

    public int Entries { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>Gets or sets who waits for it.</summary>
    public RoomWait Awaited { get; set; }

    /// <summary>Gets or sets where its claim is among those that are being counted.</summary>
    public int ClaimPlace { get; set; }

    public void Take(int entries, int bytes)
    {
        Entries += entries;
        Bytes += bytes;
    }

    public void Give(int entries, int bytes) => Take(-entries, -bytes);

    // What is larger than the limit goes in alone: refused for ever, it could neither be accepted nor acknowledged.
    public bool Fits(int entries, long bytes, bool isUrgent)
        => (Entries == 0 && Bytes == 0)
            || (Entries + entries <= limit.Entries + (isUrgent ? reserve.Entries : 0) && Bytes + bytes <= (isUrgent ? _urgentBytes : limit.Bytes));

    /// <summary>Says whether nobody goes before: what carries an alarm does not wait behind what does not.</summary>
    public bool IsFree(bool isUrgent) => Awaited <= (isUrgent ? RoomWait.Patient : RoomWait.Nobody);
}

/// <summary>Who waits for room.</summary>
internal enum RoomWait : byte
{
    Nobody = 0,

    /// <summary>An append without an alarm.</summary>
    Patient,

    /// <summary>An append that carries an alarm.</summary>
    Urgent,
}
