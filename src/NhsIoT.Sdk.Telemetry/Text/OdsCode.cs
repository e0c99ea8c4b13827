namespace NhsIoT.Sdk.Telemetry;

/// <summary>The form that ODS codes share: capital letters and digits.</summary>
internal static class OdsCode
{
    public static string? FaultOf(ReadOnlySpan<char> text, int min, int max)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!char.IsAsciiLetterOrDigit(text[i]))
            {
                return $"Character {i + 1} is neither a letter nor a digit.";
            }
        }

        return text.Length >= min && text.Length <= max ? null : $"There are {text.Length} characters, not {min} to {max}.";
    }

    public static string InCapitals(ReadOnlySpan<char> text) => string.Create(text.Length, text, static (code, source) => source.ToUpperInvariant(code));
}
