namespace NhsIoT.Sdk.Telemetry;

/// <summary>Which patient.</summary>
/// <remarks>Immutable. See <see cref="ResourceReference"/>.</remarks>
public sealed class PatientReference : ResourceReference
{
    /// <summary>Makes a reference.</summary>
    /// <param name="identifier">The business identifier; may be left out where the reference is resolved.</param>
    /// <param name="reference">The resolved reference, such as <c>Patient/123</c>; may be left out.</param>
    /// <exception cref="ArgumentException">Both are left out.</exception>
    public PatientReference(Identifier? identifier, string? reference = null)
        : base(identifier, reference)
    {
    }

    /// <summary>Refers to a patient by NHS number.</summary>
    /// <param name="number">The number.</param>
    /// <returns>The reference.</returns>
    public static PatientReference FromNhsNumber(NhsNumber number) => new(new Identifier(Identifier.NhsNumberSystem, number.Digits));

    /// <summary>Refers to a patient by a local number, in the system of the authority that gave it out.</summary>
    /// <param name="number">The number.</param>
    /// <returns>The reference.</returns>
    public static PatientReference From(LocalPatientNumber number)
    {
        ArgumentNullException.ThrowIfNull(number);
        return new(number.ToIdentifier());
    }
}
