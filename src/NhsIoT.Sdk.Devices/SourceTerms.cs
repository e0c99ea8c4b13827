namespace NhsIoT.Sdk.Devices;

/// <summary>What a source says of all its messages.</summary>
/// <remarks>Immutable.</remarks>
public sealed record SourceTerms
{
    /// <summary>Gets the name of the source, unique within a gateway.</summary>
    public required string Name { get; init; }

    /// <summary>Gets how far its unconfirmed readings count.</summary>
    public required DeviceOnlyReadings DeviceOnlyReadings { get; init; }
}
