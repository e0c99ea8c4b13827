namespace NhsIoT.Sdk.Transport.Outbox;

/// <summary>What was lost and nobody was told of yet. Not thread-safe.</summary>
/// <remarks>A record that was read stands as it was read: what is lost after that goes into another of the same group.</remarks>
internal sealed class LossBook(int limit)
{
    private readonly SortedDictionary<long, Loss> _records = [];
    private readonly Dictionary<LossGroup, Loss> _open = [];
    private long _lastNumber;

    public int Count => _records.Count;

    public void Add(LossGroup group, DateTimeOffset received)
    {
        if (!_open.TryGetValue(group, out Loss? loss))
        {
            // Bounded: further keys share a record, of which there are not more than destinations, classes and reasons.
            LossGroup shared = _records.Count < limit ? group : group with { Key = null };
            loss = _open.TryGetValue(shared, out Loss? standing) ? standing : Begin(shared, received);
        }

        loss.Count++;
        loss.First = received < loss.First ? received : loss.First;
        loss.Last = received > loss.Last ? received : loss.Last;
    }

    /// <summary>Reads the oldest: always the same ones until they are settled, so that no more stand closed than were ever asked for.</summary>
    public LossRecord[] Read(int max)
    {
        LossRecord[] read = [.. _records.Values.Take(max).Select(loss => loss.AsRecord())];
        foreach (LossRecord record in read)
        {
            Loss loss = _records[record.Number];
            if (!loss.IsRead)
            {
                loss.IsRead = true;
                _open.Remove(loss.Group);
            }
        }

        return read;
    }

    public void Settle(ReadOnlySpan<long> numbers)
    {
        foreach (long number in numbers)
        {
            // What nobody has read nobody can have told.
            if (_records.TryGetValue(number, out Loss? loss) && loss.IsRead)
            {
                _records.Remove(number);
            }
        }
    }

    private Loss Begin(LossGroup group, DateTimeOffset received)
    {
        Loss loss = new(++_lastNumber, group) { First = received, Last = received };
        _records.Add(loss.Number, loss);
        _open.Add(group, loss);
        return loss;
    }

    private sealed class Loss(long number, LossGroup group)
    {
        public long Number => number;

        public bool IsRead { get; set; }

        public LossGroup Group => group;

        public long Count { get; set; }

        public DateTimeOffset First { get; set; }

        public DateTimeOffset Last { get; set; }

        public LossRecord AsRecord() => new()
        {
            Number = number,
            Destination = group.Destination,
            Key = group.Key,
            Class = group.Class,
            Count = Count,
            First = First,
            Last = Last,
            Reason = group.Reason,
        };
    }
}

/// <summary>What is counted together.</summary>
internal readonly record struct LossGroup(string Destination, string? Key, DeliveryClass Class, LossReason Reason);
