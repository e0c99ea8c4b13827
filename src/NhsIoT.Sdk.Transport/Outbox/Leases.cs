namespace NhsIoT.Sdk.Transport.Outbox;

/// <summary>The leases that stand, known by their tickets. Not thread-safe.</summary>
internal sealed class Leases
{
    private readonly List<Lease> _all = [];
    private readonly Stack<Lease> _unused = new();

    public OutboxLease Begin(Lane lane, int max)
    {
        if (!_unused.TryPop(out Lease? lease))
        {
            lease = new Lease(_all.Count);
            _all.Add(lease);
        }

        return lease.Begin(lane, max);
    }

    /// <summary>Finds the lease that stands under a ticket.</summary>
    /// <exception cref="InvalidOperationException">None does.</exception>
    public Lease Standing(long ticket)
    {
        int place = Lease.PlaceOf(ticket);
        return place < _all.Count && _all[place].Lane is not null && _all[place].Ticket == ticket
            ? _all[place]
            : throw new InvalidOperationException("The lease was settled before, or is not of this outbox.");
    }

    public void End(Lease lease)
    {
        lease.End();
        _unused.Push(lease);
    }
}
