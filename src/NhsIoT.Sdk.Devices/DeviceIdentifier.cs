using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices;

/// <summary>An identifier of a device with its kind.</summary>
/// <param name="Identifier">The identifier.</param>
/// <param name="Kind">The kind, such as <c>SYSID</c> of the Continua device identifiers; <see langword="null"/> where none is known.</param>
public sealed record DeviceIdentifier(Identifier Identifier, Coding? Kind = null);

/// <summary>The version of a part of a device.</summary>
/// <param name="Kind">Which part: an MDC code such as 531976 for firmware.</param>
/// <param name="Version">The version, as its maker writes it.</param>
public sealed record DeviceVersion(Coding Kind, string Version);

/// <summary>A unique device identification as it was scanned or received.</summary>
/// <remarks>Immutable. Source: FHIR R4 Device.udiCarrier.</remarks>
public sealed record DeviceUdi
{
    /// <summary>Gets the device identifier within the carrier, such as the 14 digits of a GTIN.</summary>
    public required string DeviceIdentifier { get; init; }

    /// <summary>Gets the URI of the issuing agency.</summary>
    public required string Issuer { get; init; }

    /// <summary>Gets the scanned bytes, group separators kept.</summary>
    /// <value>The default is empty: not scanned.</value>
    public ReadOnlyMemory<byte> ScannedBytes { get; init; }

    /// <summary>Gets the readable form.</summary>
    /// <value>The default is <see langword="null"/>: not known.</value>
    public string? ReadableForm { get; init; }

    /// <summary>Gets a value indicating whether it was read from a barcode, not received from the device.</summary>
    public bool FromBarcode { get; init; }
}
