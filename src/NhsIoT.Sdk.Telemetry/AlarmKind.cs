namespace NhsIoT.Sdk.Telemetry;

/// <summary>Who is in trouble.</summary>
/// <remarks>Source: IHE ACM alert type SP, ST, SA.</remarks>
public enum AlarmKind : byte
{
    /// <summary>The patient (SP).</summary>
    Physiological = 0,

    /// <summary>The device (ST).</summary>
    Technical,

    /// <summary>Nobody: an advice (SA).</summary>
    Advisory,
}

/// <summary>How soon somebody has to respond.</summary>
/// <remarks>Source: IHE ACM alarm priority PN, PL, PM, PH; IEC 60601-1-8.</remarks>
public enum AlarmPriority : byte
{
    /// <summary>No response is asked for (PN).</summary>
    None = 0,

    /// <summary>Awareness (PL).</summary>
    Low,

    /// <summary>Prompt response (PM).</summary>
    Medium,

    /// <summary>Immediate response (PH).</summary>
    High,
}

/// <summary>What happened to an alarm.</summary>
/// <remarks>Source: IHE ACM event phase (MDC 68481).</remarks>
public enum AlarmPhase : byte
{
    /// <summary>It began.</summary>
    Start = 0,

    /// <summary>It goes on, unchanged: a reminder or a repeat after a lost connection.</summary>
    Continue,

    /// <summary>Something other than the priority changed.</summary>
    Update,

    /// <summary>Only its priority rose.</summary>
    Escalate,

    /// <summary>Only its priority fell.</summary>
    Deescalate,

    /// <summary>It ended.</summary>
    End,

    /// <summary>A latched alarm was reset.</summary>
    Reset,
}

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

/// <summary>What has been done to the signals of an alarm.</summary>
/// <remarks>Source: IHE ACM inactivation state (MDC 68483), which repeats.</remarks>
[Flags]
public enum AlarmInactivation : byte
{
    /// <summary>Nothing: the signals are on.</summary>
    None = 0,

    /// <summary>The sound is paused.</summary>
    AudioPaused = 1,

    /// <summary>The sound is off.</summary>
    AudioOff = 2,

    /// <summary>The alarm is paused.</summary>
    AlarmPaused = 4,

    /// <summary>The alarm is off.</summary>
    AlarmOff = 8,

    /// <summary>Somebody acknowledged it at the device. That is not an acceptance of responsibility.</summary>
    Acknowledged = 16,
}
