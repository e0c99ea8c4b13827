namespace NhsIoT.Sdk.Devices.Catalogue;

/// <summary>The form of a LOINC code: a number, a dash and its check digit. Whether it was given out is not known here.</summary>
/// <remarks>Source: LOINC Users' Guide, appendix on the modulus 10 check digit.</remarks>
internal static class LoincCode
{
    private const int MaxDigits = 7;

    public static string? FaultOf(string code)
    {
        int dash = code.Length - 2;
        if (dash is < 1 or > MaxDigits || code[dash] != '-' || code.AsSpan().Count('-') != 1 || !IsNumber(code.AsSpan(0, dash)) || !char.IsAsciiDigit(code[^1]))
        {
            return $"A LOINC code is a number of 1 to {MaxDigits} digits, a dash and a check digit.";
        }

        return CheckDigit(code.AsSpan(0, dash)) == code[^1] ? null : "The check digit of this LOINC code is wrong.";
    }

    private static bool IsNumber(ReadOnlySpan<char> digits) => digits[0] != '0' && !digits.ContainsAnyExceptInRange('0', '9');

    private static char CheckDigit(ReadOnlySpan<char> digits)
    {
        int sum = 0;
        for (int i = 0; i < digits.Length; i++)
        {
            int digit = digits[^(i + 1)] - '0';
            int doubled = i % 2 == 0 ? digit * 2 : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }

        return (char)('0' + ((10 - (sum % 10)) % 10));
    }
}
