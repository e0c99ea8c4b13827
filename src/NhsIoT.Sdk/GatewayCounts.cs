namespace NhsIoT.Sdk;

/// <summary>What a gateway has done since it was built.</summary>
/// <remarks>A snapshot; the numbers are read one after the other and may be a message apart.</remarks>
public sealed record GatewayCounts
{
    /// <summary>Gets the messages that came in.</summary>
    public long MessagesReceived { get; init; }

    /// <summary>Gets the messages that were acknowledged to their sources.</summary>
    public long MessagesAccepted { get; init; }

    /// <summary>Gets the messages of which something could not be read or handled; their bytes are kept.</summary>
    public long MessagesQuarantined { get; init; }

    /// <summary>Gets those of them that named a device that is not registered.</summary>
    public long MessagesOfUnknownDevices { get; init; }

    /// <summary>Gets the messages that were held because a device or a patient is not known; one that is held again counts again.</summary>
    public long MessagesHeld { get; init; }

    /// <summary>Gets the messages that were given back to their sources when the gateway stopped.</summary>
    public long MessagesAbandoned { get; init; }

    /// <summary>Gets the measurements.</summary>
    public long Readings { get; init; }

    /// <summary>Gets those of them that have a value.</summary>
    public long ReadingsWithValue { get; init; }

    /// <summary>Gets the alarm events.</summary>
    public long Alarms { get; init; }

    /// <summary>Gets the entries that were added to the outbox.</summary>
    public long EntriesAppended { get; init; }

    /// <summary>Gets the entries that were there already, in the same or in a higher revision.</summary>
    public long EntriesSame { get; init; }

    /// <summary>Gets the entries whose identity was there with other content.</summary>
    public long EntriesClashed { get; init; }

    /// <summary>Gets the entries that were lost because their destination had no room and may lose.</summary>
    public long EntriesLost { get; init; }

    /// <summary>Gets the entries that their destinations accepted.</summary>
    public long EntriesDelivered { get; init; }

    /// <summary>Gets the entries that their destinations rejected.</summary>
    public long EntriesRejected { get; init; }

    /// <summary>Gets the deliveries of which nothing is known; their entries are sent again.</summary>
    public long DeliveriesUnknown { get; init; }
}
