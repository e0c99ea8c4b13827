namespace NhsIoT.Sdk.Transport.Outbox;

/// <summary>Entries that wait and whose time will be over, by that time. What is leased is not among them. Not thread-safe.</summary>
internal sealed class Expiries(EntryStore entries)
{
    /// <summary>The time of what does not expire.</summary>
    public const long Never = long.MaxValue;

    private readonly RankHeap<int, EntryPlaces> _heap = new(new EntryPlaces(entries));

    /// <summary>Gets when the next is over, in ticks of <see cref="Moment"/>; <see langword="null"/>: none ever is.</summary>
    public long? NextDue => _heap.Count == 0 ? null : _heap.FirstRank;

    public void Add(int entry)
    {
        long over = entries[entry].Over;
        if (over != Never)
        {
            _heap.Add(entry, over);
        }
    }

    public void Remove(int entry)
    {
        if (entries[entry].Over != Never)
        {
            _heap.Remove(entry);
        }
    }

    /// <summary>Takes out the next whose time is over.</summary>
    public bool TryTake(long now, out int entry)
    {
        if (_heap.Count == 0 || _heap.FirstRank > now)
        {
            entry = KeyQueue.None;
            return false;
        }

        entry = _heap.First;
        _heap.Remove(entry);
        return true;
    }
}
