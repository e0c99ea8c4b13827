namespace NhsIoT.Sdk.Telemetry;

/// <summary>The ODS code of an organisation, such as a trust: 3 to 12 letters and digits.</summary>
/// <remarks>
/// Is a checked form, not a proof that the organisation exists or is open; the codes have no check digit. Small letters are
/// raised. Trusts have three characters, practices six, branches nine; the bounds take in every frame. The default value is no
/// code. Thread-safe. Source: NHS Data Dictionary, ORGANISATION IDENTIFIER.
/// </remarks>
public readonly record struct OdsOrganisationCode
{
    private const int MinLength = 3;
    private const int MaxLength = 12;

    private readonly string? _code;

    private OdsOrganisationCode(string code) => _code = code;

    /// <summary>Gets the code in capitals.</summary>
    /// <exception cref="InvalidOperationException">This is the default value, which is no code.</exception>
    public string Value => _code ?? throw new InvalidOperationException("The default OdsOrganisationCode is no code.");

    /// <summary>Reads a code.</summary>
    /// <param name="text">The text, without blanks.</param>
    /// <param name="code">The code, or the default value.</param>
    /// <param name="fault">What is wrong and where; <see langword="null"/> when nothing is.</param>
    /// <returns>Whether the text has the form of a code.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out OdsOrganisationCode code, out string? fault)
    {
        fault = OdsCode.FaultOf(text, MinLength, MaxLength);
        code = fault is null ? new OdsOrganisationCode(OdsCode.InCapitals(text)) : default;
        return fault is null;
    }

    /// <summary>Gives the code as an identifier in <see cref="Identifier.OdsOrganisationSystem"/>.</summary>
    /// <returns>The identifier.</returns>
    /// <exception cref="InvalidOperationException">This is the default value, which is no code.</exception>
    public Identifier ToIdentifier() => new(Identifier.OdsOrganisationSystem, Value);

    /// <inheritdoc/>
    public override string ToString() => _code ?? "(no ODS code)";
}
