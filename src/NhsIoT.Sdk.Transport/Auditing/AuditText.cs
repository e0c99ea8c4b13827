namespace NhsIoT.Sdk.Transport.Auditing;

/// <summary>What a text of an audit event may hold.</summary>
internal static class AuditText
{
    private const int Digits = 10;

    public static string? FaultOf(string name, string? text, int longest)
    {
        if (text is null)
        {
            return null;
        }

        if (text.Length > longest)
        {
            return $"{name} has up to {longest} characters.";
        }

        // A line feed would let a text pass for a record of its own.
        return text.Any(char.IsControl) ? $"{name} holds a control character."
            : HoldsNhsNumber(text) ? $"{name} holds a number that may be an NHS number."
            : null;
    }

    /// <summary>Finds ten digits, together or set apart as 3 3 4, that have the check digit of an NHS number.</summary>
    /// <remarks>Source: NHS Data Dictionary, NHS NUMBER (modulus 11; 10 is no check digit).</remarks>
    public static bool HoldsNhsNumber(ReadOnlySpan<char> text)
    {
        for (int start = 0; start < text.Length; start++)
        {
            bool begins = start == 0 || !char.IsAsciiDigit(text[start - 1]);
            if (begins && char.IsAsciiDigit(text[start]) && IsNumberAt(text[start..]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsNumberAt(ReadOnlySpan<char> text)
    {
        int found = 0;
        int sum = 0;
        int last = 0;
        int place = 0;
        while (place < text.Length && found < Digits)
        {
            char c = text[place];
            if (char.IsAsciiDigit(c))
            {
                last = c - '0';
                sum += found < Digits - 1 ? last * (Digits - found) : 0;
                found++;
            }
            else if (found is not (3 or 6) || c is not (' ' or '-' or '\u00a0') || !char.IsAsciiDigit(text[place - 1]))
            {
                return false;
            }

            place++;
        }

        bool ends = place == text.Length || !char.IsAsciiDigit(text[place]);
        int check = (11 - (sum % 11)) % 11;
        return found == Digits && ends && check == last;
    }
}
