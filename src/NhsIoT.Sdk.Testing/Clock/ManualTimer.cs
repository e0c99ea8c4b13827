namespace NhsIoT.Sdk.Testing.Clock;

/// <summary>A timer of a <see cref="ManualClock"/>. What it holds is guarded by the clock.</summary>
internal sealed class ManualTimer(ManualClock clock, TimerCallback callback, object? state) : ITimer
{
    // The same bound as System.Threading.Timer, so that code that would fail in production fails here.
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    // A real timer calls back in the context of whoever made it: its AsyncLocals, its Activity.
    private readonly ExecutionContext? _context = ExecutionContext.Capture();

    public long Due { get; set; }

    public long Order { get; set; }

    public TimeSpan Period { get; set; }

    public bool IsDisposed { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        ThrowIfNoTime(dueTime, nameof(dueTime));
        ThrowIfNoTime(period, nameof(period));
        return clock.Schedule(this, dueTime, period);
    }

    public void Fire()
    {
        if (_context is null)
        {
            callback(state);
        }
        else
        {
            ExecutionContext.Run(_context, static t => ((ManualTimer)t!).Call(), this);
        }
    }

    public void Dispose() => clock.Forget(this);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private static void ThrowIfNoTime(TimeSpan time, string name)
    {
        if (time != Timeout.InfiniteTimeSpan && (time < TimeSpan.Zero || time > Longest))
        {
            throw new ArgumentOutOfRangeException(name, time, $"Zero to {Longest.TotalMilliseconds:0} ms, or infinite.");
        }
    }

    private void Call() => callback(state);
}
