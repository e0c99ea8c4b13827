using System.Numerics;

namespace NhsIoT.Sdk.Telemetry;

/// <summary>10⁰ to 10²⁸, as far as they fit.</summary>
internal static class PowersOfTen
{
    private const int Most = 28;

    /// <summary>How many bits each of them takes.</summary>
    public static readonly int[] Bits = [.. All.Select(p => (int)p.GetBitLength())];

    public static readonly long[] Short = [.. All.Where(p => p <= long.MaxValue).Select(p => (long)p)];

    public static readonly Int128[] Wide = [.. All.Select(p => (Int128)p)];

    public static readonly BigInteger[] Big = [.. All];

    private static IEnumerable<BigInteger> All => Enumerable.Range(0, Most + 1).Select(e => BigInteger.Pow(10, e));
}
