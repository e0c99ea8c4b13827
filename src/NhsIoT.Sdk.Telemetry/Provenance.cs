namespace NhsIoT.Sdk.Telemetry;

/// <summary>By what a reading was made: the device's firmware, the decoder and the mapping, each with its version.</summary>
/// <remarks>Immutable. Versions are texts as their makers write them.</remarks>
public sealed record Provenance
{
    /// <summary>Gets the firmware of the device.</summary>
    /// <value>The default is <see langword="null"/>: not known.</value>
    public string? Firmware { get; init; }

    /// <summary>Gets the decoder, as <c>name/version</c>.</summary>
    public required string Decoder { get; init; }

    /// <summary>Gets the profile or mapping that the decoder used, as <c>name/version</c>.</summary>
    public required string Mapping { get; init; }
}
