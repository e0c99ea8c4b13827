namespace NhsIoT.Sdk.Telemetry;

/// <summary>The fourth of the four words: how a device is.</summary>
/// <remarks>Immutable. Source: FHIR R4 Device.statusReason and its code system device-status-reason.</remarks>
public sealed record DeviceStatus
{
    /// <summary>Gets which device.</summary>
    public required DeviceId Device { get; init; }

    /// <summary>Gets the channel that it is about.</summary>
    /// <value>The default is empty: the whole device.</value>
    public string Channel { get; init; } = "";

    /// <summary>Gets how it is.</summary>
    public required DeviceCondition Condition { get; init; }

    /// <summary>Gets the words for it, without patient data.</summary>
    /// <value>The default is <see langword="null"/>: the condition says it.</value>
    public string? Note { get; init; }

    /// <summary>Gets since when.</summary>
    public required ObservedTime Observed { get; init; }

    /// <summary>Gets when the gateway received it.</summary>
    public required DateTimeOffset Received { get; init; }

    /// <summary>Gives device, channel and condition.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => $"{Device.Key}/{Channel} {Condition}";
}

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
