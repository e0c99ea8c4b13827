using System.Numerics;

namespace NhsIoT.Sdk.Telemetry.Times;

/// <summary>
/// A length of time in one byte: nothing stated, zero, or two digits of a binary mantissa and an exponent. Rounded up, so
/// that it never claims more than was known, and by a quarter at most.
/// </summary>
internal readonly record struct UncertaintyCode
{
    // 0 is "not stated", 1 is zero, 2 to 4 are one to three ticks; from there on four steps an octave: (4 + m) << shift.
    private const int Zero = 1;
    private const int FirstOfOctaves = 5;
    private const int MaxShift = 60;
    private const byte Longest = FirstOfOctaves + (4 * (MaxShift + 1));
    private readonly byte _code;

    private UncertaintyCode(int code) => _code = (byte)code;

    public TimeSpan? Value => _code switch
    {
        0 => null,
        < FirstOfOctaves => TimeSpan.FromTicks(_code - Zero),
        Longest => TimeSpan.MaxValue,
        _ => TimeSpan.FromTicks((4L + ((_code - FirstOfOctaves) & 3)) << ((_code - FirstOfOctaves) >> 2)),
    };

    public static UncertaintyCode Of(TimeSpan? length)
    {
        if (length is not { Ticks: var ticks })
        {
            return default;
        }

        ArgumentOutOfRangeException.ThrowIfNegative(ticks, nameof(length));
        if (ticks < 4)
        {
            return new UncertaintyCode(Zero + (int)ticks);
        }

        int shift = BitOperations.Log2((ulong)ticks) - 2;
        // What is cut off counts as one more step; the step after the last of an octave is the first of the next.
        int steps = (int)(ticks >> shift) - 4 + ((ticks & ((1L << shift) - 1)) == 0 ? 0 : 1);
        int code = FirstOfOctaves + (4 * shift) + steps;
        return new UncertaintyCode(Math.Min(code, Longest));
    }
}
