namespace NhsIoT.Sdk.Telemetry;

/// <summary>What kind of thing a metric tells about.</summary>
public enum MetricGroup : byte
{
    /// <summary>A vital sign of a patient.</summary>
    VitalSign = 0,

    /// <summary>Another measurement of a patient.</summary>
    Patient,

    /// <summary>A waveform of a patient.</summary>
    Waveform,

    /// <summary>A room, a fridge, an outlet: a place.</summary>
    Environment,

    /// <summary>The device itself, such as its battery.</summary>
    DeviceState,
}
