namespace NhsIoT.Sdk.Telemetry;

/// <summary>A GTIN with a serial number: which one of a product.</summary>
/// <remarks>
/// The values of the application identifiers 01 and 21. The check digit covers the GTIN only. The default value is no key.
/// <see cref="ToString"/> withholds the serial number. Thread-safe.
/// Source: GS1 General Specifications, sections 2.1 and 3.5; GS1 Digital Link standard, URI syntax.
/// </remarks>
public readonly record struct Sgtin
{
    private const int GtinLength = 14;
    private const int MaxSerial = 20;
    private const string SerialMark = "/21/";

    private readonly string? _serial;

    private Sgtin(Gtin gtin, string serial)
    {
        Gtin = gtin;
        _serial = serial;
    }

    /// <summary>Gets the product.</summary>
    public Gtin Gtin { get; }

    /// <summary>Gets the serial number. Not for logs.</summary>
    /// <exception cref="InvalidOperationException">This is the default value, which is no Sgtin.</exception>
    public string Serial => _serial ?? throw new InvalidOperationException("The default Sgtin is no SGTIN.");

    /// <summary>Joins a product and a serial number.</summary>
    /// <param name="gtin">The product.</param>
    /// <param name="serial">The serial number: 1 to 20 characters of GS1's set 82.</param>
    /// <param name="sgtin">The key, or the default value.</param>
    /// <param name="fault">What is wrong and at which character, without the text itself; <see langword="null"/> when nothing is.</param>
    /// <returns>Whether the text can be a serial number.</returns>
    /// <exception cref="ArgumentException"><paramref name="gtin"/> is the default value.</exception>
    public static bool TryCreate(Gtin gtin, ReadOnlySpan<char> serial, out Sgtin sgtin, out string? fault)
    {
        if (gtin == default)
        {
            throw new ArgumentException("The default Gtin is no GTIN.", nameof(gtin));
        }

        fault = Gs1Characters.FaultOf(serial, MaxSerial);
        sgtin = fault is null ? new Sgtin(gtin, new string(serial)) : default;
        return fault is null;
    }

    /// <summary>Reads what <see cref="Format"/> gives.</summary>
    /// <param name="text">The text.</param>
    /// <param name="sgtin">The key, or the default value.</param>
    /// <param name="fault">What is wrong and at which character, without the text itself; <see langword="null"/> when nothing is.</param>
    /// <returns>Whether the text is a GTIN of 14 digits with a serial number.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out Sgtin sgtin, out string? fault)
    {
        sgtin = default;
        int serialAt = GtinLength + SerialMark.Length;
        if (text.Length < serialAt || !text[GtinLength..].StartsWith(SerialMark, StringComparison.Ordinal))
        {
            fault = $"The 14 digits of the GTIN are not followed by {SerialMark} at character {GtinLength + 1}.";
            return false;
        }

        fault = Gs1CheckDigit.FaultOf(text[..GtinLength]) ?? Gs1Characters.FaultOf(text[serialAt..], MaxSerial, serialAt);
        return fault is null && Gtin.TryParse(text[..GtinLength], out Gtin gtin, out fault) && TryCreate(gtin, text[serialAt..], out sgtin, out fault);
    }

    /// <summary>Gives the GTIN, <c>/21/</c>, and the serial number: the end of a GS1 Digital Link, not percent-encoded. Not for logs.</summary>
    /// <returns>The text.</returns>
    /// <exception cref="InvalidOperationException">This is the default value, which is no Sgtin.</exception>
    public string Format() => $"{Gtin.Value}{SerialMark}{Serial}";

    /// <summary>Gives the key as an identifier in <see cref="Identifier.SgtinSystem"/>, its value as <see cref="Format"/> gives it.</summary>
    /// <returns>The identifier.</returns>
    /// <exception cref="InvalidOperationException">This is the default value, which is no Sgtin.</exception>
    public Identifier ToIdentifier() => new(Identifier.SgtinSystem, Format());

    /// <summary>Gives the product, never the serial number.</summary>
    /// <returns>A text without the serial number.</returns>
    public override string ToString() => _serial is null ? "(no SGTIN)" : $"{Gtin}/21/(withheld)";
}
