namespace NhsIoT.Sdk.Telemetry;

/// <summary>How a value came about.</summary>
/// <remarks>Source: FHIR R4 DeviceMetric.category; IEEE 11073-10201 metric category.</remarks>
public enum MeasurementCategory : byte
{
    /// <summary>It was measured.</summary>
    Measurement = 0,

    /// <summary>It is a setting of the device.</summary>
    Setting,

    /// <summary>It was calculated from measurements.</summary>
    Calculation,
}
