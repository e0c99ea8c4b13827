namespace NhsIoT.Sdk.Telemetry;

/// <summary>The three characters before a text by which a scanner says what it has read. Source: ISO/IEC 15424.</summary>
internal static class Symbology
{
    private const int Length = 3;

    /// <summary>How many characters of a text are its symbology identifier.</summary>
    public static int LengthIn(ReadOnlySpan<char> text) => text.Length >= Length && text[0] == ']' ? Length : 0;

    /// <summary>Whether it names a carrier of GS1 element strings: GS1 DataMatrix, GS1-128, GS1 DataBar, GS1 QR Code, GS1 DotCode.</summary>
    public static bool IsGs1(ReadOnlySpan<char> identifier) => identifier is "]d2" or "]C1" or "]e0" or "]Q3" or "]J1";
}
