using System.Runtime.CompilerServices;

namespace NhsIoT.Sdk.Telemetry.Tests;

public sealed class MeasurementTests
{
    private static readonly Value SixtyTwo = Value.Of(62m, Units.PerMinute);
    private static readonly ObservedTime AtNoon = ObservedTime.ByDevice(Readings.Noon);

    [Fact]
    public void A_measurement_takes_120_bytes() => Assert.Equal(120, Unsafe.SizeOf<Measurement>());

    [Fact]
    public void Nothing_can_be_left_out()
    {
        Assert.Throws<ArgumentNullException>(() => new Measurement(null!, SixtyTwo, Quality.Good, AtNoon) { Received = Readings.Noon });
        Assert.Throws<ArgumentException>(() => new Measurement(Readings.Context, default, Quality.Good, AtNoon) { Received = Readings.Noon });
        Assert.Throws<ArgumentException>(() => new Measurement(Readings.Context, SixtyTwo, default, AtNoon) { Received = Readings.Noon });
        Assert.Throws<ArgumentException>(() => new Measurement(Readings.Context, SixtyTwo, Quality.Good, default) { Received = Readings.Noon });
    }

    [Fact]
    public void Nothing_can_be_taken_away_later()
    {
        Measurement measurement = Readings.Of(SixtyTwo);

        Assert.Throws<ArgumentException>(() => measurement with { Value = default });
        Assert.Throws<ArgumentException>(() => measurement with { Quality = default });
        Assert.Throws<ArgumentException>(() => measurement with { Observed = default });
        Assert.Throws<ArgumentOutOfRangeException>(() => measurement with { Sequence = -1 });
    }

    [Fact]
    public void The_default_value_is_no_measurement()
    {
        Assert.True(default(Measurement).IsDefault);
        Assert.False(Readings.Of(SixtyTwo).IsDefault);
        Assert.Equal("(no measurement)", default(Measurement).ToString());
    }

    [Fact]
    public void A_measurement_carries_every_kind_of_value() => Assert.All(Readings.OfEachKind, each =>
        Assert.Equal(each.Value, Readings.Of(each.Value).Value));

    [Fact]
    public void Two_measurements_differ_in_whatever_differs()
    {
        Measurement measurement = Readings.Of(SixtyTwo);

        Assert.Equal(measurement, Readings.Of(SixtyTwo));
        Assert.NotEqual(measurement, Readings.Of(Value.Of(62.0m, Units.PerMinute)));
        Assert.NotEqual(measurement, measurement with { Sequence = 1 });
        Assert.NotEqual(measurement, measurement with { Quality = Quality.Good.Worsen(QualitySeverity.Uncertain, QualityReasons.Stale, "age") });
        Assert.NotEqual(measurement, measurement with { Observed = AtNoon.InEpoch(1) });
    }

    [Fact]
    public void Its_text_names_neither_the_device_nor_the_value()
    {
        string text = Readings.Of(SixtyTwo).ToString();

        Assert.Contains(Readings.Device.Key, text, StringComparison.Ordinal);
        Assert.Contains("ecg/heart-rate", text, StringComparison.Ordinal);
        Assert.DoesNotContain("SN-0042", text, StringComparison.Ordinal);
        Assert.DoesNotContain("62", text, StringComparison.Ordinal);
    }
}
