namespace NhsIoT.Sdk.Telemetry;

/// <summary>The third of the four words: a device was joined to, moved between, or parted from a patient and a place.</summary>
/// <remarks>
/// Effective time and the time at which it became known are two things: what is learnt late stays true for its own time.
/// Immutable. <see cref="ToString"/> names nobody.
/// </remarks>
public sealed record AssociationEvent
{
    /// <summary>Gets which device.</summary>
    public required DeviceId Device { get; init; }

    /// <summary>Gets the opaque name of the association from its start to its end. It never holds a patient identifier.</summary>
    /// <value>1 to 64 letters, digits, dashes and points.</value>
    public required string AssociationId { get; init; }

    /// <summary>Gets what happened.</summary>
    public required AssociationAction Action { get; init; }

    /// <summary>Gets from when it holds.</summary>
    public required DateTimeOffset Effective { get; init; }

    /// <summary>Gets when it became known here.</summary>
    public required DateTimeOffset Received { get; init; }

    /// <summary>Gets the patient.</summary>
    /// <value>The default is <see langword="null"/>: no patient, or not known which.</value>
    public PatientReference? Patient { get; init; }

    /// <summary>Gets the place.</summary>
    /// <value>The default is <see langword="null"/>: not known.</value>
    public PlaceReference? Place { get; init; }

    /// <summary>Gives device, action and time.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => $"{Device.Key} {Action} {Effective:O}";
}
