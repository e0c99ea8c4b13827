namespace NhsIoT.Sdk.Transport;

/// <summary>How much an in-memory outbox holds and for how long it remembers. Immutable.</summary>
/// <remarks>
/// The limits are apart, and each destination has them for itself: readings that wait never take the room of alarms, and what
/// waits for one destination never takes the room of another. What was quarantined on its way out keeps its room until it is
/// discarded. An append that carries an alarm may go beyond the limits of the other classes by the limit of alarms.
/// </remarks>
public sealed record MemoryOutboxOptions
{
    /// <summary>Gets the room for the alarms of each destination, and for the received messages that they were made from.</summary>
    /// <value>The default is 16 384 entries and 32 MiB.</value>
    public OutboxLimit Alarms { get; init; } = new(16_384, 32 * OutboxLimit.Mebibyte);

    /// <summary>Gets the room for the clinical readings of each destination, and for the received messages that they were made from.</summary>
    /// <value>The default is 131 072 entries and 256 MiB.</value>
    public OutboxLimit ClinicalReadings { get; init; } = new(131_072, 256 * OutboxLimit.Mebibyte);

    /// <summary>Gets the room for everything else of each destination.</summary>
    /// <value>The default is 16 384 entries and 32 MiB.</value>
    public OutboxLimit Housekeeping { get; init; } = new(16_384, 32 * OutboxLimit.Mebibyte);

    /// <summary>Gets the room for received messages that were quarantined and are no alarms.</summary>
    /// <value>The default is 4 096 messages and 32 MiB.</value>
    public OutboxLimit QuarantinedMessages { get; init; } = new(4_096, 32 * OutboxLimit.Mebibyte);

    /// <summary>Gets the room for received alarm messages that were quarantined: a quarantine full of readings holds up no alarm.</summary>
    /// <value>The default is 1 024 messages and 8 MiB.</value>
    public OutboxLimit QuarantinedAlarms { get; init; } = new(1_024, 8 * OutboxLimit.Mebibyte);

    /// <summary>Gets the room for received messages that are held and are no alarms.</summary>
    /// <value>The default is 65 536 messages and 64 MiB.</value>
    public OutboxLimit HeldMessages { get; init; } = new(65_536);

    /// <summary>Gets the room for received alarm messages that are held.</summary>
    /// <value>The default is 1 024 messages and 8 MiB.</value>
    public OutboxLimit HeldAlarms { get; init; } = new(1_024, 8 * OutboxLimit.Mebibyte);

    /// <summary>Gets what happens when a message is to be quarantined and <see cref="QuarantinedMessages"/> is full.</summary>
    /// <value>The default is <see cref="QuarantineOverflow.Wait"/>. Alarms and what is held always wait.</value>
    public QuarantineOverflow WhenQuarantineIsFull { get; init; }

    /// <summary>Gets how many loss records there are, before losses of further keys go into one for each destination, class and reason.</summary>
    /// <value>1 to 1 048 576. The default is 4 096.</value>
    public int LossRecords { get; init; } = 4_096;

    /// <summary>Gets how many ids of entries that have gone are remembered. Ids of entries that are here always are.</summary>
    /// <value>1 to 16 777 216. The default is 262 144. Each takes 64 bytes, from when it is first needed.</value>
    public int RememberedIds { get; init; } = 262_144;

    /// <summary>Gets how long they are remembered.</summary>
    /// <value>1 s to 3 650 days, in whole seconds. The default is 30 days.</value>
    public TimeSpan RememberFor { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names option, value and range.</exception>
    public void Validate()
    {
        Alarms.Validate(nameof(Alarms));
        ClinicalReadings.Validate(nameof(ClinicalReadings));
        Housekeeping.Validate(nameof(Housekeeping));
        QuarantinedMessages.Validate(nameof(QuarantinedMessages));
        QuarantinedAlarms.Validate(nameof(QuarantinedAlarms));
        HeldMessages.Validate(nameof(HeldMessages));
        HeldAlarms.Validate(nameof(HeldAlarms));
        if (WhenQuarantineIsFull > QuarantineOverflow.DiscardOldest)
        {
            throw new ArgumentOutOfRangeException(nameof(WhenQuarantineIsFull), WhenQuarantineIsFull, "WhenQuarantineIsFull is Wait or DiscardOldest.");
        }

        if (LossRecords is < 1 or > 1_048_576)
        {
            throw new ArgumentOutOfRangeException(nameof(LossRecords), LossRecords, "LossRecords is 1 to 1048576.");
        }

        if (RememberedIds is < 1 or > 16_777_216)
        {
            throw new ArgumentOutOfRangeException(nameof(RememberedIds), RememberedIds, "RememberedIds is 1 to 16777216.");
        }

        if (RememberFor < TimeSpan.FromSeconds(1) || RememberFor > TimeSpan.FromDays(3650))
        {
            throw new ArgumentOutOfRangeException(nameof(RememberFor), RememberFor, "RememberFor is 1 s to 3650 days.");
        }
    }
}

/// <summary>What happens when a message is to be quarantined and there is no room.</summary>
public enum QuarantineOverflow : byte
{
    /// <summary>Its append waits until somebody has looked at the quarantine: nothing is lost, and its source stands still.</summary>
    Wait = 0,

    /// <summary>
    /// The oldest quarantined messages go, each counted in a <see cref="LossRecord"/>: the source goes on. Never an alarm, never
    /// what is held, never an entry.
    /// </summary>
    DiscardOldest,
}

/// <summary>How much of one kind an outbox holds.</summary>
/// <param name="Entries">How many entries: 1 to 4 194 304.</param>
/// <param name="Bytes">
/// How many bytes of ids, payloads and messages, each rounded up to the block that it takes: 1 and up. An append that is
/// larger than a limit goes in alone. The default is 64 MiB.
/// </param>
public readonly record struct OutboxLimit(int Entries, long Bytes = 64 * OutboxLimit.Mebibyte)
{
    internal const long Mebibyte = 1024 * 1024;

    internal void Validate(string name)
    {
        if (Entries is < 1 or > 4_194_304 || Bytes < 1)
        {
            throw new ArgumentOutOfRangeException(name, this, $"{name} is 1 to 4194304 entries and 1 byte or more.");
        }
    }
}
