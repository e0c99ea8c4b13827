namespace NhsIoT.Sdk.Transport.Outbox;

/// <summary>What has happened in an outbox since it was made. Not thread-safe.</summary>
internal sealed class OutboxTally
{
    /// <summary>Gets what was appended, by class.</summary>
    public long[] Appended { get; } = new long[Lanes.Classes];

    /// <summary>Gets what may be lost and had no room, by class.</summary>
    public long[] Lost { get; } = new long[Lanes.Classes];

    /// <summary>Gets what expired, by class.</summary>
    public long[] Expired { get; } = new long[Lanes.Classes];

    public long Same { get; set; }

    public long Clash { get; set; }

    public long Superseded { get; set; }

    public long Removed { get; set; }

    public long Left { get; set; }

    public long Quarantined { get; set; }

    public long Held { get; set; }

    public long Discarded { get; set; }

    public long WaitsForRoom { get; set; }
}
