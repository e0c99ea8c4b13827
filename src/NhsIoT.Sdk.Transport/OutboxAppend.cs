namespace NhsIoT.Sdk.Transport;

/// <summary>What is stored at once, all or nothing: messages, the entries made from them, and quarantine records.</summary>
/// <remarks>Reused by its owner; every memory in it is borrowed until the append has returned.</remarks>
public sealed class OutboxAppend
{
    /// <summary>
    /// Gets the received messages. Their bytes are stored once and leave with the last of their entries; a message without
    /// entries that are stored and without a reason for quarantine is not stored.
    /// </summary>
    public ReadOnlyMemory<AcceptedMessage> Messages { get; set; }

    /// <summary>Gets the entries.</summary>
    public ReadOnlyMemory<OutboxEntry> Entries { get; set; }
}

/// <summary>A received message as it is stored.</summary>
/// <remarks>All that the gateway needs to go through it once more is here. The default value is no message.</remarks>
public readonly record struct AcceptedMessage
{
    private readonly DeliveryClass? _class;

    /// <summary>Gets the name of the source.</summary>
    public required string Source { get; init; }

    /// <summary>Gets the way that it came.</summary>
    public required string Route { get; init; }

    /// <summary>Gets the media type.</summary>
    public string? ContentType { get; init; }

    /// <summary>Gets when it was received: what was lost of it is told under this time.</summary>
    public required DateTimeOffset Received { get; init; }

    /// <summary>Gets the class of the lane that it came in: in quarantine an alarm message has room that no other takes.</summary>
    /// <value>The default is <see cref="DeliveryClass.ClinicalReading"/>.</value>
    public DeliveryClass Class
    {
        get => _class ?? DeliveryClass.ClinicalReading;
        init => _class = value;
    }

    /// <summary>Gets the opaque key of the device that it is of.</summary>
    /// <value>The default is <see langword="null"/>: not known.</value>
    public string? Key { get; init; }

    /// <summary>Gets the bytes.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>Gets why it is quarantined or held, without content.</summary>
    /// <value>The default is <see langword="null"/>: it is not.</value>
    public string? QuarantineReason { get; init; }

    /// <summary>
    /// Gets a value indicating whether nothing is wrong with it: it waits for somebody to say who the device or the patient is.
    /// What is held has room and a count of its own.
    /// </summary>
    /// <value>The default is <see langword="false"/>. What is held has a <see cref="QuarantineReason"/>.</value>
    public bool IsHeld { get; init; }

    /// <summary>Gives class and size, without content, route or key.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => $"{Class} ({Payload.Length} bytes)";
}

/// <summary>An entry of an append.</summary>
/// <param name="Destination">The name of the destination.</param>
/// <param name="Message">Which of the messages it was made from: its place in <see cref="OutboxAppend.Messages"/>.</param>
/// <param name="Envelope">
/// What is to be delivered. It has an id and a key. Its content, by which a clash is told, is route, media type and payload.
/// Headers are kept by reference and must not change any more.
/// </param>
public readonly record struct OutboxEntry(string Destination, int Message, Envelope Envelope)
{
    /// <summary>
    /// Gets a value indicating whether it is lost, and counted in a <see cref="LossRecord"/>, where its destination and class have
    /// no room. What is stored never makes way for it, and it never goes before an append that waits for the same room.
    /// </summary>
    /// <value>
    /// The default is <see langword="false"/>: the append waits. A setting of the destination: the same for all its entries. For an
    /// alarm it means that one may be lost while older ones wait.
    /// </value>
    public bool MayBeLost { get; init; }
}

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

    /// <summary>
    /// It may be lost and had no room, or its time was over: nothing was added and its id is not remembered; a
    /// <see cref="LossRecord"/> counts it.
    /// </summary>
    Lost,
}
