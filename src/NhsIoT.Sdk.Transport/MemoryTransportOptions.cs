namespace NhsIoT.Sdk.Transport;

/// <summary>How an in-memory transport carries. Immutable.</summary>
public sealed record MemoryTransportOptions
{
    /// <summary>Gets how many messages it holds, those that were received and not settled included; then senders wait.</summary>
    /// <value>1 to 1 048 576. The default is 1 024.</value>
    public int Capacity { get; init; } = 1_024;

    /// <summary>Gets how many bytes of payloads and ids it holds; a larger message goes in alone.</summary>
    /// <value>1 and up. The default is 64 MiB.</value>
    public long CapacityBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Gets how many envelopes a sender may hand over at once.</summary>
    /// <value>1 to 65 536. The default is 256.</value>
    public int MaxBatch { get; init; } = 256;

    /// <summary>Gets when a sender is answered.</summary>
    /// <value>The default is <see cref="MemoryAnswer.Stored"/>.</value>
    public MemoryAnswer Answer { get; init; }

    /// <summary>Gets a value indicating whether it may carry data that identify a person: it never leaves the process.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool ClearedForIdentifiable { get; init; }

    /// <summary>Gets how long disposing waits for what it holds to be received and settled.</summary>
    /// <value>Zero and up. The default is 5 s.</value>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names option, value and range.</exception>
    public void Validate()
    {
        Check(Capacity is >= 1 and <= 1_048_576, nameof(Capacity), Capacity, "Capacity is 1 to 1048576.");
        Check(CapacityBytes >= 1, nameof(CapacityBytes), CapacityBytes, "CapacityBytes is 1 and up.");
        Check(MaxBatch is >= 1 and <= 65_536, nameof(MaxBatch), MaxBatch, "MaxBatch is 1 to 65536.");
        Check(Answer <= MemoryAnswer.Settled, nameof(Answer), Answer, "Answer is Stored or Settled.");
        Check(DrainTimeout >= TimeSpan.Zero, nameof(DrainTimeout), DrainTimeout, "DrainTimeout is zero and up.");
    }

    private static void Check(bool valid, string name, object value, string range)
    {
        if (!valid)
        {
            throw new ArgumentOutOfRangeException(name, value, range);
        }
    }
}

/// <summary>When an in-memory transport answers its sender.</summary>
public enum MemoryAnswer : byte
{
    /// <summary>Accepted, once it is in the transport's memory: as a broker that stores nothing would.</summary>
    Stored = 0,

    /// <summary>
    /// As the receiver settled it: accepted, or rejected with the reason; what was given back is delivered again and still
    /// open. The sender keeps its entry until the receiver has made it safe.
    /// </summary>
    Settled,
}
