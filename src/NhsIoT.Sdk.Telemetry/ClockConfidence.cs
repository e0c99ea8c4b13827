namespace NhsIoT.Sdk.Telemetry;

/// <summary>How far a clock is believed.</summary>
public enum ClockConfidence : byte
{
    /// <summary>Nothing is known about the clock.</summary>
    Unknown = 0,

    /// <summary>The clock is synchronised by a protocol.</summary>
    Synchronised,

    /// <summary>The clock runs free, with an offset that is known well enough.</summary>
    Estimated,

    /// <summary>The clock is known to be wrong or to have jumped.</summary>
    Doubtful,
}
