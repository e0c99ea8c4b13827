using FsCheck;
using FsCheck.Fluent;

namespace NhsIoT.Sdk.Telemetry.Tests;

/// <summary>What fingers do to numbers: one wrong digit, or two neighbours swapped. Every one of them, for a number that is right.</summary>
internal static class Slips
{
    public static Config Thousand => Config.QuickThrowOnFailure.WithMaxTest(1000);

    public static Gen<string> Digits(int count) => Gen.Choose(0, 9).ArrayOf(count).Select(d => string.Concat(d));

    public static IEnumerable<string> OneDigitOther(string number, int length) =>
        from at in Enumerable.Range(0, length)
        from digit in Enumerable.Range(0, 10)
        where number[at] != '0' + digit
        select $"{number[..at]}{digit}{number[(at + 1)..]}";

    /// <summary>Swaps of neighbours that differ, but not by the given number.</summary>
    public static IEnumerable<string> NeighboursSwapped(string number, int length, int blindTo = 0) =>
        from at in Enumerable.Range(0, length - 1)
        where number[at] != number[at + 1] && Math.Abs(number[at] - number[at + 1]) != blindTo
        select $"{number[..at]}{number[at + 1]}{number[at]}{number[(at + 2)..]}";
}
