namespace NhsIoT.Sdk.Telemetry;

/// <summary>Which place: a bed, a room, a fridge.</summary>
/// <remarks>Immutable. See <see cref="ResourceReference"/>.</remarks>
public sealed class PlaceReference : ResourceReference
{
    /// <summary>Makes a reference.</summary>
    /// <param name="identifier">The business identifier, such as an ODS site code or a GLN; may be left out where the reference is resolved.</param>
    /// <param name="reference">The resolved reference, such as <c>Location/123</c>; may be left out.</param>
    /// <exception cref="ArgumentException">Both are left out.</exception>
    public PlaceReference(Identifier? identifier, string? reference = null)
        : base(identifier, reference)
    {
    }
}
