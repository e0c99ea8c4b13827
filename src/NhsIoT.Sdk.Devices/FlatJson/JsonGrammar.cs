using System.Buffers;
using System.Runtime.CompilerServices;

namespace NhsIoT.Sdk.Devices.FlatJson;

/// <summary>
/// The words of JSON (RFC 8259 §§2, 6, 7). Each method is told where to begin and returns where it ended, or the complement of
/// where the text is at fault, so that the position stays in a register.
/// </summary>
internal static class JsonGrammar
{
    // RFC 8259 §7: control characters are always escaped.
    private static readonly SearchValues<byte> StringStops =
        SearchValues.Create([.. Enumerable.Range(0, ' ').Select(c => (byte)c), (byte)'"', (byte)'\\']);

    public static int AfterBlanks(ReadOnlySpan<byte> json, int at)
    {
        while (at < json.Length && json[at] <= ' ' && json[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            at++;
        }

        return at;
    }

    /// <summary>Goes over blanks and one sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int AfterSign(ReadOnlySpan<byte> json, int at, byte sign)
    {
        if (at < json.Length && json[at] == sign)
        {
            return at + 1;
        }

        at = AfterBlanks(json, at);
        return at < json.Length && json[at] == sign ? at + 1 : ~at;
    }

    /// <summary>Goes to the quotation mark that ends a string, from behind the one that begins it.</summary>
    public static int EndOfString(ReadOnlySpan<byte> json, int at, out bool isEscaped)
    {
        isEscaped = false;
        while (true)
        {
            int plain = json[at..].IndexOfAny(StringStops);
            at = plain < 0 ? json.Length : at + plain;
            if (at < json.Length && json[at] == '"')
            {
                return at;
            }

            int escape = at < json.Length && json[at] == '\\' ? EscapeLength(json[at..]) : 0;
            if (escape == 0)
            {
                return ~at;
            }

            isEscaped = true;
            at += escape;
        }
    }

    // No leading zeros, digits on both sides of the point.
    public static int AfterNumber(ReadOnlySpan<byte> json, int at)
    {
        int start = at < json.Length && json[at] == '-' ? at + 1 : at;
        at = start < json.Length && json[start] == '0' ? start + 1 : AfterDigits(json, start);
        bool isGood = at > start;
        if (isGood && at < json.Length && json[at] == '.')
        {
            start = at + 1;
            at = AfterDigits(json, start);
            isGood = at > start;
        }

        if (isGood && at < json.Length && json[at] is (byte)'e' or (byte)'E')
        {
            at++;
            start = at < json.Length && json[at] is (byte)'+' or (byte)'-' ? at + 1 : at;
            at = AfterDigits(json, start);
            isGood = at > start;
        }

        return isGood ? at : ~at;
    }

    public static int AfterWord(ReadOnlySpan<byte> json, int at, ReadOnlySpan<byte> word)
    {
        int same = json[at..].CommonPrefixLength(word);
        return same == word.Length ? at + same : ~(at + same);
    }

    private static int AfterDigits(ReadOnlySpan<byte> json, int at)
    {
        while (at < json.Length && json[at] is >= (byte)'0' and <= (byte)'9')
        {
            at++;
        }

        return at;
    }

    private static int EscapeLength(ReadOnlySpan<byte> text)
    {
        if (text.Length < 2 || !"\"\\/bfnrtu"u8.Contains(text[1]))
        {
            return 0;
        }

        if (text[1] != 'u')
        {
            return 2;
        }

        return text.Length >= 6 && char.IsAsciiHexDigit((char)text[2]) && char.IsAsciiHexDigit((char)text[3])
            && char.IsAsciiHexDigit((char)text[4]) && char.IsAsciiHexDigit((char)text[5]) ? 6 : 0;
    }
}
