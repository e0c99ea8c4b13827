namespace NhsIoT.Sdk.Devices;

/// <summary>What an entry carries, by how soon it has to arrive.</summary>
public enum EntryClass : byte
{
    /// <summary>An alarm: nothing else delays it.</summary>
    Alarm = 0,

    /// <summary>A clinical reading, and the devices that it refers to.</summary>
    ClinicalReading,

    /// <summary>Everything else.</summary>
    Housekeeping,
}
