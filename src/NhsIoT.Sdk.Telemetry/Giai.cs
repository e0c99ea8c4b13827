namespace NhsIoT.Sdk.Telemetry;

/// <summary>A GS1 Global Individual Asset Identifier: which piece of equipment.</summary>
/// <remarks>
/// The value of the application identifier 8004: a company prefix, then a reference of the owner's. Has no check digit: a wrong
/// character is found only where it breaks the form. The default value is no key. <see cref="ToString"/> withholds it. Thread-safe.
/// Source: GS1 General Specifications, sections 2.3 and 7.11.
/// </remarks>
public readonly record struct Giai
{
    private const int MaxLength = 30;
    private const int MinCompanyPrefix = 4;

    private readonly string? _text;

    private Giai(string text) => _text = text;

    /// <summary>Gets the text of at most 30 characters. Not for logs.</summary>
    /// <exception cref="InvalidOperationException">This is the default value, which is no Giai.</exception>
    public string Value => _text ?? throw new InvalidOperationException("The default Giai is no GIAI.");

    /// <summary>Reads a GIAI: up to 30 characters of GS1's set 82, of which the first four at least are digits of the company prefix.</summary>
    /// <param name="text">The text, without blanks, brackets or application identifier.</param>
    /// <param name="giai">The key, or the default value.</param>
    /// <param name="fault">What is wrong and at which character, without the text itself; <see langword="null"/> when nothing is.</param>
    /// <returns>Whether the text is a GIAI.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out Giai giai, out string? fault)
    {
        fault = Gs1Characters.FaultOf(text, MaxLength);
        if (fault is null && Gs1Characters.NotDigit(text) is var end && (end < 0 ? text.Length : end) < MinCompanyPrefix)
        {
            fault = $"Character {(end < 0 ? text.Length : end) + 1} is not a digit of a company prefix, which has four at least.";
        }

        giai = fault is null ? new Giai(new string(text)) : default;
        return fault is null;
    }

    /// <summary>Gives the key as an identifier in <see cref="Identifier.GiaiSystem"/>.</summary>
    /// <returns>The identifier.</returns>
    /// <exception cref="InvalidOperationException">This is the default value.</exception>
    public Identifier ToIdentifier() => new(Identifier.GiaiSystem, Value);

    /// <summary>Says that there is a key, never which.</summary>
    /// <returns>A text without the key.</returns>
    public override string ToString() => _text is null ? "(no GIAI)" : "(GIAI withheld)";
}
