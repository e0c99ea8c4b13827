namespace NhsIoT.Sdk.Transport;

/// <summary>How much an in-memory outbox holds and for how long it remembers. Immutable.</summary>
/// <remarks>
/// The limits are apart: readings that wait never take the room of alarms. What was quarantined on its way out keeps the room
/// of its class until it is discarded.
/// </remarks>
public sealed record MemoryOutboxOptions
{
    /// <summary>Gets the room for alarms, and for the received messages that they were made from.</summary>
    /// <value>The default is 16 384 entries and 32 MiB.</value>
    public OutboxLimit Alarms { get; init; } = new(16_384, 32 * OutboxLimit.Mebibyte);

    /// <summary>Gets the room for clinical readings, and for the received messages that they and no alarm were made from.</summary>
    /// <value>The default is 131 072 entries and 256 MiB.</value>
    public OutboxLimit ClinicalReadings { get; init; } = new(131_072, 256 * OutboxLimit.Mebibyte);

    /// <summary>Gets the room for everything else.</summary>
    /// <value>The default is 16 384 entries and 32 MiB.</value>
    public OutboxLimit Housekeeping { get; init; } = new(16_384, 32 * OutboxLimit.Mebibyte);

    /// <summary>Gets the room for received messages that were quarantined and have no entries.</summary>
    /// <value>The default is 4 096 messages and 32 MiB.</value>
    public OutboxLimit QuarantinedMessages { get; init; } = new(4_096, 32 * OutboxLimit.Mebibyte);

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
