using NhsIoT.Sdk.Transport.Storage;

namespace NhsIoT.Sdk.Transport.Outbox;

/// <summary>Entries and messages that were put aside or are held, until somebody discards them. Not thread-safe.</summary>
internal sealed class Quarantine(EntryStore store, Room room, LossBook losses)
{
    private const int NoEntry = -1;

    private readonly SortedDictionary<long, Aside> _aside = [];
    private readonly LinkedList<long> _overflowing = new();
    private long _lastNumber;

    /// <summary>Gets how many records there are that are not held.</summary>
    public int Quarantined => _aside.Count - Held;

    public int Held { get; private set; }

    public void AddEntry(int entry, string reason, DateTimeOffset at)
        => _aside.Add(++_lastNumber, new Aside(at, reason, entry, store[entry].Share, null, null));

    /// <summary>Adds a message.</summary>
    /// <returns>How many older ones made room for it.</returns>
    public int AddMessage(int message, in AcceptedMessage accepted, DateTimeOffset at)
    {
        RoomAccount account = room.OfQuarantined(accepted);
        int discarded = 0;
        bool overflows = room.Overflows(account);
        while (overflows && _overflowing.First is { } oldest && !account.Fits(1, BlockSizes.Rounded(accepted.Payload.Length), isUrgent: false))
        {
            Lose(oldest.Value);
            discarded++;
        }

        account.Take(1, 0);
        long number = ++_lastNumber;
        _aside.Add(number, new Aside(at, accepted.QuarantineReason!, NoEntry, store.Share(message, account), account, overflows ? _overflowing.AddLast(number) : null));
        Held += accepted.IsHeld ? 1 : 0;
        return discarded;
    }

    public QuarantineRecord[] Read(QuarantineQuery query) =>
    [
        .. _aside.Where(aside => aside.Key > query.After && Matches(aside.Value, query)).Take(query.Max).Select(aside => RecordOf(aside.Key, aside.Value)),
    ];

    public bool Discard(long number)
    {
        if (!_aside.Remove(number, out Aside? aside))
        {
            return false;
        }

        if (aside.Account is null)
        {
            store.Remove(aside.Entry);
            return true;
        }

        if (aside.Overflowing is not null)
        {
            _overflowing.Remove(aside.Overflowing);
        }

        Held -= store.Message(aside.Share).IsHeld ? 1 : 0;
        aside.Account.Give(1, 0);
        store.Release(aside.Share);
        return true;
    }

    private void Lose(long number)
    {
        AcceptedMessage message = store.Message(_aside[number].Share);
        losses.Add(new LossGroup(message.Source, message.Key, message.Class, LossReason.Discarded), message.Received);
        Discard(number);
    }

    private bool Matches(Aside aside, in QuarantineQuery query)
        => (query.Held is not bool held || held == IsHeld(aside))
            && (query.Key is null || string.Equals(query.Key, KeyOf(aside), StringComparison.Ordinal));

    private bool IsHeld(Aside aside) => aside.Entry == NoEntry && store.Message(aside.Share).IsHeld;

    private string? KeyOf(Aside aside) => aside.Entry == NoEntry ? store.Message(aside.Share).Key : store[aside.Entry].Envelope.Key;

    private QuarantineRecord RecordOf(long number, Aside aside)
    {
        AcceptedMessage kept = store.Message(aside.Share);
        AcceptedMessage message = kept with { Payload = kept.Payload.ToArray() };
        QuarantineRecord record = new()
        {
            Number = number,
            At = aside.At,
            Reason = aside.Reason,
            Origin = message.Source,
            IsEntry = false,
            Route = message.Route,
            ContentType = message.ContentType,
            Payload = message.Payload,
            Received = message.Received,
            Class = message.Class,
            Key = KeyOf(aside),
            IsHeld = IsHeld(aside),
            Message = message,
        };
        return aside.Entry == NoEntry ? record : OfEntry(record, store[aside.Entry]);
    }

    private static QuarantineRecord OfEntry(QuarantineRecord record, in StoredEntry entry) => record with
    {
        Origin = entry.Lane.Destination,
        IsEntry = true,
        Route = entry.Envelope.Route,
        ContentType = entry.Envelope.ContentType,
        Payload = entry.Envelope.Payload.ToArray(),
        Class = entry.Envelope.Class,
    };

    private sealed record Aside(DateTimeOffset At, string Reason, int Entry, int Share, RoomAccount? Account, LinkedListNode<long>? Overflowing);
}
