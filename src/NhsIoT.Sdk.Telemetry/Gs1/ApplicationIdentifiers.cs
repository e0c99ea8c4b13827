namespace NhsIoT.Sdk.Telemetry;

internal static partial class ApplicationIdentifiers
{
    private const int MaxWidth = 4;

    // GS1 General Specifications, section 7.8.5: identifiers that begin with these two digits have values of a fixed length, and
    // need no FNC1 after them, whatever may be given out among them later.
    private static ReadOnlySpan<byte> Predefined => [0, 1, 2, 3, 4, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 31, 32, 33, 34, 35, 36, 41];

    public static bool IsPredefined(ReadOnlySpan<char> ai) => Predefined.Contains((byte)Number(ai[..2]));

    /// <summary>Finds the identifier that a text begins with. None is the beginning of another.</summary>
    public static AiRule? Find(ReadOnlySpan<char> text, out int width)
    {
        for (width = 2; width <= Math.Min(MaxWidth, text.Length); width++)
        {
            if (Gs1Characters.NotDigit(text[..width]) >= 0)
            {
                return null;
            }

            int number = Number(text[..width]);
            foreach (AiRule rule in width switch { 2 => Two, 3 => Three, _ => Four })
            {
                if (number >= rule.First && number <= rule.Last)
                {
                    return rule;
                }
            }
        }

        return null;
    }

    private static int Number(ReadOnlySpan<char> digits)
    {
        int number = 0;
        foreach (char digit in digits)
        {
            number = (number * 10) + digit - '0';
        }

        return number;
    }
}
