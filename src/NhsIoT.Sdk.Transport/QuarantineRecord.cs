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

    /// <summary>Gives reason and size, without content.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => $"#{Number} {Reason} ({Payload.Length} bytes)";
}
