using System.Numerics;

namespace NhsIoT.Sdk.Telemetry;

/// <summary>
/// y = (a·x + b) / c in whole numbers, prepared once: exact up to the one rounding at the end. Three widths of arithmetic, the
/// narrowest that holds every intermediate number; only the widest allocates.
/// </summary>
internal sealed class ExactLine
{
    private readonly int _slopeBits;
    private readonly int _interceptBits;
    private readonly int _divisorBits;
    private readonly Coefficients<long> _short;
    private readonly Coefficients<Int128> _wide;
    private readonly Coefficients<BigInteger> _big;

    public ExactLine(Ratio slope, Ratio intercept)
    {
        BigInteger divisor = slope.Denominator * intercept.Denominator
            / BigInteger.GreatestCommonDivisor(slope.Denominator, intercept.Denominator);
        _big = new(slope.Numerator * (divisor / slope.Denominator), intercept.Numerator * (divisor / intercept.Denominator), divisor);
        _slopeBits = BitsOf(_big.Slope);
        _interceptBits = BitsOf(_big.Intercept);
        _divisorBits = BitsOf(_big.Divisor);
        int widest = Math.Max(Math.Max(_slopeBits, _interceptBits), _divisorBits);
        _short = widest < 64 ? new((long)_big.Slope, (long)_big.Intercept, (long)_big.Divisor) : default;
        _wide = widest < 128 ? new((Int128)_big.Slope, (Int128)_big.Intercept, (Int128)_big.Divisor) : default;
    }

    /// <summary>The value at a number, rounded once half-to-even; false where it does not fit a decimal of that scale.</summary>
    public bool TryApply(decimal number, int scale, out decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(number, parts);
        UInt128 digits = unchecked(new((uint)parts[2], ((ulong)(uint)parts[1] << 32) | (uint)parts[0]));
        int digitBits = 128 - (int)UInt128.LeadingZeroCount(digits);
        Shift shift = new(number.Scale, scale - number.Scale);
        bool isNegative = decimal.IsNegative(number);

        // Proven here, so that no product below needs a check.
        int bits = BitsNeeded(digitBits, shift);
        if (bits < 64)
        {
            long low = unchecked((long)(ulong)digits);
            long rounded = _short.Apply(isNegative ? -low : low, PowersOfTen.Short, shift, out bool isBelow);
            value = new decimal(unchecked((int)rounded), unchecked((int)(rounded >> 32)), 0, isBelow && rounded != 0, (byte)scale);
            return true;
        }

        if (bits < 128)
        {
            Int128 low = unchecked((Int128)digits);
            Int128 rounded = _wide.Apply(isNegative ? -low : low, PowersOfTen.Wide, shift, out bool isBelow);
            return TryCompose(unchecked((UInt128)rounded), isBelow, scale, out value);
        }

        BigInteger all = _big.Apply(isNegative ? -(BigInteger)digits : digits, PowersOfTen.Big, shift, out bool isUnder);
        return TryCompose(all.GetBitLength() > 96 ? UInt128.MaxValue : (UInt128)all, isUnder, scale, out value);
    }

    private static bool TryCompose(UInt128 digits, bool isNegative, int scale, out decimal value)
    {
        bool fits = digits >> 96 == 0;
        value = !fits ? 0 : unchecked(new decimal(
            (int)(ulong)digits, (int)((ulong)digits >> 32), (int)(ulong)(digits >> 64), isNegative && digits != 0, (byte)scale));
        return fits;
    }

    private static int BitsOf(BigInteger number) => (int)BigInteger.Abs(number).GetBitLength();

    private int BitsNeeded(int digitBits, Shift shift)
    {
        int sum = digitBits + _slopeBits;
        if (_interceptBits != 0)
        {
            sum = Math.Max(sum, _interceptBits + PowersOfTen.Bits[shift.Scale]) + 1;
        }

        return shift.Places >= 0
            ? Math.Max(sum + PowersOfTen.Bits[shift.Places], _divisorBits)
            : Math.Max(sum, _divisorBits + PowersOfTen.Bits[-shift.Places]);
    }

    /// <summary>The scale that a number has, and how many places it is to gain.</summary>
    private readonly record struct Shift(int Scale, int Places);

    private readonly record struct Coefficients<T>(T Slope, T Intercept, T Divisor)
        where T : IBinaryInteger<T>
    {
        public T Apply(T digits, T[] powers, Shift shift, out bool isNegative)
        {
            unchecked
            {
                T sum = digits * Slope;
                if (!T.IsZero(Intercept))
                {
                    sum += Intercept * powers[shift.Scale];
                }

                T divisor = Divisor;
                if (shift.Places >= 0)
                {
                    sum *= powers[shift.Places];
                }
                else
                {
                    divisor *= powers[-shift.Places];
                }

                isNegative = T.IsNegative(sum);
                T distance = isNegative ? -sum : sum;
                T quotient = distance / divisor;
                T rest = distance - (quotient * divisor);
                T missing = divisor - rest;
                return rest > missing || (rest == missing && T.IsOddInteger(quotient)) ? quotient + T.One : quotient;
            }
        }
    }
}
