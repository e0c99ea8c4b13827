namespace NhsIoT.Sdk.Telemetry;

/// <summary>Whether a value begins with a date, and whether its day may be 00.</summary>
internal enum AiDate : byte
{
    None,
    Day,
    DayOrMonth,
}
