namespace NhsIoT.Sdk.Devices;

/// <summary>What has to hold before a command may go out. The numbers are stable.</summary>
public enum CommandInterlock
{
    /// <summary>A second person, other than who asked, has to approve it.</summary>
    SecondPerson = 0,

    /// <summary>Whoever asks may send it: it cannot harm, such as asking for a reading.</summary>
    None = 1,

    /// <summary>It goes out only while no patient is associated with the device, such as a change of firmware.</summary>
    NoPatient = 2,
}
