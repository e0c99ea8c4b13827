namespace NhsIoT.Sdk.Telemetry;

/// <summary>A GS1 Global Returnable Asset Identifier: which kind of returnable thing and, with a serial number, which one.</summary>
/// <remarks>
/// The value of the application identifier 8003: a zero, 13 digits that end in a check digit, and a serial number of up to 16
/// characters. The check digit covers the digits only. The default value is no key. <see cref="ToString"/> withholds it.
/// Thread-safe. Source: GS1 General Specifications, sections 2.3 and 7.9 (modulus 10).
/// </remarks>
public readonly record struct Grai
{
    private const int TypeLength = 14;
    private const int MaxSerial = 16;

    private readonly string? _text;

    private Grai(string text) => _text = text;

    /// <summary>Gets the zero, the 13 digits and the serial number, if any. Not for logs.</summary>
    /// <exception cref="InvalidOperationException">This is the default value, which is no Grai.</exception>
    public string Value => _text ?? throw new InvalidOperationException("The default Grai is no GRAI.");

    /// <summary>Gets a value indicating whether there is a serial number: without one, the key names a kind of thing.</summary>
    /// <exception cref="InvalidOperationException">This is the default value, which is no Grai.</exception>
    public bool HasSerial => Value.Length > TypeLength;

    /// <summary>Reads a GRAI.</summary>
    /// <param name="text">The text, without blanks, brackets or application identifier.</param>
    /// <param name="grai">The key, or the default value.</param>
    /// <param name="fault">What is wrong and at which character, without the text itself; <see langword="null"/> when nothing is.</param>
    /// <returns>Whether the text is a GRAI.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out Grai grai, out string? fault)
    {
        fault = text.Length < TypeLength ? $"There are {text.Length} characters, not {TypeLength} to {TypeLength + MaxSerial}."
            : text[0] != '0' ? "Character 1 is not 0."
            : Gs1CheckDigit.FaultOf(text[..TypeLength])
            ?? (text.Length == TypeLength ? null : Gs1Characters.FaultOf(text[TypeLength..], MaxSerial, TypeLength));
        grai = fault is null ? new Grai(new string(text)) : default;
        return fault is null;
    }

    /// <summary>Gives the key as an identifier in <see cref="Identifier.GraiSystem"/>.</summary>
    /// <returns>The identifier.</returns>
    /// <exception cref="InvalidOperationException">This is the default value.</exception>
    public Identifier ToIdentifier() => new(Identifier.GraiSystem, Value);

    /// <summary>Says that there is a key, never which.</summary>
    /// <returns>A text without the key.</returns>
    public override string ToString() => _text is null ? "(no GRAI)" : "(GRAI withheld)";
}
