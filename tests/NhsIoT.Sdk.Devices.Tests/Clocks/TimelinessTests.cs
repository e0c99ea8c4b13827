using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Tests.Clocks;

public sealed class TimelinessTests
{
    private static readonly DateTimeOffset Received = Ward.At(60);
    private static readonly TimeSpan LiveWithin = new ClockOptions().LiveWithin;

    [Theory]
    [InlineData("just in time", 120, 0, 0, ReadingPurpose.Live)]
    [InlineData("late", 121, 0, 0, ReadingPurpose.Historical)]
    [InlineData("maybe late", 125, 0, 5, ReadingPurpose.Live)]
    [InlineData("late for certain", 135, 0, 8, ReadingPurpose.Historical)]
    [InlineData("of a stretch the end counts", 300, 180, 0, ReadingPurpose.Live)]
    [InlineData("a stretch that ended long ago", 301, 180, 0, ReadingPurpose.Historical)]
    [InlineData("from the future", -60, 0, 0, ReadingPurpose.Live)]
    public void A_live_reading_is(string rule, int secondsAgo, int length, int uncertainty, ReadingPurpose purpose)
    {
        ObservedTime observed = ObservedTime.ByDevice(Received.AddSeconds(-secondsAgo), TimeSpan.FromSeconds(length), ClockConfidence.Estimated)
            .WithUncertainty(TimeSpan.FromSeconds(uncertainty));

        Assert.Equal((rule, purpose), (rule, Timeliness.PurposeOf(ReadingPurpose.Live, observed, Received, LiveWithin)));
    }

    [Theory]
    [InlineData(ReadingPurpose.Test)]
    [InlineData(ReadingPurpose.Historical)]
    public void A_late_reading_that_was_not_live_stays_what_it_is(ReadingPurpose purpose) =>
        Assert.Equal(purpose, Timeliness.PurposeOf(purpose, ObservedTime.ByDevice(Received.AddDays(-1)), Received, LiveWithin));

    [Fact]
    public void A_reading_of_a_doubtful_clock_stays_live() => Assert.Equal(ReadingPurpose.Live, Timeliness.PurposeOf(
        ReadingPurpose.Live, ObservedTime.ByDevice(Received.AddDays(-1), confidence: ClockConfidence.Doubtful), Received, LiveWithin));

    [Fact]
    public void A_length_without_end_is_live() => Assert.Equal(ReadingPurpose.Live, Timeliness.PurposeOf(
        ReadingPurpose.Live, ObservedTime.ByDevice(DateTimeOffset.MinValue, TimeSpan.MaxValue), Received, LiveWithin));

    [Fact]
    public void No_time_is_a_mistake_of_the_caller()
    {
        Assert.Throws<ArgumentException>(() => Timeliness.PurposeOf(ReadingPurpose.Live, default, Received, LiveWithin));
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            Timeliness.PurposeOf(ReadingPurpose.Live, ObservedTime.ByDevice(Received), Received, TimeSpan.FromTicks(-1)));
    }
}
