using System.Collections.Frozen;

namespace NhsIoT.Sdk.Telemetry;

/// <summary>Finds the symbols of UCUM that are known here, with their prefixes.</summary>
internal static partial class UcumAtoms
{
    /// <summary>Gets every atom.</summary>
    public static IReadOnlyList<UcumAtom> All { get; } = Listed();

    /// <summary>Gets every prefix.</summary>
    public static IReadOnlyList<(string Symbol, int PowerOfTen)> Prefixes { get; } = ListedPrefixes();

    private static readonly FrozenDictionary<string, UcumAtom> ByCode =
        All.ToFrozenDictionary(a => a.Code, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, int> PowerByPrefix =
        Prefixes.ToFrozenDictionary(p => p.Symbol, p => p.PowerOfTen, StringComparer.Ordinal);

    /// <summary>What a symbol says, or null where it is not known. A whole symbol comes before a prefixed one: cd, min.</summary>
    public static UnitMeaning? Find(string symbol)
    {
        if (ByCode.TryGetValue(symbol, out UcumAtom? whole))
        {
            return whole.Meaning;
        }

        // The only prefix of two letters is da.
        for (int length = 1; length <= 2 && length < symbol.Length; length++)
        {
            if (PowerByPrefix.TryGetValue(symbol[..length], out int power)
                && ByCode.TryGetValue(symbol[length..], out UcumAtom? atom) && atom.IsMetric)
            {
                return atom.Meaning.Prefixed(power);
            }
        }

        return null;
    }

    private static UcumAtom Metric(string code, string factor, string dimension) =>
        new(code, IsMetric: true, new UnitMeaning { Factor = Ratio.Parse(factor), Dimension = Dimension.Parse(dimension) });

    private static UcumAtom Plain(string code, string factor, string dimension) => Metric(code, factor, dimension) with { IsMetric = false };

    private static UcumAtom Amount(string code, string factor) =>
        new(code, IsMetric: true, new UnitMeaning { Factor = Ratio.Parse(factor), Dimension = Dimension.None, Moles = 1 });

    private static UcumAtom Temperature(string code, bool isMetric, string kelvins, string zero) => new(code, isMetric, new UnitMeaning
    {
        Factor = Ratio.Parse(kelvins),
        Offset = Ratio.Parse(zero),
        Dimension = Dimension.Parse("K"),
        Scale = UnitScale.Interval,
    });

    private static UcumAtom Level(string code, bool isMetric, string reference) =>
        new(code, isMetric, new UnitMeaning { Dimension = Dimension.Parse(reference), Scale = UnitScale.Level });
}
