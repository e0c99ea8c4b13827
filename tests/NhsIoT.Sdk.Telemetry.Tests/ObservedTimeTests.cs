using System.Runtime.CompilerServices;
using FsCheck;
using FsCheck.Fluent;

namespace NhsIoT.Sdk.Telemetry.Tests;

public sealed class ObservedTimeTests
{
    private const long LastTick = 3_155_378_975_999_999_999;
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(2000);

    private static readonly Arbitrary<DateTimeOffset> Instants = ArbMap.Default.ArbFor<DateTime>().Generator
        .SelectMany(t => Gen.Choose(-840, 840).Select(offset => (t.Ticks, Minutes: offset)))
        .Where(t => t.Ticks - (t.Minutes * TimeSpan.TicksPerMinute) is >= 0 and <= LastTick)
        .Select(t => new DateTimeOffset(t.Ticks, TimeSpan.FromMinutes(t.Minutes))).ToArbitrary();

    [Fact]
    public void A_time_takes_32_bytes() => Assert.Equal(32, Unsafe.SizeOf<ObservedTime>());

    [Fact]
    public void A_time_comes_back_with_its_offset() => Check.One(Thorough, Prop.ForAll(Instants, start =>
    {
        ObservedTime time = ObservedTime.ByDevice(start);
        return time.Start.EqualsExact(start) && time.Offset == start.Offset && time.StartUtcTicks == start.UtcTicks
            && time.TryGetDeviceTicks(out long ticks) && ticks == start.UtcTicks;
    }));

    [Fact]
    public void Two_offsets_of_one_instant_are_two_times() => Check.One(Thorough, Prop.ForAll(Instants, Instants, (a, b) =>
        ObservedTime.ByDevice(a) == ObservedTime.ByDevice(b) == a.EqualsExact(b)));

    [Fact]
    public void A_time_by_the_device_keeps_what_is_known_of_its_clock()
    {
        ObservedTime time = ObservedTime.ByDevice(Readings.Noon, TimeSpan.FromSeconds(3), ClockConfidence.Synchronised, 2);

        Assert.Equal((TimeSource.DeviceClock, ClockConfidence.Synchronised, 2, TimeSpan.FromSeconds(3)), (time.Source, time.Confidence, time.ClockEpoch, time.Length));
    }

    [Fact]
    public void A_mapped_time_keeps_the_devices_own()
    {
        ObservedTime time = ObservedTime.Mapped(Readings.Noon, 42, TimeSpan.Zero, ClockConfidence.Estimated);

        Assert.True(time.TryGetDeviceTicks(out long ticks));
        Assert.Equal((42L, TimeSource.Mapped, Readings.Noon), (ticks, time.Source, time.Start));
        Assert.Throws<ArgumentOutOfRangeException>(() => ObservedTime.Mapped(Readings.Noon, -1, default, default));
    }

    [Fact]
    public void A_mapped_time_says_which_run_of_the_clock_it_belongs_to()
    {
        Assert.Equal(7, ObservedTime.Mapped(Readings.Noon, 42, TimeSpan.Zero, ClockConfidence.Estimated, 7).ClockEpoch);
        Assert.Throws<ArgumentOutOfRangeException>(() => ObservedTime.Mapped(Readings.Noon, 42, default, default, -1));
    }

    [Fact]
    public void Mapping_keeps_what_the_device_said_and_how_long_it_went_on()
    {
        DateTimeOffset start = Readings.Noon.ToOffset(TimeSpan.FromHours(1)).AddMinutes(3);
        ObservedTime time = ObservedTime.ByDevice(Readings.Noon, TimeSpan.FromSeconds(3))
            .MappedTo(start, ClockConfidence.Estimated, 7, TimeSpan.FromTicks(4));

        Assert.True(time.TryGetDeviceTicks(out long ticks));
        Assert.Equal((Readings.Noon.UtcTicks, TimeSpan.FromSeconds(3), TimeSpan.FromTicks(4)), (ticks, time.Length, time.Uncertainty));
        Assert.Equal((TimeSource.Mapped, ClockConfidence.Estimated, 7), (time.Source, time.Confidence, time.ClockEpoch));
        Assert.True(time.Start.EqualsExact(start));
        Assert.Throws<InvalidOperationException>(() => ObservedTime.ByReceipt(Readings.Noon).MappedTo(start, default, 0, null));
    }

