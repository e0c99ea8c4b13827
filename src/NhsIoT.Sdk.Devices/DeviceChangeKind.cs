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

    /// <summary>It is said to be in another condition. All else is as it was, and its contexts are the same objects.</summary>
    Reported = 5,
}
