using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices;

/// <summary>The version of a part of a device.</summary>
/// <param name="Kind">Which part: an MDC code such as 531976 for firmware.</param>
/// <param name="Version">The version, as its maker writes it.</param>
public sealed record DeviceVersion(Coding Kind, string Version);
