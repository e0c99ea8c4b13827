using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices;

/// <summary>Whose a reading is and where it was taken: the answer of <see cref="IAssociations"/>.</summary>
/// <remarks>
/// Unknown stays unknown: then there is no patient and a reason, and a place only where it is certain all the same. Shared: one
/// object for each association, so that whoever prepares something for it prepares it once. Compared by reference. Immutable,
/// thread-safe.
/// </remarks>
public sealed class Placement
{
    private Placement(string? associationId, PatientReference? patient, PlaceReference? place, string? unknownBecause)
    {
        AssociationId = associationId;
        Patient = patient;
        Place = place;
        UnknownBecause = unknownBecause;
    }

    /// <summary>Gets the answer for a device of which no association is known.</summary>
    public static Placement NotAssociated { get; } = Unknown("no association of the device is known for that time");

    private static readonly Placement AnotherPatient = Unknown("the message names another patient");

    /// <summary>Gets the opaque name of the association.</summary>
    /// <value><see langword="null"/> where it is unknown; <c>none</c> stands for it in identifiers.</value>
    public string? AssociationId { get; }

    /// <summary>Gets the patient.</summary>
    /// <value><see langword="null"/>: no patient, or unknown which.</value>
    public PatientReference? Patient { get; }

    /// <summary>Gets the place.</summary>
    /// <value><see langword="null"/>: unknown.</value>
    public PlaceReference? Place { get; }

    /// <summary>Gets why it is unknown.</summary>
    /// <value><see langword="null"/> where it is known.</value>
    public string? UnknownBecause { get; }

    /// <summary>Gets a value indicating whether the association is known.</summary>
    public bool IsKnown => UnknownBecause is null;

    /// <summary>States a known association.</summary>
    /// <param name="associationId">Its opaque name: 1 to 64 letters, digits, dashes and points; never a patient identifier.</param>
    /// <param name="patient">The patient, where there is one.</param>
    /// <param name="place">The place, where it is known.</param>
    /// <returns>The placement.</returns>
    /// <exception cref="ArgumentException"><paramref name="associationId"/> has another form.</exception>
    public static Placement Known(string associationId, PatientReference? patient, PlaceReference? place = null)
    {
        ArgumentNullException.ThrowIfNull(associationId);
        return AssociationEvent.IsAssociationId(associationId)
            ? new Placement(associationId, patient, place, null)
            : throw new ArgumentException("An association id is 1 to 64 ASCII letters, digits, dashes and points.", nameof(associationId));
    }

    /// <summary>States that the association is unknown.</summary>
    /// <param name="because">Why, without patient data.</param>
    /// <param name="place">The place, where it is certain although the patient is not. The default is <see langword="null"/>: unknown too.</param>
    /// <returns>The placement.</returns>
    public static Placement Unknown(string because, PlaceReference? place = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(because);
        return new Placement(null, null, place, because);
    }

    /// <summary>Holds the association against the patient that a message names itself.</summary>
    /// <param name="stated">Whom the message names; <see langword="null"/>: nobody.</param>
    /// <returns>
    /// This placement where the two agree, cannot be compared (identifiers of two systems), or there is no patient to compare:
    /// unknown stays unknown. Unknown, with that reason, where both name a patient in the same way and not the same one.
    /// </returns>
    /// <remarks>
    /// To agree confirms nothing: a number that was not verified never matches alone. To differ is a contradiction whatever the
    /// numbers are worth.
    /// </remarks>
    public Placement Against(PatientReference? stated) =>
        stated is not null && Patient is not null && Contradict(Patient, stated) ? AnotherPatient : this;

    /// <summary>Says whether it is known, never whose.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => UnknownBecause is null ? "(placed)" : $"(unknown: {UnknownBecause})";

    private static bool Contradict(PatientReference known, PatientReference stated)
    {
        bool isComparable = known.Identifier is not null && stated.Identifier is not null
            && string.Equals(known.Identifier.System, stated.Identifier.System, StringComparison.Ordinal);
        return (isComparable && known.Identifier != stated.Identifier)
            || (known.Reference is not null && stated.Reference is not null && !string.Equals(known.Reference, stated.Reference, StringComparison.Ordinal));
    }
}
