namespace NhsIoT.Sdk.Telemetry;

/// <summary>Which patient.</summary>
/// <remarks>
/// Is a reference, never the record itself: nothing here creates or changes one. <see cref="ToString"/> names nobody.
/// Immutable. Source: FHIR R4 references, literal and logical.
/// </remarks>
public sealed class PatientReference : IEquatable<PatientReference>
{
    /// <summary>Makes a reference.</summary>
    /// <param name="identifier">The business identifier; may be left out where the application resolved the reference.</param>
    /// <param name="reference">The resolved reference, such as <c>Patient/123</c>; may be left out.</param>
    /// <exception cref="ArgumentException">Both are left out.</exception>
    public PatientReference(Identifier? identifier, string? reference = null)
    {
        if (identifier is null && string.IsNullOrWhiteSpace(reference))
        {
            throw new ArgumentException("A reference has an identifier, a resolved reference, or both.", nameof(identifier));
        }

        Identifier = identifier;
        Reference = string.IsNullOrWhiteSpace(reference) ? null : reference;
    }

    /// <summary>Gets the business identifier. Names a person: never log it.</summary>
    public Identifier? Identifier { get; }

    /// <summary>Gets the resolved reference, relative to the FHIR server or absolute.</summary>
    public string? Reference { get; }

    /// <summary>Compares identifier and reference.</summary>
    /// <param name="left">The first reference.</param>
    /// <param name="right">The second reference.</param>
    /// <returns>Whether they are the same.</returns>
    public static bool operator ==(PatientReference? left, PatientReference? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Compares identifier and reference.</summary>
    /// <param name="left">The first reference.</param>
    /// <param name="right">The second reference.</param>
    /// <returns>Whether they differ.</returns>
    public static bool operator !=(PatientReference? left, PatientReference? right) => !(left == right);

    /// <summary>Refers to a patient by NHS number.</summary>
    /// <param name="number">The number.</param>
    /// <returns>The reference.</returns>
    public static PatientReference FromNhsNumber(NhsNumber number) => new(new Identifier(Identifier.NhsNumberSystem, number.Digits));

    /// <inheritdoc/>
    public bool Equals(PatientReference? other) => other is not null
        && Equals(Identifier, other.Identifier) && string.Equals(Reference, other.Reference, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PatientReference);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Identifier, Reference);

    /// <summary>Says that there is a reference, never to whom.</summary>
    /// <returns>A text without the identifier.</returns>
    public override string ToString() => "(patient withheld)";
}
