namespace NhsIoT.Sdk.Transport;

/// <summary>A message or entry that was put aside, with its bytes and the reason.</summary>
/// <remarks>Its bytes may identify a person; <see cref="ToString"/> shows none. Immutable.</remarks>
public sealed record QuarantineRecord
{
    /// <summary>Gets its number in this outbox: what it is discarded by.</summary>
    /// <value>1 and up, ascending; never given twice.</value>
    public required long Number { get; init; }

    /// <summary>Gets when it was put aside.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets why, without content.</summary>
    public required string Reason { get; init; }

    /// <summary>Gets the source of the message, or the destination of the entry.</summary>
    public required string Origin { get; init; }

    /// <summary>Gets a value indicating whether it is an entry on its way out, not a message on its way in.</summary>
    public required bool IsEntry { get; init; }

    /// <summary>Gets the way that it came or should have gone.</summary>
    public required string Route { get; init; }

    /// <summary>Gets the media type.</summary>
    public string? ContentType { get; init; }

    /// <summary>Gets the bytes.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>Gets when the message was received, or the message that the entry was made from.</summary>
    public DateTimeOffset Received { get; init; }

    /// <summary>Gets the class.</summary>
    public DeliveryClass Class { get; init; }

    /// <summary>Gets the opaque key of the device.</summary>
    /// <value><see langword="null"/>: not known.</value>
    public string? Key { get; init; }

    /// <summary>Gets a value indicating whether it is a message that waits for somebody to say who the device or the patient is.</summary>
    public bool IsHeld { get; init; }

    /// <summary>
    /// Gets the received message that this is, or that the entry was made from, with its bytes: what goes through the gateway
    /// again, under the same receipt time and so under the same ids.
    /// </summary>
    public AcceptedMessage Message { get; init; }

    /// <summary>Gives reason and size, without content.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => $"#{Number} {Reason} ({Payload.Length} bytes)";
}

/// <summary>Which quarantine records are asked for.</summary>
/// <param name="Max">How many at the most; 1 and up.</param>
public readonly record struct QuarantineQuery(int Max)
{
    /// <summary>Gets the number after which to go on: that of the last record of the page before.</summary>
    /// <value>0 and up. The default is 0: from the oldest.</value>
    public long After { get; init; }

    /// <summary>Gets whether to read only what is held, or only what is not.</summary>
    /// <value>The default is <see langword="null"/>: both.</value>
    public bool? Held { get; init; }

    /// <summary>Gets the key of the only device to read of.</summary>
    /// <value>The default is <see langword="null"/>: of all.</value>
    public string? Key { get; init; }

    /// <summary>Gives maximum and place, without the key.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => $"{Max} after #{After}";
}
