using System.Buffers;

namespace NhsIoT.Sdk.Telemetry;

/// <summary>The third of the four words: a device was joined to, moved between, or parted from a patient and a place.</summary>
/// <remarks>
/// Effective time and the time at which it became known are two things: what is learnt late stays true for its own time.
/// Immutable. <see cref="ToString"/> names nobody.
/// </remarks>
public sealed record AssociationEvent
{
    private const int MaxIdLength = 64;
    private static readonly SearchValues<char> IdCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.");

    /// <summary>Gets which device.</summary>
    public required DeviceId Device { get; init; }

    /// <summary>Gets the opaque name of the association from its start to its end. It never holds a patient identifier.</summary>
    /// <value>1 to 64 ASCII letters, digits, dashes and points (<see cref="IsAssociationId"/>).</value>
    /// <exception cref="ArgumentException">The name set has another form.</exception>
    public required string AssociationId
    {
        get;
        init => field = IsAssociationId(value)
            ? value
            : throw new ArgumentException("An association id is 1 to 64 ASCII letters, digits, dashes and points.", nameof(value));
    }

    /// <summary>Gets what happened.</summary>
    public required AssociationAction Action { get; init; }

    /// <summary>Gets from when it holds: when the association began or ended; for a correction, when it really began.</summary>
    /// <value>A cancellation has no use for it.</value>
    public required DateTimeOffset Effective { get; init; }

    /// <summary>Gets when it became known here. A repetition of the same event keeps the time of the first.</summary>
    public required DateTimeOffset Received { get; init; }

    /// <summary>Gets when the association really ended, where a correction says so.</summary>
    /// <value>The default is <see langword="null"/>: what was said of the end stands. Only a correction has use for it.</value>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>Gets the patient.</summary>
    /// <value>The default is <see langword="null"/>: no patient, or not known which.</value>
    public PatientReference? Patient { get; init; }

    /// <summary>Gets the place.</summary>
    /// <value>The default is <see langword="null"/>: not known.</value>
    public PlaceReference? Place { get; init; }

    /// <summary>Says whether a text can name an association, for whoever reads one from a message.</summary>
    /// <param name="text">The text.</param>
    /// <returns>
    /// Whether it has 1 to 64 ASCII letters, digits, dashes and points, as FHIR R4 <c>id</c> has. The word <c>none</c> is no
    /// name: in identifiers it stands for "unknown".
    /// </returns>
    public static bool IsAssociationId(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= MaxIdLength && !text.ContainsAnyExcept(IdCharacters) && text is not "none";

    /// <summary>Gives device, action and time.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => $"{Device.Key} {Action} {Effective:O}";
}
