namespace NhsIoT.Sdk.Transport.Outbox;

/// <summary>Entries and messages that were put aside, until somebody discards them. Not thread-safe.</summary>
internal sealed class Quarantine(EntryStore store)
{
    private const int NoEntry = -1;

    private readonly SortedDictionary<long, Held> _held = [];
    private long _lastNumber;

    public int Count => _held.Count;

    public void AddEntry(int entry, string reason, DateTimeOffset at)
        => _held.Add(++_lastNumber, new Held(at, reason, entry, store[entry].Message));

    public void AddMessage(int message, string reason, DateTimeOffset at)
    {
        store.HoldMessage(message);
        _held.Add(++_lastNumber, new Held(at, reason, NoEntry, message));
    }

    public QuarantineRecord[] Read(int max)
        => [.. _held.Take(max).Select(held => held.Value.Entry == NoEntry ? OfMessage(held.Key, held.Value) : OfEntry(held.Key, held.Value))];

    public bool Discard(long number)
    {
        if (!_held.Remove(number, out Held? held))
        {
            return false;
        }

        if (held.Entry == NoEntry)
        {
            store.ReleaseMessage(held.Message);
        }
        else
        {
            store.Remove(held.Entry);
        }

        return true;
    }

    private QuarantineRecord OfMessage(long number, Held held)
    {
        AcceptedMessage message = store.Message(held.Message).Message;
        return new QuarantineRecord
        {
            Number = number,
            At = held.At,
            Reason = held.Reason,
            Origin = message.Source,
            IsEntry = false,
            Route = message.Route,
            ContentType = message.ContentType,
            Payload = message.Payload.ToArray(),
        };
    }

    private QuarantineRecord OfEntry(long number, Held held)
    {
        ref readonly StoredEntry entry = ref store[held.Entry];
        return new QuarantineRecord
        {
            Number = number,
            At = held.At,
            Reason = held.Reason,
            Origin = entry.Destination,
            IsEntry = true,
            Route = entry.Envelope.Route,
            ContentType = entry.Envelope.ContentType,
            Payload = entry.Envelope.Payload.ToArray(),
        };
    }

    private sealed record Held(DateTimeOffset At, string Reason, int Entry, int Message);
}
