namespace NhsIoT.Sdk.Devices;

/// <summary>How far a reading that no person confirmed counts as final.</summary>
/// <remarks>A decision of the trust's clinical safety officer, so it has no default anywhere.</remarks>
public enum DeviceOnlyReadings : byte
{
    /// <summary>Nothing was decided: refused when the gateway starts.</summary>
    Undecided = 0,

    /// <summary>It goes out as final.</summary>
    Final,

    /// <summary>It goes out as preliminary, until somebody confirms it.</summary>
    Preliminary,
}
