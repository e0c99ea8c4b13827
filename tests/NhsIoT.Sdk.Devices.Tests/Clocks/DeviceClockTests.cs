using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Tests.Clocks;

/// <summary>What a clock does, rule by rule; the times of a row are seconds from noon, by the device and by the gateway.</summary>
public sealed class DeviceClockTests
{
    private const int Another = -1;
    private const double Unix = -1_795_262_400; // 1970-01-01, from noon of that day
    private static readonly DateTimeOffset Noon = Ward.At(720);
    private static readonly ClockOptions Free = new();
    private static readonly ClockOptions Kept = new() { IsSynchronised = true };
    private static readonly ClockOptions Counter = new() { Kind = ClockKind.Counter };

    public static TheoryData<string, string, double, ClockConfidence, int> Free_running => new()
    {
        { "agrees at its first message", "0>1", 0, ClockConfidence.Estimated, 0 },
        { "seems an hour behind at its first message", "-3600>1", -3600, ClockConfidence.Doubtful, 0 },
        { "an hour behind for three messages", "-3600>1 -3570>31 -3540>61", 61, ClockConfidence.Estimated, 120 },
        { "an hour behind for three messages in a second", "-3600>1 -3599.9>1.1 -3599.8>1.2", -3599.8, ClockConfidence.Doubtful, 0 },
        { "set right after an hour behind", "-3600>1 -3570>31 -3540>61 90>91", 90, ClockConfidence.Estimated, 0 },
        { "1970 at its first message", $"{Unix + 5}>1", 1, ClockConfidence.Doubtful, Another },
        { "reset to 1970", $"0>1 {Unix + 5}>61", 61, ClockConfidence.Doubtful, Another },
        { "reset to 1970 and goes on", $"0>1 {Unix + 5}>61 {Unix + 35}>91 {Unix + 65}>121", 121, ClockConfidence.Estimated, Another },
        { "summer time ends", "0>1 -3540>61", 61, ClockConfidence.Doubtful, 120 },
        { "summer time has ended", "0>1 -3540>61 -3510>91 -3480>121", 121, ClockConfidence.Estimated, 120 },
        { "summer time begins", "0>1 3660>61", 61, ClockConfidence.Doubtful, 119 },
        { "summer time has begun", "0>1 3660>61 3690>91 3720>121", 121, ClockConfidence.Estimated, 119 },
        { "a day behind", "0>1 -86340>61 -86310>91 -86280>121", 121, ClockConfidence.Estimated, 2880 },
        { "a year ahead", "0>1 31536060>61 31536090>91 31536120>121", 121, ClockConfidence.Estimated, 1_051_199 },
        { "one reading from the future", "0>1 7200>31", 31, ClockConfidence.Doubtful, 237 },
        { "right again after one reading from the future", "0>1 7200>31 60>61 90>91 120>121", 120, ClockConfidence.Estimated, 0 },
        { "not yet right again after one reading from the future", "0>1 7200>31 60>61", 60, ClockConfidence.Doubtful, 0 },
        { "first message from a memory of weeks", "0>1 600>1814401", 600, ClockConfidence.Doubtful, 0 },
        { "third message from a memory of weeks", "0>1 600>1814401 1200>1814402 1800>1814403", 1800, ClockConfidence.Doubtful, 0 },
        { "fourth message from a memory of weeks", "0>1 600>1814401 1200>1814402 1800>1814403 2400>1814404", 2400, ClockConfidence.Estimated, 0 },
        { "the memory of weeks is empty", "0>1 600>1814401 1200>1814402 1800>1814403 2400>1814404 1814400>1814405", 1_814_400, ClockConfidence.Estimated, 0 },
        { "a slow message", "0>1 30>91", 30, ClockConfidence.Estimated, 0 },
        { "set back by half a minute", "60>61 31>92", 31, ClockConfidence.Estimated, 2 },
        { "the gateway's clock jumps two hours", "0>1 30>7231", 30, ClockConfidence.Doubtful, 0 },
        { "the gateway's clock stays two hours ahead", "0>1 30>7231 60>7261 90>7291", 7291, ClockConfidence.Estimated, 240 },
        { "the gateway's clock is right again", "0>1 30>7231 60>7261 90>7291 120>121", 120, ClockConfidence.Estimated, 0 },
        { "a message sent again", "0>1 30>31 0>200", 0, ClockConfidence.Estimated, 0 },
        { "stands still", "0>1 0>61 0>121 0>181", 0, ClockConfidence.Doubtful, 0 },
    };

    public static TheoryData<string, string, double, ClockConfidence, int> Synchronised => new()
    {
        { "right", "0>1", 0, ClockConfidence.Synchronised, 0 },
        { "late", "0>1 30>7231", 30, ClockConfidence.Doubtful, 0 },
        { "late from a memory", "0>1 600>18001 1200>18002 1800>18003 2400>18004", 2400, ClockConfidence.Synchronised, 0 },
        { "from the future", "0>1 7200>31", 31, ClockConfidence.Doubtful, 237 },
        { "a day behind in spite of it", "0>1 -86340>61 -86310>91 -86280>121", 121, ClockConfidence.Estimated, 2880 },
        { "slow for a while", "0>1 30>91 60>121 90>151", 90, ClockConfidence.Synchronised, 0 },
    };

