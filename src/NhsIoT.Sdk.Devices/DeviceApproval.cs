namespace NhsIoT.Sdk.Devices;

/// <summary>Whether a person has said that a device belongs here.</summary>
public enum DeviceApproval
{
    /// <summary>The device was configured, or approved since.</summary>
    Approved = 0,

    /// <summary>The device was admitted by itself; nobody has looked at it yet.</summary>
    Unapproved = 1,
}
