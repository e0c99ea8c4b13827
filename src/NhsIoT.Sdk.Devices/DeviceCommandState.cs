namespace NhsIoT.Sdk.Devices;

/// <summary>Where a command stands in its life. The numbers are stable.</summary>
/// <remarks>
/// Requested → Approved → Sent → Accepted → Done; a command that needs no approval goes from Requested to Sent. From every state
/// but the last four it may become Refused, Failed or Expired. Done, Refused, Failed and Expired are final.
/// </remarks>
public enum DeviceCommandState
{
    /// <summary>Somebody asked for it.</summary>
    Requested = 1,

    /// <summary>A second person agreed.</summary>
    Approved = 2,

    /// <summary>It went out; whether it arrived is not known.</summary>
    Sent = 3,

    /// <summary>The device has it and said that it will act.</summary>
    Accepted = 4,

    /// <summary>The device said that it has acted.</summary>
    Done = 5,

    /// <summary>A person, the interlock or the device said no; nothing was done.</summary>
    Refused = 6,

    /// <summary>It went wrong, and the device may have acted in part.</summary>
    Failed = 7,

    /// <summary>Its time ran out. Where it was sent before, the device may still have acted.</summary>
    Expired = 8,
}
