namespace NhsIoT.Sdk.Telemetry;

/// <summary>The ODS code of a site, such as a hospital: 5 to 9 letters and digits.</summary>
/// <remarks>
/// Is a checked form, not a proof that the site exists or is open; the codes have no check digit. Small letters are
/// raised. A site of a trust has five characters, the first three of them the trust's; a branch of a practice has nine. The default
/// value is no code. Thread-safe. Source: NHS Data Dictionary, ORGANISATION SITE IDENTIFIER.
/// </remarks>
public readonly record struct OdsSiteCode
{
    private const int MinLength = 5;
    private const int MaxLength = 9;

    private readonly string? _code;

    private OdsSiteCode(string code) => _code = code;

    /// <summary>Gets the code in capitals.</summary>
    /// <exception cref="InvalidOperationException">This is the default value, which is no code.</exception>
    public string Value => _code ?? throw new InvalidOperationException("The default OdsSiteCode is no code.");

    /// <summary>Reads a code.</summary>
    /// <param name="text">The text, without blanks.</param>
    /// <param name="code">The code, or the default value.</param>
    /// <param name="fault">What is wrong and where; <see langword="null"/> when nothing is.</param>
    /// <returns>Whether the text has the form of a code.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out OdsSiteCode code, out string? fault)
    {
        fault = OdsCode.FaultOf(text, MinLength, MaxLength);
        code = fault is null ? new OdsSiteCode(OdsCode.InCapitals(text)) : default;
        return fault is null;
    }

    /// <summary>Gives the code as an identifier in <see cref="Identifier.OdsSiteSystem"/>.</summary>
    /// <returns>The identifier.</returns>
    /// <exception cref="InvalidOperationException">This is the default value, which is no code.</exception>
    public Identifier ToIdentifier() => new(Identifier.OdsSiteSystem, Value);

    /// <inheritdoc/>
    public override string ToString() => _code ?? "(no ODS code)";
}
