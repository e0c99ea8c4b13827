namespace NhsIoT.Sdk.Telemetry;

/// <summary>A GS1 Global Location Number: which place, or which party.</summary>
/// <remarks>
/// The value of the application identifiers 410 to 417; a room or bed is 414. The check digit finds every single wrong digit, and
/// every swap of neighbours but those that differ by five. The default value is no key. Thread-safe.
/// Source: GS1 General Specifications, sections 2.4 and 7.9 (modulus 10).
/// </remarks>
public readonly record struct Gln
{
    private const int Length = 13;

    private readonly string? _digits;

    private Gln(string digits) => _digits = digits;

    /// <summary>Gets the 13 digits.</summary>
    /// <exception cref="InvalidOperationException">This is the default value, which is no Gln.</exception>
    public string Value => _digits ?? throw new InvalidOperationException("The default Gln is no GLN.");

    /// <summary>Reads a GLN of 13 digits.</summary>
    /// <param name="text">The text, without blanks, brackets or application identifier.</param>
    /// <param name="gln">The key, or the default value.</param>
    /// <param name="fault">What is wrong and at which character, without the text itself; <see langword="null"/> when nothing is.</param>
    /// <returns>Whether the text is a GLN.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out Gln gln, out string? fault)
    {
        fault = Gs1CheckDigit.FaultOf(text, [Length], "13");
        gln = fault is null ? new Gln(new string(text)) : default;
        return fault is null;
    }

    /// <summary>Gives the key as an identifier in <see cref="Identifier.GlnSystem"/>.</summary>
    /// <returns>The identifier.</returns>
    /// <exception cref="InvalidOperationException">This is the default value.</exception>
    public Identifier ToIdentifier() => new(Identifier.GlnSystem, Value);

    /// <inheritdoc/>
    public override string ToString() => _digits ?? "(no GLN)";
}
