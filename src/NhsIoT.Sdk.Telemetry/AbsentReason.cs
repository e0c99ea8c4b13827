namespace NhsIoT.Sdk.Telemetry;

/// <summary>Why there is no value.</summary>
/// <remarks>Source: HL7 data-absent-reason (R4) and the device facts behind it; the FHIR code stands with each member.</remarks>
public enum AbsentReason : byte
{
    /// <summary>Nothing was stated: the default value, refused everywhere.</summary>
    Unspecified = 0,

    /// <summary>The reason is not known (<c>unknown</c>).</summary>
    Unknown,

    /// <summary>Nothing was measured: the sensor is off or not applied (<c>not-performed</c>).</summary>
    NotMeasured,

    /// <summary>The device reported 0 and its profile says that 0 means "not measured" (<c>not-performed</c>).</summary>
    ReportedZero,

    /// <summary>The measurement is under way (<c>temp-unknown</c>).</summary>
    TemporarilyUnknown,

    /// <summary>The device reported "not a number" (<c>not-a-number</c>).</summary>
    NotANumber,

    /// <summary>The device reported a value above what it can measure (<c>positive-infinity</c>).</summary>
    PositiveInfinity,

    /// <summary>The device reported a value below what it can measure (<c>negative-infinity</c>).</summary>
    NegativeInfinity,

    /// <summary>The device, or a quality rule, says that the value is wrong (<c>error</c>).</summary>
    Error,

    /// <summary>The device cannot measure this (<c>unsupported</c>).</summary>
    Unsupported,
}
