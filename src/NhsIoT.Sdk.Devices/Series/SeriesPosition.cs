namespace NhsIoT.Sdk.Devices.Series;

/// <summary>Where a reading that is not known yet stands to the newest of its series.</summary>
internal enum SeriesPosition : byte
{
    /// <summary>The first, or the first of a new run of the device's clock.</summary>
    First,

    /// <summary>After it.</summary>
    Next,

    /// <summary>At its time and with its number, but not the same.</summary>
    Beside,

    /// <summary>Before it.</summary>
    Late,

    /// <summary>Before it, but the newest one's time has still not come: it was wrong.</summary>
    Corrected,
}
