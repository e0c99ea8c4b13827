namespace NhsIoT.Sdk.Devices;

/// <summary>What a device states its times by.</summary>
public enum ClockKind : byte
{
    /// <summary>A clock that shows date and time, right or wrong.</summary>
    WallClock = 0,

    /// <summary>A counter of the time since the device started; it knows no date.</summary>
    Counter,

    /// <summary>Nothing that can be used: what the device states as its time is dropped, and receipt stands in.</summary>
    None,
}
