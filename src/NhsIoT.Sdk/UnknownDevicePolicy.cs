namespace NhsIoT.Sdk;

/// <summary>What becomes of a message that names a device which is not registered here.</summary>
/// <remarks>In each case its bytes are kept and it is counted; nothing is guessed and nothing is dropped.</remarks>
public enum UnknownDevicePolicy : byte
{
    /// <summary>It is quarantined, until somebody replays or discards it.</summary>
    Quarantine = 0,

    /// <summary>It is held, and runs through the gateway by itself once a device is registered that it may have meant.</summary>
    Hold,

    /// <summary>
    /// The device is registered as unapproved, with the profile that the source names for that; its readings go out marked as
    /// uncertain until somebody approves it.
    /// </summary>
    AdmitUnapproved,
}
