namespace NhsIoT.Sdk.Devices;

/// <summary>Why an entry is sent.</summary>
public enum EntryCause : byte
{
    /// <summary>For the first time.</summary>
    First = 0,

    /// <summary>Again, because its mapping was mended.</summary>
    Mended,

    /// <summary>Again, because an association became known or was corrected.</summary>
    Reassociation,

    /// <summary>Again, because an alarm was added to it.</summary>
    Alarm,
}
