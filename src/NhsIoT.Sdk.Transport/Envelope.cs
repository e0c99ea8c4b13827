namespace NhsIoT.Sdk.Transport;

/// <summary>Bytes on their way, with all that a transport may know of them.</summary>
/// <remarks>
/// A transport sees bytes, never their meaning. The bytes of <see cref="Id"/> and <see cref="Payload"/> are borrowed: who
/// hands an envelope over says how long they stay valid. The default value is no envelope. Immutable.
/// </remarks>
public readonly record struct Envelope
{
    /// <summary>Gets its identity: the same content sent again has the same id. Never a patient identifier.</summary>
    /// <value>1 to 64 ASCII letters, digits, dashes and points; empty on a received message that has none.</value>
    public ReadOnlyMemory<byte> Id { get; init; }

    /// <summary>Gets which version of what the id names it is; a higher one is an update.</summary>
    /// <value>0 and up. The default is 0.</value>
    public int Revision { get; init; }

    /// <summary>Gets why it is sent, as a number that the front room gives a meaning to. Opaque here.</summary>
    public byte Cause { get; init; }

    /// <summary>Gets what it carries, by how soon it has to arrive.</summary>
    public DeliveryClass Class { get; init; }

    /// <summary>Gets a value indicating whether it carries data that identify a person.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool Identifiable { get; init; }

    /// <summary>Gets the key of order: envelopes of one key and class arrive in the order in which they were sent.</summary>
    /// <value>Not empty on what is sent. Names no person.</value>
    public string? Key { get; init; }

    /// <summary>Gets the way that it goes or came: a topic, a path, a request line. Opaque here.</summary>
    public required string Route { get; init; }

    /// <summary>Gets the media type of the payload.</summary>
    /// <value>The default is <see langword="null"/>: not known.</value>
    public string? ContentType { get; init; }

    /// <summary>Gets the bytes.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>
    /// Gets when it is of no more use. An outbox turns it into a life time when it is appended, by the wall clock, and counts that
    /// by a clock that nobody can set: a wall clock that jumps later expires nothing.
    /// </summary>
    /// <value>The default is <see langword="null"/>: never.</value>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>Gets what else a protocol carries beside the payload. Names no person.</summary>
    /// <value>The default is <see langword="null"/>: nothing.</value>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>Gives class, revision and size, without content, route or key.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => $"{Class} r{Revision} ({Payload.Length} bytes)";
}

/// <summary>What an envelope carries, by how soon it has to arrive.</summary>
public enum DeliveryClass : byte
{
    /// <summary>An alarm: nothing else delays it.</summary>
    Alarm = 0,

    /// <summary>A clinical reading.</summary>
    ClinicalReading,

    /// <summary>Everything else.</summary>
    Housekeeping,
}
