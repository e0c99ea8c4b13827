using FsCheck;
using FsCheck.Fluent;

namespace NhsIoT.Sdk.Devices.Tests;

public sealed class PollScheduleTests
{
    private static readonly PollOptions Exact = new()
    {
        Interval = Seconds(60),
        Jitter = TimeSpan.Zero,
        TimeOut = Seconds(10),
        BackOffFirst = Seconds(4),
        BackOffMax = Seconds(30),
    };

    [Theory]
    [InlineData(0, 1, 60)] // an answer at once: the next beat
    [InlineData(0, 59, 60)] // a slow answer moves nothing
    [InlineData(0, 60, 60)] // an answer on the next beat: that beat
    [InlineData(0, 61, 120)] // what was missed is not made up for
    [InlineData(0, 599, 600)]
    [InlineData(17, 18, 60)] // begun late by its loop: still the next beat
    [InlineData(200, 201, 240)]
    public void After_an_answer_the_next_poll_is_due_on_the_next_beat(int begun, int ended, int due)
    {
        PollSchedule schedule = new(Exact, new Chance(), TimeSpan.Zero);

        Assert.True(schedule.TryBegin(Seconds(begun)));
        schedule.End(Seconds(ended), hasAnswered: true);

        Assert.Equal(Seconds(due), schedule.Due);
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 8)]
    [InlineData(3, 16)]
    [InlineData(4, 30)]
    [InlineData(100, 30)]
    public void After_failures_the_longest_wait_doubles_up_to_its_limit(int failures, int wait)
    {
        foreach (bool longest in new[] { true, false })
        {
            Chance chance = new() { IsHighest = longest };
            PollSchedule schedule = new(Exact, chance, TimeSpan.Zero);
            TimeSpan now = TimeSpan.Zero;
            for (int i = 0; i < failures; i++)
            {
                now = schedule.Due!.Value;
                Assert.True(schedule.TryBegin(now));
                schedule.End(now, hasAnswered: false);
            }

            Assert.Equal(now + (longest ? Seconds(wait) : TimeSpan.Zero), schedule.Due);
            Assert.Equal(failures, schedule.Failures);
        }
    }

    [Fact]
    public void An_answer_ends_the_back_off()
    {
        PollSchedule schedule = new(Exact, new Chance { IsHighest = true }, TimeSpan.Zero);
        Poll(schedule, 0, hasAnswered: false);
        Poll(schedule, 4, hasAnswered: false);
        Poll(schedule, 12, hasAnswered: true);

        Assert.Equal((0, Seconds(60)), (schedule.Failures, schedule.Due));

        Poll(schedule, 60, hasAnswered: false);
        Assert.Equal((1, Seconds(64)), (schedule.Failures, schedule.Due));
    }

    [Fact]
    public void Two_polls_never_run_at_once()
    {
        PollSchedule schedule = new(Exact, new Chance(), TimeSpan.Zero);
        Assert.True(schedule.TryBegin(TimeSpan.Zero));

        Assert.False(schedule.TryBegin(Seconds(1)));
        Assert.False(schedule.TryBegin(Seconds(100_000)));
        Assert.Null(schedule.Due);
        Assert.Equal(Seconds(10), schedule.TimesOut);

        schedule.End(Seconds(100_000), hasAnswered: false);
        Assert.Null(schedule.TimesOut);
        Assert.Throws<InvalidOperationException>(() => schedule.End(Seconds(100_001), hasAnswered: true));
    }

    [Fact]
    public void The_jitter_puts_off_and_does_not_add_up()
    {
        PollSchedule schedule = new(Exact with { Jitter = Seconds(20) }, new Chance { IsHighest = true }, Seconds(5));

        Assert.Equal(Seconds(25), schedule.Due);
        Assert.False(schedule.TryBegin(Seconds(24)));
        Poll(schedule, 25, hasAnswered: true);
        Assert.Equal(Seconds(85), schedule.Due);
        Poll(schedule, 86, hasAnswered: true);
        Assert.Equal(Seconds(145), schedule.Due);
    }

    [Fact]
    public void A_clock_that_goes_back_moves_nothing()
    {
        PollSchedule schedule = new(Exact, new Chance(), Seconds(100));
        Assert.True(schedule.TryBegin(Seconds(100)));
        schedule.End(Seconds(3), hasAnswered: true);

        Assert.Equal(Seconds(160), schedule.Due);
    }

    [Fact]
    public void Without_a_stated_jitter_it_is_a_tenth_of_the_interval() => Assert.Equal(
        Seconds(6), new PollSchedule(Exact with { Jitter = null }, new Chance { IsHighest = true }, TimeSpan.Zero).Due);

    [Fact]
    public void Whatever_happens_polls_stand_alone_lie_in_their_bounds_and_go_on()
    {
        Gen<(int Wait, bool Answers)> steps = from wait in Gen.Choose(0, 400_000)
                                              from answers in Gen.Frequency((2, Gen.Constant(true)), (1, Gen.Constant(false)))
                                              select (wait, answers);
        Gen<PollOptions> options = from interval in Gen.Choose(10, 100_000)
                                   from jitter in Gen.Choose(0, interval)
                                   from first in Gen.Choose(10, 5_000)
                                   from most in Gen.Choose(first, 100_000)
                                   select Exact with
                                   {
                                       Interval = Milliseconds(interval),
                                       Jitter = Milliseconds(jitter),
                                       BackOffFirst = Milliseconds(first),
                                       BackOffMax = Milliseconds(most),
                                   };
        Arbitrary<(PollOptions Options, (int, bool)[] Steps)> walks = (from o in options
                                                                       from s in steps.ArrayOf()
                                                                       select (o, s)).ToArbitrary();
        Prop.ForAll(walks, walk => Walk(walk.Options, walk.Steps)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Options_say_every_fault()
    {
        PollOptions options = new()
        {
            Interval = TimeSpan.Zero,
            Jitter = TimeSpan.FromTicks(-1),
            TimeOut = TimeSpan.FromHours(2),
            BackOffFirst = TimeSpan.FromMilliseconds(9),
            BackOffMax = TimeSpan.FromMilliseconds(8),
        };

        string fault = Assert.Throws<ArgumentException>(() => new PollSchedule(options, new Chance(), TimeSpan.Zero)).Message;

        Assert.All(["Interval", "Jitter", "TimeOut", "BackOffFirst", "BackOffMax"], name => Assert.Contains($"{name} is", fault, StringComparison.Ordinal));
        new PollOptions().Validate();
    }

    // The model knows the beats and the bounds, not the chance.
    private static void Walk(PollOptions options, (int Wait, bool Answers)[] steps)
    {
        PollSchedule schedule = new(options, new Random(steps.Length), TimeSpan.Zero);
        TimeSpan now = TimeSpan.Zero;
        TimeSpan beat = TimeSpan.Zero;
        Int128 wait = options.BackOffFirst.Ticks;
        AssertWithin(schedule.Due, beat, options.Jitter!.Value);
        foreach ((int lasts, bool answers) in steps)
        {
            TimeSpan due = schedule.Due!.Value;
            Assert.False(due > now && schedule.TryBegin(due - TimeSpan.FromTicks(1)));
            Assert.True(schedule.TryBegin(due));
            now = due + Milliseconds(lasts);
            Assert.False(schedule.TryBegin(now));
            schedule.End(now, answers);
            if (!answers)
            {
                AssertWithin(schedule.Due, now, TimeSpan.FromTicks((long)Int128.Min(wait, options.BackOffMax.Ticks)));
                wait = Int128.Min(wait * 2, options.BackOffMax.Ticks);
                continue;
            }

            wait = options.BackOffFirst.Ticks;
            do
            {
                beat += options.Interval;
            }
            while (beat < now);
            AssertWithin(schedule.Due, beat, options.Jitter.Value);
        }
    }

    private static void AssertWithin(TimeSpan? due, TimeSpan from, TimeSpan most) => Assert.InRange(due!.Value, from, from + most);

    private static void Poll(PollSchedule schedule, int at, bool hasAnswered)
    {
        Assert.True(schedule.TryBegin(Seconds(at)));
        schedule.End(Seconds(at), hasAnswered);
    }

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);

    private static TimeSpan Milliseconds(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    /// <summary>The end of what chance may give: always the lowest, or always the highest.</summary>
    private sealed class Chance : Random
    {
        public bool IsHighest { get; init; }

        public override long NextInt64(long maxValue) => IsHighest ? maxValue - 1 : 0;
    }
}
