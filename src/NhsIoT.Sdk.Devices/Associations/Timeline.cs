namespace NhsIoT.Sdk.Devices.Associations;

/// <summary>The associations of one device, laid out in time for look-ups: each answer holds until the next begins.</summary>
/// <remarks>
/// One thread writes, any number read without a lock: what is already laid out does not move, and what is added at its end
/// is seen only after it is there. Whatever changes earlier times is a timeline of its own.
/// </remarks>
internal sealed class Timeline
{
    private readonly long[] _starts;
    private readonly Placement[] _placements;
    private int _count;

    public Timeline(ReadOnlySpan<long> starts, ReadOnlySpan<Placement> placements, int room)
    {
        _starts = new long[room];
        _placements = new Placement[room];
        starts.CopyTo(_starts);
        placements.CopyTo(_placements);
        _count = starts.Length;
    }

    public static Timeline Empty { get; } = new([], [], 0);

    /// <summary>From when on nothing changes any more.</summary>
    public long NewestStart => _count == 0 ? Never.Began : _starts[_count - 1];

    /// <summary>What holds from then on.</summary>
    public Placement Newest => _count == 0 ? Placement.NotAssociated : _placements[_count - 1];

    /// <summary>The answer that holds at both times and between; null where it changes.</summary>
    public Placement? Between(long first, long last)
    {
        int count = Volatile.Read(ref _count);
        ReadOnlySpan<long> starts = _starts.AsSpan(0, count);
        int index = IndexAt(starts, first);
        return index + 1 < count && starts[index + 1] <= last ? null : index < 0 ? Placement.NotAssociated : _placements[index];
    }

    /// <summary>Lets an answer hold from a time on that is not before the newest start.</summary>
    public Timeline With(long start, Placement placement)
    {
        if (start == NewestStart)
        {
            Volatile.Write(ref _placements[_count - 1], placement);
            return this;
        }

        Timeline timeline = _count < _starts.Length ? this : new Timeline(_starts, _placements, Math.Max(4, _count + (_count / 2)));
        timeline._starts[_count] = start;
        timeline._placements[_count] = placement;
        Volatile.Write(ref timeline._count, _count + 1);
        return timeline;
    }

    // The last that begins at or before the time; -1 before the first.
    private static int IndexAt(ReadOnlySpan<long> starts, long utcTicks)
    {
        int low = 0;
        int high = starts.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (starts[middle] <= utcTicks)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low - 1;
    }
}
