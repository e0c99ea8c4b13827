using System.Globalization;
using System.Numerics;

namespace NhsIoT.Sdk.Telemetry;

/// <summary>An exact fraction in lowest terms; its denominator is positive.</summary>
internal readonly record struct Ratio
{
    public Ratio(BigInteger numerator, BigInteger denominator)
    {
        BigInteger common = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        Numerator = numerator / common;
        Denominator = denominator / common;
    }

    public static Ratio Zero { get; } = new(0, 1);

    public static Ratio One { get; } = new(1, 1);

    public BigInteger Numerator { get; }

    public BigInteger Denominator { get; }

    public static Ratio operator *(Ratio left, Ratio right) =>
        new(left.Numerator * right.Numerator, left.Denominator * right.Denominator);

    public static Ratio operator /(Ratio left, Ratio right) =>
        new(left.Numerator * right.Denominator, left.Denominator * right.Numerator);

    public static Ratio operator -(Ratio left, Ratio right) =>
        new((left.Numerator * right.Denominator) - (right.Numerator * left.Denominator), left.Denominator * right.Denominator);

    public static Ratio PowerOfTen(int exponent) =>
        exponent < 0 ? new(1, BigInteger.Pow(10, -exponent)) : new(BigInteger.Pow(10, exponent), 1);

    public static Ratio Of(decimal number) => Parse(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Reads <c>9806.65</c>, <c>6.02214076e23</c> or a fraction of two such numbers, <c>5/9</c>.</summary>
    public static Ratio Parse(string text)
    {
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? ParseNumber(text) : ParseNumber(text[..slash]) / ParseNumber(text[(slash + 1)..]);
    }

    public Ratio Power(int exponent) => exponent < 0
        ? new(BigInteger.Pow(Denominator, -exponent), BigInteger.Pow(Numerator, -exponent))
        : new(BigInteger.Pow(Numerator, exponent), BigInteger.Pow(Denominator, exponent));

    private static Ratio ParseNumber(string text)
    {
        string[] parts = text.Split('e');
        int point = parts[0].IndexOf('.', StringComparison.Ordinal);
        int decimals = point < 0 ? 0 : parts[0].Length - point - 1;
        int exponent = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        BigInteger digits = BigInteger.Parse(parts[0].Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        return new Ratio(digits, 1) * PowerOfTen(exponent - decimals);
    }
}
