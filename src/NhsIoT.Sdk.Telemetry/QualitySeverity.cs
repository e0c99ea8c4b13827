namespace NhsIoT.Sdk.Telemetry;

/// <summary>How far a reading can be trusted. A higher number is worse.</summary>
public enum QualitySeverity : byte
{
    /// <summary>Nothing was stated: the default value, refused everywhere.</summary>
    Unspecified = 0,

    /// <summary>Nothing speaks against the reading.</summary>
    Good,

    /// <summary>Something speaks against it; the value is shown with that mark.</summary>
    Uncertain,

    /// <summary>It is wrong; the value is not shown as one.</summary>
    Bad,
}