    public static TheoryData<string, string, double, ClockConfidence, int> Counting => new()
    {
        { "first message", "100>1", 1, ClockConfidence.Doubtful, Another },
        { "three messages", "100>1 130>31 160>61", 61, ClockConfidence.Estimated, Another },
        { "restarted", "100>1 130>31 160>61 5>91", 91, ClockConfidence.Doubtful, Another },
        { "restarted and goes on", "100>1 130>31 160>61 5>91 35>121 65>151", 151, ClockConfidence.Estimated, Another },
    };

    [Theory]
    [MemberData(nameof(Free_running))]
    public void A_free_running_clock_is(string rule, string messages, double start, ClockConfidence confidence, int epoch) =>
        AssertLast(Free, (rule, messages), start, confidence, epoch);

    [Theory]
    [MemberData(nameof(Synchronised))]
    public void A_synchronised_clock_is(string rule, string messages, double start, ClockConfidence confidence, int epoch) =>
        AssertLast(Kept, (rule, messages), start, confidence, epoch);

    [Theory]
    [MemberData(nameof(Counting))]
    public void A_counter_is(string rule, string messages, double start, ClockConfidence confidence, int epoch) =>
        AssertLast(Counter, (rule, messages), start, confidence, epoch);

    [Fact]
    public void Where_a_message_is_never_later_than_known_the_first_one_gives_the_offset()
    {
        ObservedTime time = Last(Free with { LongestDelay = TimeSpan.FromMinutes(1) }, "-3600>1");

        Assert.Equal((At(1), ClockConfidence.Estimated, 120), (time.Start, time.Confidence, time.ClockEpoch));
        Assert.InRange(time.Uncertainty!.Value, TimeSpan.FromSeconds(61), TimeSpan.FromSeconds(77));
    }

    [Fact]
    public void A_slow_message_may_be_as_uncertain_as_it_is_slow() =>
        Assert.InRange(Last(Free, "0>1 30>91").Uncertainty!.Value, TimeSpan.FromSeconds(61), TimeSpan.FromSeconds(85));

    [Fact]
    public void A_clock_that_runs_on_is_known_to_its_blur() =>
        Assert.InRange(Last(Free, "0>0.1 30>30.1 60>60.1 90>90.1").Uncertainty!.Value, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(8));

    [Fact]
    public void What_a_device_without_a_usable_clock_says_is_dropped()
    {
        ObservedTime time = Last(Free with { Kind = ClockKind.None }, "-3600>1");

        Assert.Equal(ObservedTime.ByReceipt(At(1)), time);
    }

    [Fact]
    public void A_time_of_receipt_or_by_hand_comes_back_as_it_is()
    {
        DeviceClock clock = new(Free);
        ObservedTime receipt = ObservedTime.ByReceipt(At(1));
        clock.Observe(receipt, At(1));

        Assert.Equal(receipt, clock.Map(receipt, At(2)));
        Assert.Equal(default, clock.Map(default, At(2)));
        Assert.Equal(ObservedTime.ByCounter(TimeSpan.FromSeconds(1), At(1)), clock.Map(ObservedTime.ByCounter(TimeSpan.FromSeconds(1), At(1)), At(2)));
    }

    [Fact]
    public void Of_a_stretch_of_time_the_end_is_what_was_received()
    {
        DeviceClock clock = new(Free);
        ObservedTime stretch = ObservedTime.ByDevice(At(0), TimeSpan.FromSeconds(3));
        clock.Observe(stretch, At(1));

        Assert.Equal((At(-2), TimeSpan.FromSeconds(3)), (clock.Map(stretch, At(1)).Start, clock.Map(stretch, At(1)).Length));
    }

    [Fact]
    public void Readings_of_a_message_from_before_its_run_began_are_doubtful()
    {
        DeviceClock clock = new(Free);
        foreach ((double device, double received) in new[] { (0.0, 1.0), (-3540, 61), (-3510, 91), (-3480, 121) })
        {
            clock.Observe(Time(Free, device), At(received));
        }

        ObservedTime after = clock.Map(Time(Free, -3500), At(121));
        ObservedTime before = clock.Map(Time(Free, -3700), At(121));
        Assert.Equal((At(101), 120, ClockConfidence.Estimated), (after.Start, after.ClockEpoch, after.Confidence));
        Assert.Equal(ClockConfidence.Doubtful, before.Confidence);
    }

