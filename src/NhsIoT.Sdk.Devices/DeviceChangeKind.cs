namespace NhsIoT.Sdk.Devices;

/// <summary>What happened to a device of the registry. The numbers are stable.</summary>
public enum DeviceChangeKind
{
    /// <summary>The device became known.</summary>
    Added = 1,

    /// <summary>Its descriptor or its profile changed.</summary>
    Changed = 2,

    /// <summary>A person approved it.</summary>
    Approved = 3,

    /// <summary>It is known no longer.</summary>
    Retired = 4,
}
