namespace NhsIoT.Sdk.Devices;

/// <summary>Says when a device is asked next. Never two polls at once, and no poll in place of one that was missed.</summary>
/// <remarks>
/// <para>
/// Polls lie on beats of the interval from the first one, each put off by chance within the jitter, so that what a poll takes does not add
/// up. After a failure the next comes by chance within a wait that doubles with each failure in a row (full jitter), and after the
/// next answer on the next beat.
/// </para>
/// <para>
/// Holds no clock: it is told the time of a monotonic one, such as <see cref="TimeProvider.GetElapsedTime(long)"/> since the
/// start of the gateway, so that a change of the wall clock moves no poll. A time before one that was told counts as that one. Not
/// thread-safe: the loop of one device owns it.
/// </para>
/// </remarks>
public sealed class PollSchedule
{
    // 10 ms doubled so often are more than a day, the longest wait; 1 h doubled so often still fits 63 bits.
    private const int MostDoublings = 24;

    private readonly PollOptions _options;
    private readonly Random _random;
    private TimeSpan _now;
    private TimeSpan _beat;
    private TimeSpan _due;
    private bool _isRunning;

    /// <summary>Makes the schedule of one device. Its first poll is due after the jitter.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="random">Where chance comes from.</param>
    /// <param name="now">The time of the monotonic clock.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public PollSchedule(PollOptions options, Random random, TimeSpan now)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(random);
        options.Validate();
        _options = options;
        _random = random;
        _now = now;
        _beat = now;
        _due = now + UpTo(options.MostJitter);
    }

    /// <summary>Gets when the next poll is due.</summary>
    /// <value><see langword="null"/> while one runs.</value>
    public TimeSpan? Due => _isRunning ? null : _due;

    /// <summary>Gets when the poll that runs has taken too long.</summary>
    /// <value><see langword="null"/> while none runs.</value>
    public TimeSpan? TimesOut => _isRunning ? _due + _options.TimeOut : null;

    /// <summary>Gets how many polls failed since the last answer.</summary>
    public int Failures { get; private set; }

    /// <summary>Begins a poll where one is due and none runs.</summary>
    /// <param name="now">The time of the monotonic clock.</param>
    /// <returns>Whether the device is to be asked now; then <see cref="End"/> has to follow.</returns>
    public bool TryBegin(TimeSpan now)
    {
        Advance(now);
        if (_isRunning || _now < _due)
        {
            return false;
        }

        // From here it says when the poll began.
        _due = _now;
        return _isRunning = true;
    }

    /// <summary>Ends the poll that runs.</summary>
    /// <param name="now">The time of the monotonic clock.</param>
    /// <param name="hasAnswered">Whether the device answered; if not, it failed or took too long.</param>
    /// <exception cref="InvalidOperationException">No poll runs.</exception>
    public void End(TimeSpan now, bool hasAnswered)
    {
        if (!_isRunning)
        {
            throw new InvalidOperationException("No poll runs.");
        }

        Advance(now);
        _isRunning = false;
        if (hasAnswered)
        {
            Failures = 0;
            _beat = NextBeat();
            _due = _beat + UpTo(_options.MostJitter);
            return;
        }

        Failures = Math.Min(Failures, int.MaxValue - 1) + 1;
        _due = _now + UpTo(MostWait(Failures));
    }

    // The first beat after the one that was asked for which has not passed: what was missed is not made up for.
    private TimeSpan NextBeat()
    {
        long interval = _options.Interval.Ticks;
        long passed = (Math.Max((_now - _beat).Ticks, 1) + interval - 1) / interval;
        return _beat + TimeSpan.FromTicks(passed * interval);
    }

    private TimeSpan MostWait(int failures)
    {
        long doubled = _options.BackOffFirst.Ticks << Math.Min(failures - 1, MostDoublings);
        return TimeSpan.FromTicks(Math.Min(doubled, _options.BackOffMax.Ticks));
    }

    private TimeSpan UpTo(TimeSpan most) => TimeSpan.FromTicks(_random.NextInt64(most.Ticks + 1));

    private void Advance(TimeSpan now) => _now = now > _now ? now : _now;
}
