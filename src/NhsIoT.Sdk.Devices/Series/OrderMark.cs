namespace NhsIoT.Sdk.Devices.Series;

/// <summary>What is said of the place of a reading in its series.</summary>
internal enum OrderMark : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It has the time and the number of the newest, and says something else.</summary>
    Duplicate,

    /// <summary>It came after one with a later time.</summary>
    OutOfOrder,
}
