namespace NhsIoT.Sdk.Telemetry;

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
