using System.Globalization;

namespace NhsIoT.Sdk.Telemetry;

/// <summary>Reading and writing of extended unique identifiers: pairs of hexadecimal digits, with dashes, with colons, or plain.</summary>
internal static class Eui
{
    public static string? Read(ReadOnlySpan<char> text, int octets, out ulong bits)
    {
        bits = 0;
        bool isPlain = text.Length == octets * 2;
        if (!isPlain && text.Length != (octets * 3) - 1)
        {
            return $"There are {text.Length} characters, not {octets * 2}, or {(octets * 3) - 1} with dashes or colons.";
        }

        for (int i = 0; i < text.Length; i++)
        {
            bool isSeparator = !isPlain && i % 3 == 2;
            if (isSeparator && (text[i] is not ('-' or ':') || text[i] != text[2]))
            {
                return $"Character {i + 1} is not the dash or colon that parts the pairs.";
            }

            if (!isSeparator && !char.IsAsciiHexDigit(text[i]))
            {
                return $"Character {i + 1} is not a hexadecimal digit.";
            }

            bits = isSeparator ? bits : (bits << 4) | (uint)HexValue(text[i]);
        }

        // An address of nothing but zeros or ones is what an interface says that was never given one: two devices would collide.
        return bits == 0 || bits == ulong.MaxValue >> (64 - (octets * 8)) ? "All bits are equal: it names no device." : null;
    }

    public static string Write(ulong bits, int octets) => string.Create((octets * 3) - 1, bits, static (text, bits) =>
    {
        text.Fill('-');
        for (int at = text.Length - 2; at >= 0; at -= 3)
        {
            ((byte)(bits & 0xFF)).TryFormat(text.Slice(at, 2), out _, "X2", CultureInfo.InvariantCulture);
            bits >>= 8;
        }
    });

    private static int HexValue(char c) => char.IsAsciiDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10;
}
