namespace NhsIoT.Sdk.Telemetry;

/// <summary>How a device is.</summary>
/// <remarks>Source: HL7 device-status-reason (R4); the code stands with each member.</remarks>
public enum DeviceCondition : byte
{
    /// <summary>Not known.</summary>
    Unknown = 0,

    /// <summary>It works (<c>online</c>).</summary>
    Online,

    /// <summary>It is paused (<c>paused</c>).</summary>
    Paused,

    /// <summary>It stands by (<c>standby</c>).</summary>
    Standby,

    /// <summary>It cannot be reached, or what was due did not come (<c>offline</c>).</summary>
    Offline,

    /// <summary>It is not ready (<c>not-ready</c>).</summary>
    NotReady,

    /// <summary>A transducer is disconnected (<c>transduc-discon</c>).</summary>
    TransducerDisconnected,

    /// <summary>Hardware is disconnected (<c>hw-discon</c>).</summary>
    HardwareDisconnected,

    /// <summary>It is off (<c>off</c>).</summary>
    Off,
}
