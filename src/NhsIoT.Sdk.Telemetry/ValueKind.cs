namespace NhsIoT.Sdk.Telemetry;

/// <summary>What a <see cref="Value"/> is.</summary>
public enum ValueKind : byte
{
    /// <summary>Nothing was stated: the default value, refused everywhere.</summary>
    Unspecified = 0,

    /// <summary>A number with a unit.</summary>
    Quantity,

    /// <summary>A code.</summary>
    Coded,

    /// <summary>Yes or no.</summary>
    Boolean,

    /// <summary>Free text.</summary>
    Text,

    /// <summary>A sampled signal (waveform).</summary>
    Signal,

    /// <summary>Several metrics measured as one, such as systolic and diastolic pressure.</summary>
    Compound,

    /// <summary>No value, with the reason.</summary>
    NotAvailable,
}
