namespace NhsIoT.Sdk.Telemetry;

/// <summary>Which member of staff.</summary>
/// <remarks>Immutable. See <see cref="ResourceReference"/>.</remarks>
public sealed class PersonReference : ResourceReference
{
    /// <summary>Makes a reference.</summary>
    /// <param name="identifier">The business identifier; may be left out where the reference is resolved.</param>
    /// <param name="reference">The resolved reference, such as <c>Practitioner/123</c>; may be left out.</param>
    /// <exception cref="ArgumentException">Both are left out.</exception>
    public PersonReference(Identifier? identifier, string? reference = null)
        : base(identifier, reference)
    {
    }
}
