using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Clocks;

/// <summary>What one message told of a clock, and what was made of it: the readings of the message, and the message sent again, go by it.</summary>
internal struct Sighting
{
    /// <summary>The device time that no uncertainty is known for.</summary>
    public const long NotKnown = -1;

    /// <summary>The latest device time of the message.</summary>
    public long Device;

    /// <summary>The earliest device time of the message.</summary>
    public long Earliest;

    /// <summary>When it was received.</summary>
    public long Received;

    /// <summary>What is added to its device times.</summary>
    public long Offset;

    /// <summary>How far the true time may lie from that, or <see cref="NotKnown"/>.</summary>
    public long Uncertainty;

    /// <summary>The run of the clock as it stands in identities.</summary>
    public int Epoch;

    /// <summary>The number of the run in the history; -1: it belongs to none yet.</summary>
    public int Run;

    public ClockConfidence Confidence;

    /// <summary>Whether it came right after messages that looked like a step: what it holds besides its latest reading may be of that time.</summary>
    public bool IsAfterDoubt;

    /// <summary>How often the same device time came again.</summary>
    public byte Repeats;
}
