namespace NhsIoT.Sdk.Transport.Outbox;

/// <summary>The entries of a lease; used again for the next under another ticket.</summary>
internal sealed class Lease(int place)
{
    private Envelope[] _envelopes = new Envelope[16];
    private int[] _entries = new int[16];
    private int[] _attempts = new int[16];
    private int _round;

    public Lane? Lane { get; private set; }

    public int Count { get; private set; }

    /// <summary>Gets the keys that it keeps from others.</summary>
    public List<KeyQueue> Keys { get; } = [];

    public ReadOnlySpan<int> Entries => _entries.AsSpan(0, Count);

    public long Ticket => ((long)_round << 32) | (uint)place;

    public static int PlaceOf(long ticket) => (int)(ticket & int.MaxValue);

    public OutboxLease Begin(Lane lane, int max)
    {
        // A place would have to be leased two thousand million times before a ticket came again.
        _round = unchecked(_round + 1) & int.MaxValue;
        Lane = lane;
        lane.Take(max, this);
        return new OutboxLease(lane.Destination, _envelopes.AsMemory(0, Count), Ticket) { Attempts = _attempts.AsMemory(0, Count) };
    }

    public void Add(int entry, in Envelope envelope, int attempts)
    {
        if (Count == _entries.Length)
        {
            Array.Resize(ref _entries, Count * 2);
            Array.Resize(ref _envelopes, Count * 2);
            Array.Resize(ref _attempts, Count * 2);
        }

        _entries[Count] = entry;
        _attempts[Count] = attempts;
        _envelopes[Count++] = envelope;
    }

    public void End()
    {
        Array.Clear(_envelopes, 0, Count);
        Keys.Clear();
        Count = 0;
        Lane = null;
    }
}
