namespace NhsIoT.Sdk.Telemetry;

/// <summary>The last digit of a GS1 key, which checks the others: weights 3 and 1 from the right, modulus 10.</summary>
internal static class Gs1CheckDigit
{
    /// <summary>The check digit that belongs to digits without one.</summary>
    public static char Of(ReadOnlySpan<char> digits)
    {
        int sum = 0;
        for (int i = 0; i < digits.Length; i++)
        {
            sum += (digits[i] - '0') * ((digits.Length - i) % 2 == 1 ? 3 : 1);
        }

        return (char)('0' + ((10 - (sum % 10)) % 10));
    }

    /// <summary>What is wrong with the digits of a key, the check digit last; the key stands after so many characters.</summary>
    public static string? FaultOf(ReadOnlySpan<char> key, int before = 0)
    {
        if (Gs1Characters.NotDigit(key) is >= 0 and int at)
        {
            return $"Character {before + at + 1} is not a digit.";
        }

        if (Of(key[..^1]) != key[^1])
        {
            return $"Character {before + key.Length}, the check digit, does not fit the digits before it.";
        }

        // Zeros pass modulus 10, but company prefix 0 is nobody's: it is what an empty field of a label looks like.
        return key.IndexOfAnyExcept('0') < 0 ? "All digits are zero." : null;
    }

    /// <summary>As above, for a text that has to be one of some lengths.</summary>
    public static string? FaultOf(ReadOnlySpan<char> text, ReadOnlySpan<int> lengths, string expected) =>
        Gs1Characters.NotDigit(text) is >= 0 and int at ? $"Character {at + 1} is not a digit."
        : lengths.Contains(text.Length) ? FaultOf(text)
        : $"There are {text.Length} digits, not {expected}.";
}
