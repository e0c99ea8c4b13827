using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace NhsIoT.Sdk.Telemetry;

/// <summary>A Unique Device Identification as a scanner or a person gives it: what the label of a device says.</summary>
/// <remarks>
/// A UDI of GS1 is taken apart; those of HIBCC and ICCBBA are recognised and kept whole. That the form is right does not mean that
/// the device is registered anywhere. <see cref="ToString"/> gives no serial number. Immutable.
/// Source: FHIR R4 Device.udiCarrier; GS1 General Specifications, section 3.
/// </remarks>
public sealed class ScannedUdi
{
    /// <summary>The issuer of UDIs that are GS1 element strings.</summary>
    public const string Gs1Issuer = "http://hl7.org/fhir/NamingSystem/gs1-di";

    /// <summary>The issuer of UDIs that begin with a plus sign. The small d and capital I are FHIR's own.</summary>
    public const string HibccIssuer = "http://hl7.org/fhir/NamingSystem/hibcc-dI";

    /// <summary>The issuer of UDIs that begin with an equals sign. Blood containers, for which FHIR has an issuer of its own, are not told apart.</summary>
    public const string IccbbaIssuer = "http://hl7.org/fhir/NamingSystem/iccbba-other-di";

    private ScannedUdi(string issuer, string readable, byte[] carrier)
    {
        Issuer = issuer;
        HumanReadable = readable;
        Carrier = carrier;
    }

    /// <summary>Gets the URI of the organisation whose rules the UDI follows.</summary>
    /// <value><see cref="Gs1Issuer"/>, <see cref="HibccIssuer"/> or <see cref="IccbbaIssuer"/>.</value>
    public string Issuer { get; }

    /// <summary>Gets the device identifier: which product.</summary>
    /// <value><see langword="null"/> for a UDI that is kept whole.</value>
    public Gtin? DeviceIdentifier { get; private init; }

    /// <summary>Gets product and serial number together.</summary>
    /// <value><see langword="null"/> where the label has no serial number, or the UDI is kept whole.</value>
    public Sgtin? Sgtin { get; private init; }

    /// <summary>Gets the lot number (10).</summary>
    /// <value><see langword="null"/>: the label does not say.</value>
    public string? LotNumber { get; private init; }

    /// <summary>Gets the serial number (21). Not for logs.</summary>
    /// <value><see langword="null"/>: the label does not say.</value>
    public string? SerialNumber { get; private init; }

    /// <summary>Gets the day of manufacture (11); where the label gives no day, the last of the month.</summary>
    /// <value><see langword="null"/>: the label does not say.</value>
    public DateOnly? Manufactured { get; private init; }

    /// <summary>Gets the last day on which the device may be used (17); where the label gives no day, the last of the month.</summary>
    /// <value><see langword="null"/>: the label does not say.</value>
    public DateOnly? Expires { get; private init; }

    /// <summary>Gets every element of a GS1 UDI, those without a property of their own too.</summary>
    /// <value><see langword="null"/> for a UDI that is kept whole.</value>
    public Gs1ElementString? Elements { get; private init; }

    /// <summary>Gets the bytes as scanned, GS included, without the symbology identifier: FHIR's carrierAIDC. Not for logs.</summary>
    /// <value>Empty where the text was the one with brackets, which no scanner gives.</value>
    public ReadOnlyMemory<byte> Carrier { get; }

    /// <summary>Gets the text that people read: FHIR's carrierHRF. For GS1 with brackets, the device identifier first. Not for logs.</summary>
    public string HumanReadable { get; }

    /// <summary>Reads a UDI.</summary>
    /// <param name="text">
    /// The text. For GS1, either form that <see cref="Gs1ElementString.TryParse"/> takes, with a GTIN (01). For HIBCC and ICCBBA,
    /// printable ASCII that begins with <c>+</c> or <c>=</c>, behind any symbology identifier but GS1's, or none.
    /// </param>
    /// <param name="today">The day by which the century of a two-digit year is chosen: 49 years back to 50 years ahead.</param>
    /// <param name="udi">The UDI, or <see langword="null"/>.</param>
    /// <param name="fault">What is wrong and at which character, without the text itself; <see langword="null"/> when nothing is.</param>
    /// <returns>Whether the text is a UDI.</returns>
    public static bool TryParse(
        ReadOnlySpan<char> text, DateOnly today, [NotNullWhen(true)] out ScannedUdi? udi, [NotNullWhen(false)] out string? fault)
    {
        int before = Symbology.LengthIn(text);
        if (!Symbology.IsGs1(text[..before]) && text.Length > before && text[before] is '+' or '=')
        {
            return TryKeepWhole(text, before, out udi, out fault);
        }

        udi = null;
        if (!Gs1ElementString.TryParse(text, today, out Gs1ElementString? elements, out fault))
        {
            return false;
        }

        if (!elements.TryGet("01", out string? gtin))
        {
            fault = "There is no device identifier (01).";
            return false;
        }

        bool isScanned = text[before] != '(';
        udi = OfElements(elements, gtin, isScanned ? Encoding.ASCII.GetBytes(text[before..].ToArray()) : [], today);
        return true;
    }

    /// <summary>Gives the issuer, never the UDI.</summary>
    /// <returns>A text without lot and serial number.</returns>
    public override string ToString() => $"{Issuer}|{(DeviceIdentifier is { } gtin ? gtin.ToString() : "(withheld)")}";

    private static bool TryKeepWhole(ReadOnlySpan<char> text, int before, out ScannedUdi? udi, out string? fault)
    {
        ReadOnlySpan<char> whole = text[before..];
        int stranger = whole.IndexOfAnyExceptInRange(' ', '~');
        fault = stranger >= 0 ? $"Character {before + stranger + 1} is no printable ASCII."
            : whole.Length == 1 ? $"Character {before + 1} stands alone: nothing follows." : null;
        udi = fault is not null ? null
            : new ScannedUdi(whole[0] == '+' ? HibccIssuer : IccbbaIssuer, new string(whole), Encoding.ASCII.GetBytes(whole.ToArray()));
        return fault is null;
    }

    // Whatever is asked for here has passed the checks of the element string.
    private static ScannedUdi OfElements(Gs1ElementString elements, string digits, byte[] carrier, DateOnly today)
    {
        elements.TryGet("21", out string? serial);
        Sgtin sgtin = default;
        bool hasSerial = Gtin.TryParse(digits, out Gtin gtin, out _) && serial is not null
            && Telemetry.Sgtin.TryCreate(gtin, serial, out sgtin, out _);
        return new ScannedUdi(Gs1Issuer, elements.FormatReadable(), carrier)
        {
            DeviceIdentifier = gtin,
            Sgtin = hasSerial ? sgtin : null,
            LotNumber = elements.TryGet("10", out string? lot) ? lot : null,
            SerialNumber = serial,
            Manufactured = elements.TryGet("11", out string? made) ? Day(made, today) : null,
            Expires = elements.TryGet("17", out string? expiry) ? Day(expiry, today) : null,
            Elements = elements,
        };
    }

    private static DateOnly Day(string digits, DateOnly today) => Gs1Date.Read(digits, 0, AiDate.DayOrMonth, today).Value;
}
