namespace NhsIoT.Sdk.Devices;

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
