namespace NhsIoT.Sdk.Testing.Tests;

public sealed class ManualClockTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly ManualClock _clock = new(Noon);
    private readonly List<string> _fired = [];

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    [Fact]
    public void It_stands_still_until_it_is_moved()
    {
        Assert.Equal(Noon, _clock.GetUtcNow());
        Assert.Equal(Noon, _clock.GetUtcNow());

        long before = _clock.GetTimestamp();
        _clock.Advance(Seconds(90));

        Assert.Equal(Noon.AddSeconds(90), _clock.GetUtcNow());
        Assert.Equal(Seconds(90), _clock.GetElapsedTime(before));
    }

    [Fact]
    public void It_shows_utc_whatever_offset_it_was_given()
    {
        ManualClock clock = new(new DateTimeOffset(2026, 7, 1, 13, 0, 0, TimeSpan.FromHours(1)));

        Assert.Equal(TimeSpan.Zero, clock.GetUtcNow().Offset);
        Assert.Equal(12, clock.GetUtcNow().Hour);
    }

    [Fact]
    public void Local_time_is_that_of_the_zone_that_it_was_given()
    {
        TimeZoneInfo zone = TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(5), "test", "test");

        Assert.Equal(TimeSpan.FromHours(5), new ManualClock(Noon, zone).GetLocalNow().Offset);
        Assert.Equal(TimeSpan.Zero, _clock.GetLocalNow().Offset);
    }

    [Fact]
    public void A_correction_of_the_wall_clock_moves_no_monotonic_time_and_no_timer()
    {
        Start("timer", due: 10);
        long before = _clock.GetTimestamp();

        _clock.SetUtcNow(Noon.AddDays(-1));
        _clock.Advance(Seconds(9));
        Assert.Empty(_fired);
        _clock.Advance(Seconds(1));

        Assert.Equal(["timer 10"], _fired);
        Assert.Equal(Seconds(10), _clock.GetElapsedTime(before));
        Assert.Equal(Noon.AddDays(-1).AddSeconds(10), _clock.GetUtcNow());
    }

    [Fact]
    public void Timers_fire_by_due_time_and_see_the_time_at_which_they_were_due()
    {
        Start("late", due: 30);
        Start("early", due: 10);
        Start("middle", due: 20);

        _clock.Advance(Seconds(60));

        Assert.Equal(["early 10", "middle 20", "late 30"], _fired);
        Assert.Equal(Noon.AddSeconds(60), _clock.GetUtcNow());
    }

    [Fact]
    public void Timers_that_are_due_at_once_fire_in_the_order_in_which_they_were_set()
    {
        Start("a", due: 10);
        Start("b", due: 10);
        Start("c", due: 10);

        _clock.Advance(Seconds(10));

        Assert.Equal(["a 10", "b 10", "c 10"], _fired);
    }

    [Fact]
    public void A_periodic_timer_fires_once_for_each_period_between_others()
    {
        Start("beat", due: 10, period: 10);
        Start("once", due: 25);

        _clock.Advance(Seconds(40));

        Assert.Equal(["beat 10", "beat 20", "once 25", "beat 30", "beat 40"], _fired);
        Assert.Equal(1, _clock.PendingTimers);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-0.001)]
    public void Without_a_period_a_timer_fires_once(double period)
    {
        Start("once", due: 1, period);

        _clock.Advance(Seconds(100));

        Assert.Equal(["once 1"], _fired);
        Assert.Equal(0, _clock.PendingTimers);
    }

    [Fact]
    public void A_timer_that_is_due_now_waits_for_the_next_advance_be_it_by_zero()
    {
        Start("now", due: 0);
        Assert.Empty(_fired);

        _clock.Advance(TimeSpan.Zero);

        Assert.Equal(["now 0"], _fired);
    }

    [Fact]
    public void A_timer_without_a_due_time_waits_for_a_change()
    {
        ITimer timer = Start("timer", due: -0.001);
        _clock.Advance(TimeSpan.FromDays(40));
        Assert.Empty(_fired);

        Assert.True(timer.Change(Seconds(5), Timeout.InfiniteTimeSpan));
        _clock.Advance(Seconds(5));

        Assert.Equal([$"timer {(40 * 86_400) + 5}"], _fired);
    }

    [Fact]
    public void A_change_replaces_due_time_and_period()
    {
        ITimer timer = Start("timer", due: 10, period: 10);
        _clock.Advance(Seconds(5));

        timer.Change(Seconds(20), Seconds(3));
        _clock.Advance(Seconds(26));

        Assert.Equal(["timer 25", "timer 28", "timer 31"], _fired);
    }

    [Fact]
    public async Task A_disposed_timer_neither_fires_nor_changes()
    {
        ITimer timer = Start("timer", due: 10);
        await timer.DisposeAsync();

        Assert.False(timer.Change(Seconds(1), Timeout.InfiniteTimeSpan));
        _clock.Advance(Seconds(100));

        Assert.Empty(_fired);
        Assert.Equal(0, _clock.PendingTimers);
    }

    [Fact]
    public void A_callback_may_dispose_its_own_and_other_timers()
    {
        ITimer? other = null;
        ITimer? own = null;
        own = _clock.CreateTimer(
            _ =>
            {
                _fired.Add("own");
                own!.Dispose();
                other!.Dispose();
            },
            null,
            Seconds(10),
            Seconds(10));
        other = Start("other", due: 10);

        _clock.Advance(Seconds(100));

        Assert.Equal(["own"], _fired);
    }

    [Fact]
    public void A_callback_may_set_a_timer_that_falls_due_within_the_same_advance()
    {
        _clock.CreateTimer(_ => Start("child", due: 5), null, Seconds(10), Timeout.InfiniteTimeSpan);

        _clock.Advance(Seconds(20));

        Assert.Equal(["child 15"], _fired);
    }

    [Fact]
    public void An_advance_within_a_callback_adds_to_the_one_outside()
    {
        _clock.CreateTimer(_ => _clock.Advance(Seconds(7)), null, Seconds(10), Timeout.InfiniteTimeSpan);

        _clock.Advance(Seconds(20));

        Assert.Equal(Noon.AddSeconds(27), _clock.GetUtcNow());
    }

    [Fact]
    public void What_a_callback_throws_comes_out_and_the_clock_stands_where_it_was_due()
    {
        _clock.CreateTimer(_ => throw new InvalidOperationException("on purpose"), null, Seconds(10), Timeout.InfiniteTimeSpan);
        Start("later", due: 15);

        Assert.Throws<InvalidOperationException>(() => _clock.Advance(Seconds(20)));
        Assert.Equal(Noon.AddSeconds(10), _clock.GetUtcNow());

        _clock.Advance(Seconds(5));
        Assert.Equal(["later 15"], _fired);
    }

    [Fact]
    public void A_callback_runs_in_the_context_of_whoever_made_the_timer()
    {
        AsyncLocal<string> ambient = new() { Value = "maker" };
        string? seen = null;
        _clock.CreateTimer(_ => seen = ambient.Value, null, Seconds(1), Timeout.InfiniteTimeSpan);

        ambient.Value = "mover";
        _clock.Advance(Seconds(1));

        Assert.Equal("maker", seen);
    }

    [Fact]
    public async Task A_delay_on_the_clock_ends_when_the_clock_says_so()
    {
        Task delay = Task.Delay(Seconds(30), _clock);

        _clock.Advance(Seconds(29.9));
        Assert.False(delay.IsCompleted);
        _clock.Advance(Seconds(0.1));

        Assert.True(delay.IsCompleted);
        await delay;
    }

    [Fact]
    public async Task A_periodic_wait_ticks_once_for_each_advance_over_its_period()
    {
        using PeriodicTimer timer = new(Seconds(10), _clock);

        for (int i = 0; i < 3; i++)
        {
            ValueTask<bool> tick = timer.WaitForNextTickAsync();
            Assert.False(tick.IsCompleted);
            _clock.Advance(Seconds(10));
            Assert.True(await tick);
        }
    }

    [Fact]
    public void A_cancellation_after_a_time_follows_the_clock()
    {
        using CancellationTokenSource source = new(Seconds(3), _clock);

        _clock.Advance(Seconds(2));
        Assert.False(source.IsCancellationRequested);
        _clock.Advance(Seconds(1));

        Assert.True(source.IsCancellationRequested);
    }

    [Fact]
    public async Task A_test_can_wait_until_code_has_set_its_timer()
    {
        Task reached = _clock.WaitForPendingTimersAsync(1);
        Assert.False(reached.IsCompleted);

        Task code = Task.Run(() => Task.Delay(Seconds(5), _clock));
        await reached;
        _clock.Advance(Seconds(5));

        await code;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _clock.WaitForPendingTimersAsync(1, new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task Advances_of_several_threads_add_up_and_every_timer_fires_once()
    {
        int fired = 0;
        for (int i = 1; i <= 1000; i++)
        {
            _clock.CreateTimer(_ => Interlocked.Increment(ref fired), null, TimeSpan.FromMilliseconds(i), Timeout.InfiniteTimeSpan);
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (int i = 0; i < 250; i++)
            {
                _clock.Advance(TimeSpan.FromMilliseconds(1));
            }
        })));

        Assert.Equal(1000, fired);
        Assert.Equal(Noon.AddSeconds(1), _clock.GetUtcNow());
    }

    [Fact]
    public void Times_that_no_timer_takes_are_refused()
    {
        TimeSpan tooLong = TimeSpan.FromMilliseconds(uint.MaxValue);

        Assert.Throws<ArgumentOutOfRangeException>(() => _clock.Advance(Seconds(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Start("timer", due: -2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Start("timer", due: 1, period: -2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Start("timer", due: tooLong.TotalSeconds));
        Assert.Throws<ArgumentNullException>(() => _clock.CreateTimer(null!, null, Seconds(1), Seconds(1)));
    }

    private ITimer Start(string name, double due, double period = -0.001)
    {
        return _clock.CreateTimer(
            state => _fired.Add($"{state} {_clock.GetElapsedTime(0).TotalSeconds:0}"), name, Seconds(due), Seconds(period));
    }
}