    [Fact]
    public void A_counter_is_kept_while_receipt_stands_in()
    {
        ObservedTime time = ObservedTime.ByCounter(TimeSpan.FromSeconds(42), Readings.Noon, TimeSpan.FromSeconds(2));

        Assert.True(time.TryGetDeviceTicks(out long ticks));
        Assert.Equal((42 * TimeSpan.TicksPerSecond, TimeSource.Receipt, Readings.Noon.AddSeconds(-2)), (ticks, time.Source, time.Start));
        Assert.Throws<ArgumentOutOfRangeException>(() => ObservedTime.ByCounter(TimeSpan.FromTicks(-1), Readings.Noon));
    }

    [Fact]
    public void An_uncertainty_that_is_not_stated_is_not_zero()
    {
        ObservedTime time = ObservedTime.ByDevice(Readings.Noon);

        Assert.Null(time.Uncertainty);
        Assert.Equal(TimeSpan.Zero, time.WithUncertainty(TimeSpan.Zero).Uncertainty);
        Assert.NotEqual(time, time.WithUncertainty(TimeSpan.Zero));
        Assert.Equal(time, time.WithUncertainty(TimeSpan.Zero).WithUncertainty(null));
        Assert.Throws<ArgumentOutOfRangeException>(() => time.WithUncertainty(TimeSpan.FromTicks(-1)));
    }

    [Fact]
    public void An_uncertainty_is_never_less_than_stated_and_a_quarter_more_at_most()
    {
        Gen<long> ticks = Gen.Choose(0, 62).SelectMany(shift => Gen.Choose(0, int.MaxValue).Select(n => (1L << shift) | (((long)n << 32 | (uint)n) & ((1L << shift) - 1))));

        Check.One(Thorough, Prop.ForAll(ticks.ToArbitrary(), length =>
        {
            TimeSpan? kept = ObservedTime.ByDevice(Readings.Noon).WithUncertainty(TimeSpan.FromTicks(length)).Uncertainty;
            return kept is { } k && k.Ticks >= length && k.Ticks - length <= length / 4
                && ObservedTime.ByDevice(Readings.Noon).WithUncertainty(k).Uncertainty == k;
        }));
        Assert.Equal(TimeSpan.MaxValue, ObservedTime.ByDevice(Readings.Noon).WithUncertainty(TimeSpan.MaxValue).Uncertainty);
    }

    [Fact]
    public void Another_run_of_the_clock_keeps_the_uncertainty() =>
        Assert.Equal(TimeSpan.FromTicks(3), ObservedTime.ByDevice(Readings.Noon).WithUncertainty(TimeSpan.FromTicks(3)).InEpoch(2).Uncertainty);

    [Fact]
    public void Every_source_and_confidence_comes_back() => Assert.All(
        from source in new[] { TimeSource.DeviceClock, TimeSource.Mapped } from confidence in Enum.GetValues<ClockConfidence>() select (source, confidence),
        pair =>
        {
            ObservedTime time = pair.source == TimeSource.DeviceClock
                ? ObservedTime.ByDevice(Readings.Noon, confidence: pair.confidence)
                : ObservedTime.Mapped(Readings.Noon, 1, default, pair.confidence);
            Assert.Equal(pair, (time.Source, time.Confidence));
        });

    [Fact]
    public void A_stretch_without_a_device_time_ends_at_receipt()
    {
        ObservedTime time = ObservedTime.ByReceipt(Readings.Noon, TimeSpan.FromMinutes(2));

        Assert.Equal((Readings.Noon.AddMinutes(-2), TimeSpan.FromMinutes(2), TimeSource.Receipt), (time.Start, time.Length, time.Source));
        Assert.False(time.TryGetDeviceTicks(out _));
    }

    [Fact]
    public void Another_run_of_the_clock_is_another_time()
    {
        ObservedTime time = ObservedTime.ByDevice(Readings.Noon, TimeSpan.FromSeconds(1), ClockConfidence.Estimated);
        ObservedTime later = time.InEpoch(3);

        Assert.NotEqual(time, later);
        Assert.Equal(time, later.InEpoch(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => time.InEpoch(-1));
    }

    [Fact]
    public void A_length_is_not_negative()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ObservedTime.ByDevice(Readings.Noon, TimeSpan.FromTicks(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => ObservedTime.ByReceipt(Readings.Noon, TimeSpan.FromTicks(-1)));
    }

    [Fact]
    public void The_default_value_is_no_time()
    {
        Assert.False(default(ObservedTime).IsSpecified);
        Assert.False(default(ObservedTime).TryGetDeviceTicks(out _));
        Assert.Equal("(no time)", default(ObservedTime).ToString());
    }
}
