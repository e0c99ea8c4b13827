using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace NhsIoT.Sdk.Telemetry.Tests;

public sealed class UnitConversionProperties
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(5000);

    private static readonly string[][] Kinds =
    [
        ["Cel", "K", "[degF]", "mK"],
        ["mm[Hg]", "kPa", "Pa", "hPa", "bar", "cm[H2O]"],
        ["kg", "g", "mg", "[lb_av]", "[oz_av]", "[stone_av]"],
        ["m", "cm", "mm", "[in_i]", "[ft_i]"],
        ["s", "ms", "min", "h", "d"],
        ["mL/h", "L/min", "L/d", "[drp]/min"],
        ["J", "W.h", "kW.h", "kcal"],
        ["1", "%", "[ppm]"],
    ];

    private static readonly Arbitrary<(Unit A, Unit B, Unit C)> Units = Arb.From(
        from kind in Gen.Elements(Kinds)
        from a in Gen.Elements(kind)
        from b in Gen.Elements(kind)
        from c in Gen.Elements(kind)
        select (Unit.Parse(a), Unit.Parse(b), Unit.Parse(c)));

    private static readonly Arbitrary<decimal> Numbers = ArbMap.Default.ArbFor<decimal>();

    private static readonly Arbitrary<decimal> Readings = Arb.From(
        from digits in Gen.Choose(-2_000_000_000, 2_000_000_000)
        from scale in Gen.Frequency((4, Gen.Choose(0, 9)), (1, Gen.Choose(10, 28)))
        select new decimal(Math.Abs(digits), 0, 0, digits < 0, (byte)scale));

    private static readonly Arbitrary<int> Scales = Arb.From(Gen.Choose(0, 28));

    [Fact]
    public void A_result_is_the_exact_fraction_rounded_once() => Check.One(Thorough, Prop.ForAll(Units, Numbers, Scales, (units, number, scale) =>
        AgreesWithFractions(units.A, units.B, number, scale)));

    [Fact]
    public void A_reading_is_the_exact_fraction_rounded_once() => Check.One(Thorough, Prop.ForAll(Units, Readings, Scales, (units, number, scale) =>
        AgreesWithFractions(units.A, units.B, number, scale)));

    [Fact]
    public void There_and_back_ends_within_the_rounding() => Check.One(Thorough, Prop.ForAll(Units, Readings, (units, number) =>
    {
        UnitConverter there = UnitConverter.Between(units.A, units.B);
        UnitConverter back = UnitConverter.Between(units.B, units.A);
        if (!there.TryConvert(number, 14, out decimal converted, out _) || !back.TryConvert(converted, 12, out decimal returned, out _))
        {
            return true; // too large for so many places: the overflow has a test of its own
        }

        // Half a unit in the last place of the way there, as large as the way back makes it, and half of the way back.
        Ratio error = Slope(units.B, units.A) * Ratio.Parse("5e-15");
        return IsNoMore(Distance(returned, number), error, Ratio.Parse("5e-13"));
    }));

    [Fact]
    public void A_way_through_a_third_unit_is_the_same_way() => Check.One(Thorough, Prop.ForAll(Units, units =>
        Slope(units.A, units.B) * Slope(units.B, units.C) == Slope(units.A, units.C)
        && Slope(units.A, units.B) * Slope(units.B, units.A) == Ratio.One
        && units.A.IsCommensurableWith(units.C)));

    [Fact]
    public void A_number_through_a_third_unit_ends_within_the_rounding() => Check.One(Thorough, Prop.ForAll(Units, Readings, (units, number) =>
        !UnitConverter.Between(units.A, units.B).TryConvert(number, 14, out decimal between, out _)
        || !UnitConverter.Between(units.B, units.C).TryConvert(between, 12, out decimal roundabout, out _)
        || !UnitConverter.Between(units.A, units.C).TryConvert(number, 12, out decimal direct, out _)
        || IsNoMore(Distance(roundabout, direct), Slope(units.B, units.C) * Ratio.Parse("5e-15"), Ratio.Parse("1e-12"))));

    [Fact]
    public void Units_of_different_kinds_never_give_a_number() => Assert.All(
        from left in Kinds from right in Kinds where left != right from a in left from b in right select (Unit.Parse(a), Unit.Parse(b)),
        pair => Assert.False(UnitConverter.TryBetween(pair.Item1, pair.Item2, out _, out _)));

    private static bool AgreesWithFractions(Unit from, Unit to, decimal number, int scale)
    {
        UnitMeaning left = Meaning(from);
        UnitMeaning right = Meaning(to);
        Ratio places = Ratio.PowerOfTen(scale);
        Ratio exact = ((Ratio.Of(number) * left.Factor / right.Factor) - ((right.Offset - left.Offset) / right.Factor)) * places;
        bool fits = UnitConverter.Between(from, to).TryConvert(number, scale, out decimal converted, out UnitConversionFault? fault);
        BigInteger expected = HalfToEven(exact);
        return fits
            ? fault is null && converted.Scale == scale && Ratio.Of(converted) * places == new Ratio(expected, 1)
            : fault is { Kind: UnitConversionFaultKind.Overflow } && BigInteger.Abs(expected) >= BigInteger.One << 96;
    }

    // Written another way than the code under test: the floor of twice the fraction tells the half in which it lies.
    private static BigInteger HalfToEven(Ratio exact)
    {
        BigInteger floor = (exact.Numerator - (((exact.Numerator % exact.Denominator) + exact.Denominator) % exact.Denominator)) / exact.Denominator;
        int side = (2 * (exact.Numerator - (floor * exact.Denominator))).CompareTo(exact.Denominator);
        return side > 0 || (side == 0 && !floor.IsEven) ? floor + 1 : floor;
    }

    private static Ratio Slope(Unit from, Unit to) => Meaning(from).Factor / Meaning(to).Factor;

    private static UnitMeaning Meaning(Unit unit) => UcumReader.Read(unit.Code, out _)!;

    private static Ratio Distance(decimal left, decimal right)
    {
        Ratio distance = Ratio.Of(left) - Ratio.Of(right);
        return new Ratio(BigInteger.Abs(distance.Numerator), distance.Denominator);
    }

    private static bool IsNoMore(Ratio distance, Ratio first, Ratio second) => (distance - first - second).Numerator.Sign <= 0;
}
