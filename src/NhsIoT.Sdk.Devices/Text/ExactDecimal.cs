namespace NhsIoT.Sdk.Devices.Text;

/// <summary>Reads a JSON number into a decimal without losing a digit: what does not fit exactly is refused, never rounded.</summary>
internal static class ExactDecimal
{
    private const int MaxScale = 28;
    private const int MaxDigits = 29;
    private const int FewDigits = 18;
    private static readonly UInt128 MaxMantissa = (UInt128.One << 96) - 1;

    /// <summary>Reads a number in the grammar of RFC 8259 §6; its scale is that of the text.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out decimal number) =>
        text.Length <= FewDigits && TryParseFew(text, out number) || TryParseAny(text, out number);

    // What devices send: a few digits, perhaps a point. All else takes the wide way.
    private static bool TryParseFew(ReadOnlySpan<byte> text, out decimal number)
    {
        int start = text.Length > 0 && text[0] == '-' ? 1 : 0;
        int point = -1;
        ulong mantissa = 0;
        for (int i = start; i < text.Length; i++)
        {
            uint digit = unchecked((uint)text[i] - '0');
            if (digit <= 9)
            {
                mantissa = unchecked((mantissa * 10) + digit);
            }
            else if (text[i] != '.' || point >= 0)
            {
                number = 0m;
                return false;
            }
            else
            {
                point = i;
            }
        }

        int scale = point < 0 ? 0 : text.Length - 1 - point;
        number = unchecked(new decimal((int)mantissa, (int)(mantissa >> 32), 0, start == 1 && mantissa > 0, (byte)scale));
        bool hasLeadingZero = text.Length > start + 1 && text[start] == '0' && point != start + 1;
        return text.Length > start && point != start && point != text.Length - 1 && !hasLeadingZero;
    }

    private static bool TryParseAny(ReadOnlySpan<byte> text, out decimal number)
    {
        number = 0m;
        int at = text.Length > 0 && text[0] == '-' ? 1 : 0;
        bool negative = at == 1;
        UInt128 mantissa = 0;
        int start = at;
        if (!TryDigits(text, ref at, ref mantissa) || (at - start > 1 && text[start] == '0'))
        {
            return false;
        }

        int decimals = 0;
        if (at < text.Length && text[at] == '.')
        {
            start = ++at;
            if (!TryDigits(text, ref at, ref mantissa))
            {
                return false;
            }

            decimals = at - start;
        }

        return TryExponent(text, ref at, out int exponent) && at == text.Length
            && TryMake(mantissa, decimals - exponent, negative, out number);
    }

    /// <summary>Multiplies without rounding; the scales add up. A product that needs more than 96 bits is refused.</summary>
    public static bool TryMultiply(decimal number, decimal factor, out decimal product)
    {
        bool fits = number.Scale + factor.Scale <= MaxScale && BitCount(number) + BitCount(factor) <= 96;
        product = fits ? number * factor : 0m;
        return fits;
    }

    private static bool TryDigits(ReadOnlySpan<byte> text, ref int at, ref UInt128 mantissa)
    {
        int start = at;
        while (at < text.Length && text[at] is >= (byte)'0' and <= (byte)'9' && mantissa <= MaxMantissa)
        {
            mantissa = (mantissa * 10) + (uint)(text[at++] - '0');
        }

        return at > start && mantissa <= MaxMantissa;
    }

    private static bool TryExponent(ReadOnlySpan<byte> text, ref int at, out int exponent)
    {
        exponent = 0;
        if (at >= text.Length || text[at] is not ((byte)'e' or (byte)'E'))
        {
            return true;
        }

        at++;
        bool negative = at < text.Length && text[at] == '-';
        if (at < text.Length && text[at] is (byte)'+' or (byte)'-')
        {
            at++;
        }

        int start = at;
        while (at < text.Length && text[at] is >= (byte)'0' and <= (byte)'9')
        {
            exponent = Math.Min((exponent * 10) + (text[at++] - '0'), 9999);
        }

        exponent = negative ? -exponent : exponent;
        return at > start;
    }

    private static bool TryMake(UInt128 mantissa, int scale, bool negative, out decimal number)
    {
        number = 0m;
        if (scale > MaxScale || mantissa > MaxMantissa)
        {
            return false;
        }

        if (scale < 0)
        {
            mantissa = Shifted(mantissa, mantissa == 0 ? 0 : -scale);
            scale = 0;
            if (mantissa > MaxMantissa)
            {
                return false;
            }
        }

        number = unchecked(new decimal((int)(uint)mantissa, (int)(uint)(mantissa >> 32), (int)(uint)(mantissa >> 64), negative && mantissa > 0, (byte)scale));
        return true;
    }

    // Stops above 96 bits, before 128 could wrap.
    private static UInt128 Shifted(UInt128 mantissa, int digits)
    {
        for (int i = 0; i < Math.Min(digits, MaxDigits) && mantissa <= MaxMantissa; i++)
        {
            mantissa *= 10;
        }

        return mantissa;
    }

    private static int BitCount(decimal number)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(number, parts);
        UInt128 mantissa = unchecked(((UInt128)(uint)parts[2] << 64) | ((ulong)(uint)parts[1] << 32) | (uint)parts[0]);
        return 128 - (int)UInt128.LeadingZeroCount(mantissa);
    }
}
