using NhsIoT.Sdk.Testing.Clock;
using NhsIoT.Sdk.Testing.Waiting;

namespace NhsIoT.Sdk.Testing;

/// <summary>A clock that stands still until a test moves it, with timers that fire while it is moved.</summary>
/// <remarks>
/// <see cref="Advance"/> moves both clocks, wall and monotonic, from one due timer to the next and calls back on the thread
/// that advances; each callback sees exactly the time at which it was due. <see cref="SetUtcNow"/> moves the wall clock
/// alone, as a correction by NTP does: no timer notices. Nothing fires by itself: a timer that is due at once fires with the
/// next <see cref="Advance"/>, be it by zero. Thread-safe.
/// </remarks>
public sealed class ManualClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly TimerQueue _timers = new();
    private readonly Milestones _milestones = new();
    private long _ticks;
    private long _target;
    private DateTimeOffset _utcAtZero;

    /// <summary>Makes a clock that shows 1 January 2026, 00:00 UTC.</summary>
    public ManualClock()
        : this(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>Makes a clock.</summary>
    /// <param name="start">What it shows at first.</param>
    /// <param name="localTimeZone">The local time zone. The default is UTC, whatever the machine says.</param>
    public ManualClock(DateTimeOffset start, TimeZoneInfo? localTimeZone = null)
    {
        _utcAtZero = start.ToUniversalTime();
        LocalTimeZone = localTimeZone ?? TimeZoneInfo.Utc;
    }

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone { get; }

    /// <summary>Gets how many steps of <see cref="GetTimestamp"/> a second has.</summary>
    /// <value>10 000 000: a step is a tick of 100 nanoseconds.</value>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Gets how many timers will fire when the clock is moved far enough.</summary>
    public int PendingTimers
    {
        get
        {
            lock (_gate)
            {
                return _timers.Count;
            }
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _utcAtZero.AddTicks(_ticks);
        }
    }

    /// <summary>Gets the monotonic time: what <see cref="Advance"/> has added up to.</summary>
    /// <returns>Ticks of 100 nanoseconds since the clock was made.</returns>
    public override long GetTimestamp()
    {
        lock (_gate)
        {
            return _ticks;
        }
    }

    /// <summary>Moves the wall clock, forwards or back, and leaves the monotonic time and every timer as they are.</summary>
    /// <param name="value">What the wall clock shows from now on.</param>
    public void SetUtcNow(DateTimeOffset value)
    {
        lock (_gate)
        {
            _utcAtZero = value.ToUniversalTime().AddTicks(-_ticks);
        }
    }

    /// <summary>Moves both clocks on, and fires what falls due on the way: by due time, then in the order in which the timers were set.</summary>
    /// <param name="by">How far: zero and up. Spans add up, also those of several threads and of callbacks.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="by"/> is negative.</exception>
    /// <remarks>What a callback throws is thrown here; the clock then stands where that timer was due.</remarks>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        long target;
        lock (_gate)
        {
            target = Math.Max(_target, _ticks) + by.Ticks;
            _target = target;
        }

        try
        {
            while (NextDue(target) is { } timer)
            {
                timer.Fire();
            }
        }
        catch
        {
            lock (_gate)
            {
                _target = _ticks;
            }

            throw;
        }
    }

    /// <summary>Waits until code under test has set so many timers: before that, moving the clock would miss them.</summary>
    /// <param name="count">How many pending timers at the least.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when there are so many.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Task WaitForPendingTimersAsync(int count, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            return _milestones.WaitAsync(count, _timers.Count, cancellationToken);
        }
    }

    /// <summary>Makes a timer of this clock.</summary>
    /// <param name="callback">What is called, on the thread that advances the clock.</param>
    /// <param name="state">What the callback is given.</param>
    /// <param name="dueTime">How long until it fires; infinite: never.</param>
    /// <param name="period">How long between further firings; zero or infinite: it fires once.</param>
    /// <returns>The timer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A time is negative, or over 4 294 967 294 ms.</exception>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        ManualTimer timer = new(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    internal bool Schedule(ManualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            if (timer.IsDisposed)
            {
                return false;
            }

            _timers.Remove(timer);
            timer.Period = period > TimeSpan.Zero ? period : TimeSpan.Zero;
            if (dueTime >= TimeSpan.Zero)
            {
                _timers.Add(timer, _ticks + dueTime.Ticks);
                _milestones.Reach(_timers.Count);
            }

            return true;
        }
    }

    internal void Forget(ManualTimer timer)
    {
        lock (_gate)
        {
            timer.IsDisposed = true;
            _timers.Remove(timer);
        }
    }

    // Sets the clock to the next due timer, or, where none is left, to the target.
    private ManualTimer? NextDue(long target)
    {
        lock (_gate)
        {
            if (!_timers.TryTake(target, out ManualTimer? timer, out long due))
            {
                _ticks = Math.Max(_ticks, target);
                return null;
            }

            _ticks = Math.Max(_ticks, due);
            if (timer.Period > TimeSpan.Zero)
            {
                _timers.Add(timer, due + timer.Period.Ticks);
            }

            return timer;
        }
    }
}
