namespace NhsIoT.Sdk.Transport;

/// <summary>What is stored at once, all or nothing: messages, the entries made from them, and quarantine records.</summary>
/// <remarks>Reused by its owner; every memory in it is borrowed until the append has returned.</remarks>
public sealed class OutboxAppend
{
    /// <summary>
    /// Gets the received messages. Their bytes are stored once and leave with the last of their entries; a message without
    /// entries and without a reason for quarantine is not stored.
    /// </summary>
    public ReadOnlyMemory<AcceptedMessage> Messages { get; set; }

    /// <summary>Gets the entries.</summary>
    public ReadOnlyMemory<OutboxEntry> Entries { get; set; }
}

/// <summary>A received message as it is stored.</summary>
/// <remarks>The default value is no message.</remarks>
public readonly record struct AcceptedMessage
{
    /// <summary>Gets the name of the source.</summary>
    public required string Source { get; init; }

    /// <summary>Gets the way that it came.</summary>
    public required string Route { get; init; }

    /// <summary>Gets the media type.</summary>
    public string? ContentType { get; init; }

    /// <summary>Gets when it was received.</summary>
    public required DateTimeOffset Received { get; init; }

    /// <summary>Gets the bytes.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>Gets why it is quarantined, without content.</summary>
    /// <value>The default is <see langword="null"/>: it is not.</value>
    public string? QuarantineReason { get; init; }
}

/// <summary>An entry of an append.</summary>
/// <param name="Destination">The name of the destination.</param>
/// <param name="Message">Which of the messages it was made from: its place in <see cref="OutboxAppend.Messages"/>.</param>
/// <param name="Envelope">
/// What is to be delivered. It has an id and a key. Its content, by which a clash is told, is route, media type and payload.
/// Headers are kept by reference and must not change any more.
/// </param>
public readonly record struct OutboxEntry(string Destination, int Message, Envelope Envelope);

/// <summary>What became of an entry when it was appended.</summary>
public enum AppendOutcome : byte
{
    /// <summary>It was added.</summary>
    Added = 0,

    /// <summary>The same id, revision and content is here, or was within the memory of the outbox: nothing was added.</summary>
    Same,

    /// <summary>The same id and revision with other content: it was quarantined and will never be written.</summary>
    Clash,

    /// <summary>A higher revision of this id is here, or was within the memory of the outbox: nothing was added.</summary>
    Superseded,
}
