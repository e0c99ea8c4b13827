namespace NhsIoT.Sdk.Telemetry;

/// <summary>Whom or what something is about: a reference, never the record itself. Nothing here creates or changes one.</summary>
/// <remarks>
/// One of <see cref="PatientReference"/>, <see cref="PersonReference"/> and <see cref="PlaceReference"/>; no other can be
/// made. Equal when kind, identifier and reference are. <see cref="ToString"/> names nobody. Immutable. Source: FHIR R4
/// references, literal and logical.
/// </remarks>
public abstract class ResourceReference : IEquatable<ResourceReference>
{
    private protected ResourceReference(Identifier? identifier, string? reference)
    {
        if (identifier is null && string.IsNullOrWhiteSpace(reference))
        {
            throw new ArgumentException("A reference has an identifier, a resolved reference, or both.", nameof(identifier));
        }

        Identifier = identifier;
        Reference = string.IsNullOrWhiteSpace(reference) ? null : reference;
    }

    /// <summary>Gets the business identifier. May name a person: never log it.</summary>
    /// <value><see langword="null"/>: only the resolved reference is known.</value>
    public Identifier? Identifier { get; }

    /// <summary>Gets the resolved reference, relative to the FHIR server or absolute.</summary>
    /// <value><see langword="null"/>: the application has not resolved it.</value>
    public string? Reference { get; }

    /// <summary>Compares kind, identifier and reference.</summary>
    /// <param name="left">The first reference.</param>
    /// <param name="right">The second reference.</param>
    /// <returns>Whether they are the same.</returns>
    public static bool operator ==(ResourceReference? left, ResourceReference? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Compares kind, identifier and reference.</summary>
    /// <param name="left">The first reference.</param>
    /// <param name="right">The second reference.</param>
    /// <returns>Whether they differ.</returns>
    public static bool operator !=(ResourceReference? left, ResourceReference? right) => !(left == right);

    /// <inheritdoc/>
    public bool Equals(ResourceReference? other) => other is not null && GetType() == other.GetType()
        && Equals(Identifier, other.Identifier) && string.Equals(Reference, other.Reference, StringComparison.Ordinal);

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => Equals(obj as ResourceReference);

    /// <inheritdoc/>
    public sealed override int GetHashCode() => HashCode.Combine(Identifier, Reference);

    /// <summary>Says that there is a reference, never to whom.</summary>
    /// <returns>A text without the identifier.</returns>
    public sealed override string ToString() => $"({GetType().Name} withheld)";
}
