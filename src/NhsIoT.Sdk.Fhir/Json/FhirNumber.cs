using System.Globalization;

namespace NhsIoT.Sdk.Fhir;

/// <summary>Decimals as FHIR writes them: scale kept, never an exponent.</summary>
internal static class FhirNumber
{
    /// <summary>The longest decimal: sign, zero, point and 28 digits, or sign, 29 digits and point.</summary>
    public const int MaxLength = 31;

    // FHIR R4 datatypes, decimal: 0.010 is another value than 0.01, so no digit may be added or dropped.
    public static int Format(decimal number, Span<byte> to)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(number, bits);
        if ((bits[1] | bits[2]) == 0)
        {
            return FormatSmall(unchecked((uint)bits[0]), number.Scale, bits[3] < 0, to);
        }

        number.TryFormat(to, out int written, default, CultureInfo.InvariantCulture);
        return written;
    }

    // Nearly every reading fits in 32 bits, and this is five times as fast as the general way.
    private static int FormatSmall(uint digits, int scale, bool isNegative, Span<byte> to)
    {
        int count = Math.Max(DigitCount(digits), scale + 1);
        int length = count + (scale > 0 ? 1 : 0) + (isNegative ? 1 : 0);
        int at = length;
        for (int i = 0; i < count; i++)
        {
            if (i == scale && scale > 0)
            {
                to[--at] = (byte)'.';
            }

            (digits, uint digit) = Math.DivRem(digits, 10);
            to[--at] = (byte)('0' + digit);
        }

        if (isNegative)
        {
            to[0] = (byte)'-';
        }

        return length;
    }

    private static int DigitCount(uint number)
    {
        int count = 1;
        while (number >= 10)
        {
            number /= 10;
            count++;
        }

        return count;
    }
}
