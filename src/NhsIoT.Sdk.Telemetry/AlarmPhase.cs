namespace NhsIoT.Sdk.Telemetry;

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
