namespace NhsIoT.Sdk.Telemetry;

/// <summary>Whether the condition of an alarm holds.</summary>
/// <remarks>Source: IHE ACM alarm state (MDC 68482).</remarks>
public enum AlarmState : byte
{
    /// <summary>It does not hold.</summary>
    Inactive = 0,

    /// <summary>It holds.</summary>
    Active,

    /// <summary>It is gone, but its signal stays until somebody resets it.</summary>
    Latched,
}
