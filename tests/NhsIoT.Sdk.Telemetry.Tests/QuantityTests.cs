using FsCheck;
using FsCheck.Fluent;

namespace NhsIoT.Sdk.Telemetry.Tests;

public sealed class QuantityTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(2000);
    private static readonly Arbitrary<decimal> Numbers = ArbMap.Default.ArbFor<decimal>();

    [Fact]
    public void A_trailing_zero_is_a_difference()
    {
        Assert.NotEqual(new Quantity(36.6m, Units.DegreeCelsius), new Quantity(36.60m, Units.DegreeCelsius));
        Assert.NotEqual(Value.Of(36.6m, Units.DegreeCelsius), Value.Of(36.60m, Units.DegreeCelsius));
        Assert.Equal("36.60 Cel", new Quantity(36.60m, Units.DegreeCelsius).ToString());
    }

    [Fact]
    public void A_number_goes_through_a_measurement_with_every_bit() => Check.One(Thorough, Prop.ForAll(Numbers, number =>
        Readings.Of(Value.Of(number, Units.Percent)).Value.TryGetQuantity(out Quantity quantity)
        && decimal.GetBits(quantity.Number).AsSpan().SequenceEqual(decimal.GetBits(number)) && quantity.Unit == Units.Percent));

    [Fact]
    public void Quantities_are_equal_if_number_scale_and_unit_are() => Check.One(Thorough, Prop.ForAll(Numbers, Numbers, (a, b) =>
    {
        Quantity left = new(a, Units.Kilogram);
        Quantity right = new(b, Units.Kilogram);
        return left == right == (a == b && a.Scale == b.Scale) && (left != right || left.GetHashCode() == right.GetHashCode())
            && left != new Quantity(a, Units.Percent);
    }));

    [Fact]
    public void A_quantity_has_a_unit() => Assert.Throws<ArgumentException>(() => new Quantity(1m, default));

    [Fact]
    public void A_range_holds_its_ends_and_is_not_upside_down()
    {
        MetricRange range = new(20m, 300m);

        Assert.Equal([false, true, true, true, false], new[] { 19.9m, 20m, 100m, 300m, 300.1m }.Select(range.Contains));
        Assert.Throws<ArgumentException>(() => new MetricLimits { Plausible = new(2, 1) });
        Assert.Throws<ArgumentException>(() => new MetricLimits { Physical = new(2, 1) });
    }
}
