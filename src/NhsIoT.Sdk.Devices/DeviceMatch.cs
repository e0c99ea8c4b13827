namespace NhsIoT.Sdk.Devices;

/// <summary>How many devices an identifier names.</summary>
public enum DeviceMatch
{
    /// <summary>No device is known by it.</summary>
    None = 0,

    /// <summary>Exactly one is.</summary>
    One = 1,

    /// <summary>Devices of several sites are, and the site was not said: nothing is guessed.</summary>
    Several = 2,
}
