using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices;

/// <summary>An identifier of a device with its kind.</summary>
/// <param name="Identifier">The identifier.</param>
/// <param name="Kind">The kind, such as <c>SYSID</c> of the Continua device identifiers; <see langword="null"/> where none is known.</param>
public sealed record DeviceIdentifier(Identifier Identifier, Coding? Kind = null);
