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
    private EntryPlan[] _plans = new EntryPlan[16];
    private int[] _places = new int[4];

    public ReadOnlySpan<OutboxEntry> Entries => _entries.Span;

    public ReadOnlySpan<AcceptedMessage> Messages => _messages.Span;

    public Span<AppendOutcome> Outcomes => _outcomes.Span;

    public Span<EntryPlan> Plans => _plans.AsSpan(0, _entries.Length);

    /// <summary>Gets where each message was stored, or <see cref="NotStored"/>.</summary>
    public Span<int> Places => _places.AsSpan(0, _messages.Length);

    public RoomClaims Claims { get; } = new();

    /// <summary>Gets or sets the <see cref="IdMemory.Changes"/> that the claims were made at.</summary>
    public long ClaimedAt { get; set; }

    /// <summary>Reads what can be read without the outbox: fingerprints, life times, and whether it carries an alarm.</summary>
    public void Prepare(OutboxAppend append, Memory<AppendOutcome> outcomes, KeyedHash hash)
    {
        _outcomes = outcomes;
        _entries = append.Entries;
        _messages = append.Messages;
        Claims.IsUrgent = false;
        PrepareMessages();
        PrepareEntries(hash);
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
            _places = new int[_messages.Length];
        }

        Places.Fill(NotStored);
        foreach (ref readonly AcceptedMessage message in Messages)
        {
            Claims.IsUrgent |= message.Class == DeliveryClass.Alarm;
        }
    }

    private void PrepareEntries(KeyedHash hash)
    {
        ReadOnlySpan<OutboxEntry> entries = _entries.Span;
        if (_plans.Length < entries.Length)
        {
            _plans = new EntryPlan[entries.Length];
        }

        HashedText destination = new(null, hash.Of(null));
        HashedText type = destination;
        Moment? now = null;
        for (int i = 0; i < entries.Length; i++)
        {
            ref readonly OutboxEntry entry = ref entries[i];
            Envelope envelope = entry.Envelope;
            destination = destination.Next(entry.Destination, hash);
            type = type.Next(envelope.ContentType, hash);
            ref EntryPlan plan = ref _plans[i];
            UInt128 id = hash.Add(destination.Hash, envelope.Id.Span);
            UInt128 content = hash.Add(hash.Add(type.Hash, envelope.Route), envelope.Payload.Span);
            plan.Print = new EntryPrint(id, content);
            plan.Lane = null;
            plan.Charge = BlockSizes.Rounded(envelope.Id.Length + envelope.Payload.Length);
            plan.Over = envelope.Expires is DateTimeOffset expires ? (now ??= desk.Now()).TicksAt(expires) : Expiries.Never;
            Claims.IsUrgent |= envelope.Class == DeliveryClass.Alarm;
        }
    }
}

/// <summary>What is known of an entry before it is stored.</summary>
internal struct EntryPlan
{
    /// <summary>What it is known by.</summary>
    public EntryPrint Print;

    /// <summary>Where it goes; <see langword="null"/>: not looked up yet.</summary>
    public Lane? Lane;

    /// <summary>When its time is over, in ticks of <see cref="Moment"/>.</summary>
    public long Over;

    /// <summary>The bytes that it takes.</summary>
    public int Charge;
}

/// <summary>What an entry is known by: destination and id; and its content: media type, route and payload.</summary>
internal readonly record struct EntryPrint(UInt128 Id, UInt128 Content);

/// <summary>A text and its hash: entries that follow one another mostly share it.</summary>
internal readonly record struct HashedText(string? Text, UInt128 Hash)
{
    public HashedText Next(string? text, KeyedHash hash) => ReferenceEquals(text, Text) ? this : new HashedText(text, hash.Of(text));
}
