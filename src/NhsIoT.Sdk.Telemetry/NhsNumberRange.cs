namespace NhsIoT.Sdk.Telemetry;

/// <summary>The range of an NHS number: which nation may have given it out.</summary>
/// <remarks>Says nothing of where the patient lives or is treated. Source: the ranges that the four nations publish.</remarks>
public enum NhsNumberRange : byte
{
    /// <summary>NHS number of England, Wales and the Isle of Man: 4000000000 to 4999999999 and 6000000000 to 7999999999.</summary>
    EnglandWalesIsleOfMan = 0,

    /// <summary>Community Health Index number of Scotland: 0100000000 to 3112999999. Begins with the date of birth.</summary>
    Scotland = 1,

    /// <summary>Health and Care number of Northern Ireland: 3200000000 to 3999999999.</summary>
    NorthernIreland = 2,

    /// <summary>Given to nobody: 9000000000 to 9999999999.</summary>
    Test = 3,
}
