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

    private LocalPatientNumber(AssigningAuthority authority, string value)
    {
        AssigningAuthority = authority;
        Value = value;
    }

    /// <summary>Gets who gave the number out.</summary>
    public AssigningAuthority AssigningAuthority { get; }

    /// <summary>Gets the number. Names a person: never log it.</summary>
    public string Value { get; }

    /// <summary>Reads a number.</summary>
    /// <param name="text">The number as it was written.</param>
    /// <param name="authority">Who gave it out.</param>
    /// <param name="number">The number, or <see langword="null"/>.</param>
    /// <param name="fault">What is wrong and where, without the number itself; <see langword="null"/> when nothing is.</param>
    /// <returns>Whether the text can be a number.</returns>
    public static bool TryParse(
        ReadOnlySpan<char> text,
        AssigningAuthority authority,
        [NotNullWhen(true)] out LocalPatientNumber? number,
        [NotNullWhen(false)] out string? fault)
    {
        ArgumentNullException.ThrowIfNull(authority);
        fault = PlainText.FaultOf(text, MaxLength);
        number = fault is null ? new LocalPatientNumber(authority, new string(text)) : null;
        return fault is null;
    }

    /// <summary>Gives the number as an identifier in the system of its authority.</summary>
    /// <returns>The identifier.</returns>
    public Identifier ToIdentifier() => new(AssigningAuthority.System, Value);

    /// <summary>Gives the authority, never the number.</summary>
    /// <returns>A text without the number.</returns>
    public override string ToString() => $"{AssigningAuthority.Organisation}|(withheld)";
}
