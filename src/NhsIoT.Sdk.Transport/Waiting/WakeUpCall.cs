namespace NhsIoT.Sdk.Transport.Waiting;

/// <summary>One timer for the earliest of many times. Its owner says under its lock what is earliest, and sets the timer after it.</summary>
internal sealed class WakeUpCall : IDisposable
{
    // A wall clock may be put forward: what is left until a time of day is looked at again within this.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly Lock _gate;
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private long _at = long.MaxValue;

    public WakeUpCall(Lock gate, TimeProvider clock, Action ring)
    {
        _gate = gate;
        _clock = clock;
        _timer = clock.CreateTimer(static ring => ((Action)ring!)(), ring, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Asks to be rung after a time, unless it rings earlier anyway. Under the lock.</summary>
    /// <returns>Whether <see cref="Set"/> has to be called after the lock.</returns>
    public bool Ask(TimeSpan after)
    {
        TimeSpan wait = after > Longest ? Longest : after;
        long at = _clock.GetTimestamp() + (long)(wait.TotalSeconds * _clock.TimestampFrequency);
        if (at >= _at)
        {
            return false;
        }

        _at = at;
        return true;
    }

    /// <summary>States that it has rung. Under the lock.</summary>
    public void Rung() => _at = long.MaxValue;

    /// <summary>Sets the timer. Outside the lock: a clock may ring at once, on this thread.</summary>
    public void Set()
    {
        // Of two who set it at once the later may have the earlier time: whoever was last looks again.
        long set = Asked();
        bool again = true;
        while (again)
        {
            _timer.Change(Until(set), Timeout.InfiniteTimeSpan);
            long asked = Asked();
            again = asked != set;
            set = asked;
        }
    }

    public void Dispose() => _timer.Dispose();

    private long Asked()
    {
        lock (_gate)
        {
            return _at;
        }
    }

    private TimeSpan Until(long at)
    {
        if (at == long.MaxValue)
        {
            return Timeout.InfiniteTimeSpan;
        }

        // A timer counts whole milliseconds and must not ring before its time.
        double milliseconds = Math.Ceiling(_clock.GetElapsedTime(_clock.GetTimestamp(), at).TotalMilliseconds);
        return TimeSpan.FromMilliseconds(Math.Max(0, milliseconds));
    }
}
