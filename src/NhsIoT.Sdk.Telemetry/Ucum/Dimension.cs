using System.Collections.Immutable;
using System.Globalization;

namespace NhsIoT.Sdk.Telemetry;

/// <summary>What a unit measures: base units with their exponents. An arbitrary unit is a dimension of its own (UCUM §24).</summary>
internal sealed class Dimension
{
    private readonly ImmutableSortedDictionary<string, int> _exponents;

    private Dimension(ImmutableSortedDictionary<string, int> exponents) => _exponents = exponents;

    public static Dimension None { get; } = new(ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal));

    public static Dimension Mass { get; } = Parse("g");

    /// <summary>Reads a product of base units, such as <c>g.m-1.s-2</c>; nothing is no dimension.</summary>
    public static Dimension Parse(string text)
    {
        Dimension all = None;
        foreach (string factor in text.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            int digits = factor.EndsWith(']') ? -1 : factor.AsSpan().IndexOfAnyInRange('-', '9');
            int exponent = digits < 0 ? 1 : int.Parse(factor.AsSpan(digits), CultureInfo.InvariantCulture);
            all = all.Times(new Dimension(None._exponents.Add(digits < 0 ? factor : factor[..digits], 1)), exponent);
        }

        return all;
    }

    /// <summary>This dimension times a power of another.</summary>
    public Dimension Times(Dimension other, int exponent)
    {
        ImmutableSortedDictionary<string, int> product = _exponents;
        foreach ((string unit, int each) in other._exponents)
        {
            int sum = product.GetValueOrDefault(unit) + (each * exponent);
            product = sum == 0 ? product.Remove(unit) : product.SetItem(unit, sum);
        }

        return new Dimension(product);
    }

    public bool Matches(Dimension other) => _exponents.SequenceEqual(other._exponents);

    public override string ToString() => string.Join('.', _exponents.Select(e => $"{e.Key}{e.Value}"));
}
