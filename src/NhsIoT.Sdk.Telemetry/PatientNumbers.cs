namespace NhsIoT.Sdk.Telemetry;

/// <summary>The numbers under which a patient is known: an NHS number with its status, a local number, both, or neither.</summary>
/// <remarks>
/// Neither is required: a visitor from abroad has no NHS number, a newborn has no number at all. <see cref="ToString"/> names
/// nobody. Immutable.
/// </remarks>
public sealed record PatientNumbers
{
    /// <summary>Gathers the numbers of a patient.</summary>
    /// <param name="nhsNumber">The NHS number; may be left out.</param>
    /// <param name="status">How far it was verified; may be left out, and then it never matches alone.</param>
    /// <param name="local">The local number; may be left out.</param>
    /// <exception cref="ArgumentException">
    /// The number is the default value; the status is no member; it says verified or not traced without a number, or that no number is present with one.
    /// </exception>
    public PatientNumbers(NhsNumber? nhsNumber = null, NhsNumberStatus? status = null, LocalPatientNumber? local = null)
    {
        if (nhsNumber == default(NhsNumber))
        {
            throw new ArgumentException("The default NhsNumber is no number.", nameof(nhsNumber));
        }

        if (status is not null && (!Enum.IsDefined(status.Value) || !Fits(status.Value, nhsNumber is not null)))
        {
            throw new ArgumentException("The status contradicts the presence of the NHS number.", nameof(status));
        }

        NhsNumber = nhsNumber;
        NhsNumberStatus = status;
        Local = local;
    }

    /// <summary>Gets the NHS number. Names a person: never log it.</summary>
    /// <value><see langword="null"/>: none is known.</value>
    public NhsNumber? NhsNumber { get; }

    /// <summary>Gets how far the NHS number was verified.</summary>
    /// <value><see langword="null"/>: nobody said.</value>
    public NhsNumberStatus? NhsNumberStatus { get; }

    /// <summary>Gets the local number.</summary>
    /// <value><see langword="null"/>: none is known.</value>
    public LocalPatientNumber? Local { get; }

    /// <summary>Gets a value indicating whether the NHS number may name the patient without a second fact that agrees.</summary>
    /// <value><see langword="true"/> only for a number whose status is 01.</value>
    public bool NhsNumberMatchesAlone => NhsNumber is not null && NhsNumberStatus?.MatchesAlone() == true;

    /// <summary>Says which numbers there are, never what they are.</summary>
    /// <returns>A text without the numbers.</returns>
    public override string ToString() =>
        $"NHS number {(NhsNumber is null ? "absent" : "withheld")}, local number {(Local is null ? "absent" : "withheld")}";

    // 01 and 02 say that a number is there, 07 that none is; the other codes stand with or without one.
    private static bool Fits(NhsNumberStatus status, bool isPresent) => status switch
    {
        Telemetry.NhsNumberStatus.Verified or Telemetry.NhsNumberStatus.NotTraced => isPresent,
        Telemetry.NhsNumberStatus.NotPresent => !isPresent,
        _ => true,
    };
}
