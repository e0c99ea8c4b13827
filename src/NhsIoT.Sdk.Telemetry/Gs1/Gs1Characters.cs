using System.Buffers;

namespace NhsIoT.Sdk.Telemetry;

/// <summary>The sets of characters of the GS1 General Specifications, section 7.11.</summary>
internal static class Gs1Characters
{
    /// <summary>GS1 AI encodable character set 82: what serial and lot numbers are made of.</summary>
    public static readonly SearchValues<char> Set82 =
        SearchValues.Create("!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    /// <summary>GS1 AI encodable character set 39: component and part identifiers.</summary>
    public static readonly SearchValues<char> Set39 = SearchValues.Create("#-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>GS1 AI encodable character set 64: digital signatures, RFC 4648 §5.</summary>
    public static readonly SearchValues<char> Set64 = SearchValues.Create("-0123456789=ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    /// <summary>The sign that may follow a temperature.</summary>
    public static readonly SearchValues<char> Minus = SearchValues.Create("-");

    public static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    public static int NotDigit(ReadOnlySpan<char> text) => text.IndexOfAnyExcept(Digits);

    /// <summary>What is wrong with a key or part of one that is made of set 82.</summary>
    public static string? FaultOf(ReadOnlySpan<char> text, int max, int before = 0) =>
        text.Length is 0 || text.Length > max ? $"There are {text.Length} characters from character {before + 1} on, not 1 to {max}."
        : text.IndexOfAnyExcept(Set82) is >= 0 and int at ? $"Character {before + at + 1} is none of GS1's character set 82."
        : null;
}
