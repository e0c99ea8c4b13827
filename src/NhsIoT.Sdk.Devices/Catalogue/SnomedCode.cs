namespace NhsIoT.Sdk.Devices.Catalogue;

/// <summary>The form of a SNOMED CT concept identifier. Whether it was given out, or is active, is not known here.</summary>
/// <remarks>
/// Source: SNOMED CT Release File Specifications, SCTID: 6 to 18 digits, of them two of partition and one check digit (Verhoeff)
/// at the end; an identifier of an extension has the seven digits of its namespace before them.
/// </remarks>
internal static class SnomedCode
{
    private const int MinDigits = 6;
    private const int MaxDigits = 18;
    private const int MinDigitsOfExtension = 11;

    // One place to the left, a digit turns once more into another.
    private const string Turned = "1576283094";

    public static string? FaultOf(string code)
    {
        if (code.Length is < MinDigits or > MaxDigits || code[0] == '0' || code.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            return $"A SNOMED CT code is a number of {MinDigits} to {MaxDigits} digits.";
        }

        if (!IsChecked(code))
        {
            return "The check digit of this SNOMED CT code is wrong.";
        }

        bool isConcept = code[^2] == '0' && (code[^3] == '0' || (code[^3] == '1' && code.Length >= MinDigitsOfExtension));
        return isConcept ? null : "This SNOMED CT identifier is not that of a concept.";
    }

    private static bool IsChecked(ReadOnlySpan<char> code)
    {
        int check = 0;
        for (int i = 0; i < code.Length; i++)
        {
            int digit = code[^(i + 1)] - '0';
            for (int turns = i % 8; turns > 0; turns--)
            {
                digit = Turned[digit] - '0';
            }

            check = Times(check, digit);
        }

        return check == 0;
    }

    // The symmetries of a pentagon: 0 to 4 turn it, 5 to 9 turn it over.
    private static int Times(int left, int right) => (left < 5, right < 5) switch
    {
        (true, true) => (left + right) % 5,
        (true, false) => 5 + ((left + right) % 5),
        (false, true) => 5 + ((left - right) % 5),
        (false, false) => (left - right + 5) % 5,
    };
}
