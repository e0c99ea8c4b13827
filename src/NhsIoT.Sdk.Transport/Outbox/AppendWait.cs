using NhsIoT.Sdk.Transport.Storage;
using NhsIoT.Sdk.Transport.Waiting;

namespace NhsIoT.Sdk.Transport.Outbox;

/// <summary>An append on its way in: what it brings, what it needs, and who waits for it.</summary>
internal sealed class AppendWait(OutboxDesk desk) : Wait<bool>
{
    public const int NotStored = -1;

    private Memory<AppendOutcome> _outcomes;
    private ReadOnlyMemory<OutboxEntry> _entries;
    private ReadOnlyMemory<AcceptedMessage> _messages;
    private EntryPrint[] _prints = new EntryPrint[16];
    private MessagePlace[] _places = new MessagePlace[4];
    private RoomNeed _need;

    public ReadOnlySpan<OutboxEntry> Entries => _entries.Span;

    public ReadOnlySpan<AcceptedMessage> Messages => _messages.Span;

    public Span<AppendOutcome> Outcomes => _outcomes.Span;

    public ReadOnlySpan<EntryPrint> Prints => _prints.AsSpan(0, _entries.Length);

    public Span<MessagePlace> Places => _places;

    public ref readonly RoomNeed Need => ref _need;

    /// <summary>Reads what can be read without the outbox: fingerprints and the room that it takes at the most.</summary>
    public void Prepare(OutboxAppend append, Memory<AppendOutcome> outcomes, KeyedHash hash)
    {
        _outcomes = outcomes;
        _entries = append.Entries;
        _messages = append.Messages;
        _need = default;
        PrepareMessages();
        PrepareEntries(hash);
        NeedMessages();
    }

    public void Clear()
    {
        _outcomes = default;
        _entries = default;
        _messages = default;
    }

    protected override void OnCancelled(CancellationToken cancellationToken) => desk.Cancel(this, cancellationToken);

    protected override void Recycle() => desk.Recycle(this);

    private void PrepareMessages()
    {
        if (_places.Length < _messages.Length)
        {
            _places = new MessagePlace[_messages.Length];
        }

        _places.AsSpan(0, _messages.Length).Fill(new MessagePlace { Account = Account.Quarantine, Place = NotStored });
    }

    private void PrepareEntries(KeyedHash hash)
    {
        ReadOnlySpan<OutboxEntry> entries = _entries.Span;
        if (_prints.Length < entries.Length)
        {
            _prints = new EntryPrint[entries.Length];
        }

        HashedText destination = new(null, hash.Of(null));
        HashedText type = destination;
        for (int i = 0; i < entries.Length; i++)
        {
            ref readonly OutboxEntry entry = ref entries[i];
            Envelope envelope = entry.Envelope;
            destination = destination.Next(entry.Destination, hash);
            type = type.Next(envelope.ContentType, hash);
            UInt128 id = hash.Add(destination.Hash, envelope.Id.Span);
            UInt128 content = hash.Add(hash.Add(type.Hash, envelope.Route), envelope.Payload.Span);
            _prints[i] = new EntryPrint(id, content);
            _need[(int)envelope.Class].Entries++;
            _need[(int)envelope.Class].Bytes += BlockSizes.Rounded(envelope.Id.Length + envelope.Payload.Length);

            // The most urgent entry pays for its message: an alarm never waits because readings came with it.
            ref MessagePlace place = ref _places[entry.Message];
            place.Account = (Account)Math.Min((byte)place.Account, (byte)envelope.Class);
        }
    }

    private void NeedMessages()
    {
        ReadOnlySpan<AcceptedMessage> messages = _messages.Span;
        for (int i = 0; i < messages.Length; i++)
        {
            Account account = _places[i].Account;
            if (account == Account.Quarantine && messages[i].QuarantineReason is null)
            {
                continue;
            }

            _need[(int)account].Entries += account == Account.Quarantine ? 1 : 0;
            _need[(int)account].Bytes += BlockSizes.Rounded(messages[i].Payload.Length);
        }
    }
}

/// <summary>What an entry is known by: destination and id; and its content: media type, route and payload.</summary>
internal readonly record struct EntryPrint(UInt128 Id, UInt128 Content);

/// <summary>A text and its hash: entries that follow one another mostly share it.</summary>
internal readonly record struct HashedText(string? Text, UInt128 Hash)
{
    public HashedText Next(string? text, KeyedHash hash) => ReferenceEquals(text, Text) ? this : new HashedText(text, hash.Of(text));
}

/// <summary>Where a message of an append was stored, and who pays for it.</summary>
internal struct MessagePlace
{
    public Account Account;
    public int Place;
}
