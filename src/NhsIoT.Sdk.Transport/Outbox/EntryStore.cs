using NhsIoT.Sdk.Transport.Storage;

namespace NhsIoT.Sdk.Transport.Outbox;

/// <summary>Entries and messages with their bytes; what comes takes room and what goes gives it back. Not thread-safe.</summary>
internal sealed class EntryStore
{
    private const int None = -1;

    private readonly Slots<StoredEntry> _entries = new();
    private readonly Slots<StoredMessage> _messages = new();
    private readonly Slots<MessageShare> _shares = new();
    private readonly Blocks _blocks = new();

    public int Messages => _messages.Count;

    public ref StoredEntry this[int entry] => ref _entries[entry];

    public ref readonly AcceptedMessage Message(int share) => ref _messages[_shares[share].Message].Message;

    /// <summary>Copies a message; it stays as long as somebody has a share in it.</summary>
    public int AddMessage(in AcceptedMessage message)
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
            FirstShare = None,
        };
        return place;
    }

    /// <summary>Says whether an account pays for a message already.</summary>
    public bool HasShare(int message, RoomAccount account) => Find(message, account) != None;

    /// <summary>Gives an account a share in a message, or one reference more to the share that it has.</summary>
    public int Share(int message, RoomAccount account)
    {
        int share = Find(message, account);
        if (share == None)
        {
            share = _shares.Take();
            ref StoredMessage stored = ref _messages[message];
            _shares[share] = new MessageShare { Account = account, Message = message, Next = stored.FirstShare };
            stored.FirstShare = share;
            account.Take(0, stored.Charge);
        }

        _shares[share].References++;
        return share;
    }

    /// <summary>Ends a reference to a message; with the last one of its last share the message goes.</summary>
    public void Release(int share)
    {
        ref MessageShare released = ref _shares[share];
        if (--released.References > 0)
        {
            return;
        }

        ref StoredMessage message = ref _messages[released.Message];
        released.Account.Give(0, message.Charge);
        ref int link = ref message.FirstShare;
        while (link != share)
        {
            link = ref _shares[link].Next;
        }

        link = released.Next;
        if (message.FirstShare == None)
        {
            _blocks.Return(message.Block);
            _messages.Return(released.Message);
        }

        _shares.Return(share);
    }

    /// <summary>Copies an entry, which has a share in its message from then on.</summary>
    public int Add(in Envelope envelope, in EntryPlan plan, int message)
    {
        int idLength = envelope.Id.Length;
        Block block = _blocks.Take(idLength + envelope.Payload.Length);
        Memory<byte> id = block.Memory(0, idLength);
        Memory<byte> payload = block.Memory(idLength, envelope.Payload.Length);
        envelope.Id.Span.CopyTo(id.Span);
        envelope.Payload.Span.CopyTo(payload.Span);

        int place = _entries.Take();
        ref StoredEntry stored = ref _entries[place];
        stored.Envelope = envelope with { Id = id, Payload = payload };
        stored.Lane = plan.Lane!;
        stored.Block = block;
        stored.Charge = plan.Charge;
        stored.Over = plan.Over;
        stored.Share = Share(message, stored.Lane.Account);
        stored.Next = KeyQueue.None;
        stored.Previous = KeyQueue.None;
        stored.ExpiryPlace = KeyQueue.None;
        stored.Lane.Account.Take(1, stored.Charge);
        return place;
    }

    public void Remove(int entry)
    {
        ref StoredEntry stored = ref _entries[entry];
        stored.Lane.Account.Give(1, stored.Charge);
        _blocks.Return(stored.Block);
        Release(stored.Share);
        _entries.Return(entry);
    }

    private int Find(int message, RoomAccount account)
    {
        int share = _messages[message].FirstShare;
        while (share != None && _shares[share].Account != account)
        {
            share = _shares[share].Next;
        }

        return share;
    }
}