    [Fact]
    public void A_clock_that_is_set_back_within_a_message_is_not_believed_for_what_comes_after()
    {
        DeviceClock clock = Observing([0, 10, 20, -3570, -3560], received: 41);

        Assert.Equal((At(20), ClockConfidence.Estimated), (clock.Map(Time(Free, 20), At(41)).Start, clock.Map(Time(Free, 20), At(41)).Confidence));
        Assert.Equal(ClockConfidence.Doubtful, clock.Map(Time(Free, -3560), At(41)).Confidence);
    }

    [Fact]
    public void Messages_of_one_receipt_are_told_apart()
    {
        DeviceClock clock = Observing([0, 10], received: 41);
        clock.Observe(Time(Free, 40), At(41));
        clock.Observe(Time(Free, -3560), At(41));

        Assert.Equal((At(40), ClockConfidence.Estimated), (clock.Map(Time(Free, 40), At(41)).Start, clock.Map(Time(Free, 40), At(41)).Confidence));
        Assert.Equal(ClockConfidence.Doubtful, clock.Map(Time(Free, -3560), At(41)).Confidence);
    }

    [Theory]
    [InlineData(-3600, false)]
    [InlineData(-3720, false)]
    [InlineData(-3721, true)]
    [InlineData(-90_000, true)]
    public void A_reading_much_older_than_the_newest_of_its_message_is_late_however_wrong_the_clock_is(double seconds, bool isLate) =>
        Assert.Equal(isLate, Observing([-90_000, -3721, -3720, -3600], received: 41).IsLateInMessage(Time(Free, seconds), At(41)));

    [Fact]
    public void Of_a_message_that_was_not_observed_nothing_is_late_for_certain() =>
        Assert.False(new DeviceClock(Free).IsLateInMessage(Time(Free, -3600), At(41)));

    [Fact]
    public void Mapping_twice_is_mapping_once()
    {
        DeviceClock clock = new(Free);
        ObservedTime once = clock.Map(Time(Free, -3600), At(1));

        Assert.Equal(once, clock.Map(once, At(1)));
    }

    [Fact]
    public void Any_time_at_all_is_mapped_without_an_exception()
    {
        DeviceClock clock = new(Free);
        DateTimeOffset[] edges = [DateTimeOffset.MinValue, DateTimeOffset.MinValue.AddDays(1), Noon, DateTimeOffset.MaxValue];
        Assert.All(from device in edges from received in edges from length in new[] { TimeSpan.Zero, TimeSpan.MaxValue } select (device, received, length), e =>
        {
            ObservedTime time = ObservedTime.ByDevice(e.device, e.length);
            clock.Observe(time, e.received);
            Assert.True(clock.Map(time, e.received).IsSpecified);
        });
        Assert.True(new DeviceClock(Counter).Map(ObservedTime.ByCounter(TimeSpan.MaxValue, Noon), Noon).IsSpecified);
    }

    [Fact]
    public void Learning_and_mapping_allocate_nothing()
    {
        DeviceClock clock = new(Free);
        long second = 0;

        Assert.Equal(0, Allocated.BytesOf(() =>
        {
            for (int i = 0; i < 100; i++, second++)
            {
                ObservedTime time = ObservedTime.ByDevice(Noon.AddSeconds(second));
                DateTimeOffset received = Noon.AddSeconds(second).AddMilliseconds(200);
                clock.Observe(time, received);
                clock.Map(time, received);
            }
        }));
    }

    private static void AssertLast(ClockOptions options, (string Rule, string Messages) row, double start, ClockConfidence confidence, int epoch)
    {
        ObservedTime time = Last(options, row.Messages);

        Assert.Equal((row.Rule, At(start), confidence), (row.Rule, time.Start, time.Confidence));
        Assert.True(epoch == Another ? time.ClockEpoch != 0 : time.ClockEpoch == epoch, $"{row.Rule}: run {time.ClockEpoch}");
    }

    // The first message agrees with receipt, so that the clock is believed.
    private static DeviceClock Observing(double[] message, double received)
    {
        DeviceClock clock = new(Free);
        MeasurementContext channel = SimulatedDevice.Channel;
        clock.Observe(Time(Free, -40), At(-39));
        clock.Observe([.. message.Select(s => new Measurement(channel, Value.Of(true), Quality.Good, Time(Free, s)) { Received = At(received) })]);
        return clock;
    }

    private static ObservedTime Last(ClockOptions options, string messages)
    {
        DeviceClock clock = new(options);
        ObservedTime last = default;
        foreach (string message in messages.Split(' '))
        {
            double[] times = [.. message.Split('>').Select(t => double.Parse(t, System.Globalization.CultureInfo.InvariantCulture))];
            clock.Observe(Time(options, times[0]), At(times[1]));
            last = clock.Map(Time(options, times[0]), At(times[1]));
        }

        return last;
    }

    private static ObservedTime Time(ClockOptions options, double seconds) => options.Kind == ClockKind.Counter
        ? ObservedTime.ByCounter(TimeSpan.FromSeconds(seconds), Noon)
        : ObservedTime.ByDevice(At(seconds));

    private static DateTimeOffset At(double seconds) => Noon + TimeSpan.FromSeconds(seconds);
}
