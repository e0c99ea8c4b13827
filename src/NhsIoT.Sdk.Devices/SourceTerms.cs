namespace NhsIoT.Sdk.Devices;

/// <summary>How far a reading that no person confirmed counts as final.</summary>
/// <remarks>A decision of the trust's clinical safety officer, so it has no default anywhere.</remarks>
public enum DeviceOnlyReadings : byte
{
    /// <summary>Nothing was decided: refused when the gateway starts.</summary>
    Undecided = 0,

    /// <summary>It goes out as final.</summary>
    Final,

    /// <summary>It goes out as preliminary, until somebody confirms it.</summary>
    Preliminary,
}

/// <summary>What a source says of all its messages.</summary>
/// <remarks>Immutable.</remarks>
public sealed record SourceTerms
{
    /// <summary>Gets the name of the source, unique within a gateway.</summary>
    public required string Name { get; init; }

    /// <summary>Gets how far its unconfirmed readings count.</summary>
    public required DeviceOnlyReadings DeviceOnlyReadings { get; init; }
}
