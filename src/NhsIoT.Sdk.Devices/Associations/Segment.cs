namespace NhsIoT.Sdk.Devices.Associations;

/// <summary>From when on an answer holds, until the next segment.</summary>
internal readonly record struct Segment(long StartUtcTicks, Placement Placement);
