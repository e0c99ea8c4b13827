namespace NhsIoT.Sdk.Transport;

/// <summary>What an outbox lost of one device for one destination: "37 readings, received 10:02 to 10:09, no room".</summary>
/// <remarks>
/// As durable as the outbox. One record for each destination, key, class and reason; where there are too many of them, what is
/// lost of further keys goes into one record for each destination, class and reason. Nothing that was lost is in no record.
/// Immutable.
/// </remarks>
public sealed record LossRecord
{
    /// <summary>Gets its number in this outbox: what it is settled by.</summary>
    /// <value>1 and up, ascending; never given twice.</value>
    public required long Number { get; init; }

    /// <summary>Gets the destination that did not get it; for <see cref="LossReason.Discarded"/> the source that it came from.</summary>
    public required string Destination { get; init; }

    /// <summary>Gets the key of order of what was lost: the opaque key of its device.</summary>
    /// <value><see langword="null"/>: of several keys, or of a message whose device is not known.</value>
    public required string? Key { get; init; }

    /// <summary>Gets the class.</summary>
    public required DeliveryClass Class { get; init; }

    /// <summary>Gets how many entries were lost; for <see cref="LossReason.Discarded"/> how many messages.</summary>
    /// <value>1 and up. What a source sends again and is lost again counts again.</value>
    public required long Count { get; init; }

    /// <summary>Gets the earliest time at which a message was received that something was lost of.</summary>
    public required DateTimeOffset First { get; init; }

    /// <summary>Gets the latest time at which a message was received that something was lost of.</summary>
    public required DateTimeOffset Last { get; init; }

    /// <summary>Gets why.</summary>
    public required LossReason Reason { get; init; }

    /// <summary>Gives number, count, class and reason, without the key.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => $"#{Number} {Count} {Class} for {Destination}: {Reason}";
}

/// <summary>Why something was lost.</summary>
public enum LossReason : byte
{
    /// <summary>It may be lost, and there was no room for its destination and class.</summary>
    Full = 0,

    /// <summary>Its time was over before it was delivered.</summary>
    Expired,

    /// <summary>It was in quarantine, and made room for what came later (<see cref="QuarantineOverflow.DiscardOldest"/>).</summary>
    Discarded,
}
