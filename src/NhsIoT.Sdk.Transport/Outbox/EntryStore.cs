using NhsIoT.Sdk.Transport.Storage;

namespace NhsIoT.Sdk.Transport.Outbox;

/// <summary>Entries and messages with their bytes; what comes takes room and what goes gives it back. Not thread-safe.</summary>
internal sealed class EntryStore(Room room)
{
    private readonly Slots<StoredEntry> _entries = new();
    private readonly Slots<StoredMessage> _messages = new();
    private readonly Blocks _blocks = new();

    public int Messages => _messages.Count;

    public ref StoredEntry this[int entry] => ref _entries[entry];

    public ref readonly StoredMessage Message(int message) => ref _messages[message];

    /// <summary>Copies a message; it stays as long as something refers to it.</summary>
    public int AddMessage(in AcceptedMessage message, Account account)
    {
        int length = message.Payload.Length;
        Block block = _blocks.Take(length);
        Memory<byte> payload = block.Memory(0, length);
        message.Payload.Span.CopyTo(payload.Span);

        int place = _messages.Take();
        _messages[place] = new StoredMessage
        {
            Message = message with { Payload = payload },
            Block = block,
            Charge = BlockSizes.Rounded(length),
            Account = account,
        };
        room.Take(account, account == Account.Quarantine ? 1 : 0, _messages[place].Charge);
        return place;
    }

    /// <summary>Copies an entry, which refers to its message from then on.</summary>
    public int Add(in OutboxEntry entry, int message)
    {
        Envelope envelope = entry.Envelope;
        int idLength = envelope.Id.Length;
        int length = idLength + envelope.Payload.Length;
        Block block = _blocks.Take(length);
        Memory<byte> id = block.Memory(0, idLength);
        Memory<byte> payload = block.Memory(idLength, envelope.Payload.Length);
        envelope.Id.Span.CopyTo(id.Span);
        envelope.Payload.Span.CopyTo(payload.Span);

        int place = _entries.Take();
        ref StoredEntry stored = ref _entries[place];
        stored.Envelope = envelope with { Id = id, Payload = payload };
        stored.Destination = entry.Destination;
        stored.Block = block;
        stored.Charge = BlockSizes.Rounded(length);
        stored.Message = message;
        stored.Next = KeyQueue.None;
        _messages[message].References++;
        room.Take((Account)envelope.Class, 1, stored.Charge);
        return place;
    }

    public void Remove(int entry)
    {
        ref StoredEntry stored = ref _entries[entry];
        room.Give((Account)stored.Envelope.Class, 1, stored.Charge);
        _blocks.Return(stored.Block);
        ReleaseMessage(stored.Message);
        _entries.Return(entry);
    }

    public void HoldMessage(int message) => _messages[message].References++;

    public void ReleaseMessage(int message)
    {
        ref StoredMessage stored = ref _messages[message];
        if (--stored.References == 0)
        {
            room.Give(stored.Account, stored.Account == Account.Quarantine ? 1 : 0, stored.Charge);
            _blocks.Return(stored.Block);
            _messages.Return(message);
        }
    }
}
