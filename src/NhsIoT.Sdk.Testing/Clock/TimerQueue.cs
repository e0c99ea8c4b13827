using System.Diagnostics.CodeAnalysis;

namespace NhsIoT.Sdk.Testing.Clock;

/// <summary>The timers that will fire, by due time, then by the order in which they were set.</summary>
internal sealed class TimerQueue
{
    private readonly SortedSet<ManualTimer> _byDue = new(Comparer<ManualTimer>.Create(
        static (a, b) => (a.Due, a.Order).CompareTo((b.Due, b.Order))));

    private long _order;

    public int Count => _byDue.Count;

    public void Add(ManualTimer timer, long due)
    {
        timer.Due = due;
        timer.Order = _order++;
        _byDue.Add(timer);
    }

    public void Remove(ManualTimer timer) => _byDue.Remove(timer);

    public bool TryTake(long until, [NotNullWhen(true)] out ManualTimer? timer, out long due)
    {
        timer = _byDue.Min;
        due = timer?.Due ?? 0;
        return timer is not null && due <= until && _byDue.Remove(timer);
    }
}
