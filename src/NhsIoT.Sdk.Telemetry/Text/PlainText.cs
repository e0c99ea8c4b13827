namespace NhsIoT.Sdk.Telemetry;

/// <summary>Text that people and registers write: something, of bounded length, that begins and ends with what can be seen.</summary>
internal static class PlainText
{
    public static string? FaultOf(ReadOnlySpan<char> text, int max)
    {
        if (text.Length is 0 || text.Length > max)
        {
            return $"There are {text.Length} characters, not 1 to {max}.";
        }

        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]) || (char.IsWhiteSpace(text[i]) && (i == 0 || i == text.Length - 1)))
            {
                return $"Character {i + 1} is a blank at the edge or a control character.";
            }
        }

        return null;
    }
}
