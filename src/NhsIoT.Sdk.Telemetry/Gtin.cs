namespace NhsIoT.Sdk.Telemetry;

/// <summary>A GS1 Global Trade Item Number: which product, at which level of packing.</summary>
/// <remarks>
/// Names a kind of thing, not one thing: a device needs its serial number too, see <see cref="Sgtin"/>. The check digit finds every
/// single wrong digit, and every swap of neighbours but those that differ by five. The default value is no key. Thread-safe.
/// Source: GS1 General Specifications, sections 2.1 and 7.9 (modulus 10).
/// </remarks>
public readonly record struct Gtin
{
    private const int Length = 14;

    private readonly string? _digits;

    private Gtin(string digits) => _digits = digits;

    /// <summary>Gets the 14 digits: shorter numbers have zeros before them.</summary>
    /// <exception cref="InvalidOperationException">This is the default value, which is no Gtin.</exception>
    public string Value => _digits ?? throw new InvalidOperationException("The default Gtin is no GTIN.");

    /// <summary>Reads a GTIN of 8, 12, 13 or 14 digits.</summary>
    /// <param name="text">The text, without blanks, brackets or application identifier.</param>
    /// <param name="gtin">The key, or the default value.</param>
    /// <param name="fault">What is wrong and at which character, without the text itself; <see langword="null"/> when nothing is.</param>
    /// <returns>Whether the text is a GTIN.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out Gtin gtin, out string? fault)
    {
        fault = Gs1CheckDigit.FaultOf(text, [8, 12, 13, Length], "8, 12, 13 or 14");
        gtin = fault is null ? new Gtin(new string(text).PadLeft(Length, '0')) : default;
        return fault is null;
    }

    /// <summary>Gives the key as an identifier in <see cref="Identifier.GtinSystem"/>.</summary>
    /// <returns>The identifier.</returns>
    /// <exception cref="InvalidOperationException">This is the default value.</exception>
    public Identifier ToIdentifier() => new(Identifier.GtinSystem, Value);

    /// <inheritdoc/>
    public override string ToString() => _digits ?? "(no GTIN)";
}
