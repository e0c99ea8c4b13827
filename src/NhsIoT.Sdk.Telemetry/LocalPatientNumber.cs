using System.Diagnostics.CodeAnalysis;

namespace NhsIoT.Sdk.Telemetry;

/// <summary>A patient's number at one organisation, with the authority that gave it out: a hospital or MRN number.</summary>
/// <remarks>
/// Means nothing without its authority: two trusts give out the same number. Is kept as it was written, case and leading zeros
/// included, since only the authority knows its form. <see cref="ToString"/> withholds the number. Immutable.
/// Source: HL7 v2 CX.1 and CX.4; FHIR R4 Identifier.system and assigner.
/// </remarks>
public sealed record LocalPatientNumber
{
    /// <summary>The longest number taken, in characters.</summary>
    public const int MaxLength = 64;

    private LocalPatientNumber(string system, OdsOrganisationCode authority, string value)
    {
        System = system;
        AssigningAuthority = authority;
        Value = value;
    }

    /// <summary>Gets the URI under which the authority gives out its numbers.</summary>
    public string System { get; }

    /// <summary>Gets the organisation that gave the number out.</summary>
    public OdsOrganisationCode AssigningAuthority { get; }

    /// <summary>Gets the number. Names a person: never log it.</summary>
    public string Value { get; }

    /// <summary>Reads a number.</summary>
    /// <param name="text">The number as it was written.</param>
    /// <param name="authority">The organisation that gave it out.</param>
    /// <param name="system">The URI of the authority's numbers, a setting of the trust.</param>
    /// <param name="number">The number, or <see langword="null"/>.</param>
    /// <param name="fault">What is wrong and where, without the number itself; <see langword="null"/> when nothing is.</param>
    /// <returns>Whether the text can be a number.</returns>
    /// <exception cref="ArgumentException"><paramref name="authority"/> is the default value, or <paramref name="system"/> is no absolute URI.</exception>
    public static bool TryParse(
        ReadOnlySpan<char> text,
        OdsOrganisationCode authority,
        string system,
        [NotNullWhen(true)] out LocalPatientNumber? number,
        [NotNullWhen(false)] out string? fault)
    {
        if (authority == default)
        {
            throw new ArgumentException("The assigning authority has to be stated.", nameof(authority));
        }

        if (!Uri.TryCreate(system, UriKind.Absolute, out _))
        {
            throw new ArgumentException("The system is an absolute URI.", nameof(system));
        }

        fault = PlainText.FaultOf(text, MaxLength);
        number = fault is null ? new LocalPatientNumber(system, authority, new string(text)) : null;
        return fault is null;
    }

    /// <summary>Gives the number as an identifier in <see cref="System"/>.</summary>
    /// <returns>The identifier.</returns>
    public Identifier ToIdentifier() => new(System, Value);

    /// <summary>Gives the authority, never the number.</summary>
    /// <returns>A text without the number.</returns>
    public override string ToString() => $"{AssigningAuthority}|(withheld)";
}
