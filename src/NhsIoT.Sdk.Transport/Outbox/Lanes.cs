namespace NhsIoT.Sdk.Transport.Outbox;

/// <summary>The lane of each destination and class, and the keys that were left for later. Not thread-safe.</summary>
internal sealed class Lanes(Room room, EntryStore entries, Expiries expiries)
{
    public const int Classes = (int)DeliveryClass.Housekeeping + 1;

    private readonly Dictionary<string, Lane[]> _lanes = new(StringComparer.Ordinal);
    private readonly RankHeap<KeyQueue, KeyPlaces> _left = new(default);
    private string? _lastDestination;
    private Lane[] _last = [];

    public List<Lane> All { get; } = [];

    /// <summary>Gets when the first of the left keys is due, in ticks of <see cref="Moment"/>; <see langword="null"/>: none is left.</summary>
    public long? NextDue => _left.Count == 0 ? null : _left.FirstRank;

    public Lane Of(string destination, DeliveryClass deliveryClass)
    {
        if (!ReferenceEquals(destination, _lastDestination))
        {
            _last = _lanes.TryGetValue(destination, out Lane[]? found) ? found : Add(destination);
            _lastDestination = destination;
        }

        return _last[(int)deliveryClass];
    }

    /// <summary>Frees a key whose lease was settled: to be leased again, later, or not at all.</summary>
    public void Free(KeyQueue queue, long now)
    {
        if (queue.Count == 0)
        {
            queue.Lane!.Retire(queue);
        }
        else if (queue.Until > now)
        {
            queue.State = KeyState.Left;
            _left.Add(queue, queue.Until);
        }
        else
        {
            queue.Lane!.MakeReady(queue);
        }
    }

    /// <summary>Makes the keys ready whose time has come.</summary>
    public void MakeDueReady(long now)
    {
        while (_left.Count > 0 && _left.FirstRank <= now)
        {
            KeyQueue queue = _left.First;
            _left.Remove(queue);
            queue.Lane!.MakeReady(queue);
        }
    }

    /// <summary>Takes an entry out that waits; a key of which nothing is left is forgotten, and with it until when it was left.</summary>
    public void Drop(int entry)
    {
        KeyQueue queue = entries[entry].Lane.Drop(entry);
        if (queue.Count > 0 || queue.State == KeyState.Leased)
        {
            return;
        }

        if (queue.State == KeyState.Left)
        {
            _left.Remove(queue);
        }

        queue.Lane!.Retire(queue);
    }

    public long Waiting(DeliveryClass deliveryClass) => Sum(deliveryClass, static lane => lane.Waiting);

    public long Bytes(DeliveryClass deliveryClass) => Sum(deliveryClass, static lane => lane.Account.Bytes);

    private Lane[] Add(string destination)
    {
        Lane[] added = [.. Enumerable.Range(0, Classes).Select(c => NewLane(destination, (DeliveryClass)c))];
        _lanes.Add(destination, added);
        All.AddRange(added);
        return added;
    }

    private Lane NewLane(string destination, DeliveryClass deliveryClass)
        => new(destination, deliveryClass, room.NewAccount(deliveryClass), entries, expiries);

    private long Sum(DeliveryClass deliveryClass, Func<Lane, long> count)
    {
        long sum = 0;
        foreach (Lane lane in All)
        {
            sum += lane.Class == deliveryClass ? count(lane) : 0;
        }

        return sum;
    }
}
