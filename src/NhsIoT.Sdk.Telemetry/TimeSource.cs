namespace NhsIoT.Sdk.Telemetry;

/// <summary>Whose clock gave a time.</summary>
public enum TimeSource : byte
{
    /// <summary>Nothing was stated: the default value, refused everywhere.</summary>
    Unspecified = 0,

    /// <summary>The device's own clock.</summary>
    DeviceClock,

    /// <summary>The gateway, which mapped the device's clock or counter to its own.</summary>
    Mapped,

    /// <summary>The gateway's clock at receipt, because the device gave no time.</summary>
    Receipt,

    /// <summary>A person entered it.</summary>
    Manual,
}
