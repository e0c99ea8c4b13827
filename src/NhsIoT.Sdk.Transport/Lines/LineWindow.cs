namespace NhsIoT.Sdk.Transport.Lines;

/// <summary>The messages that were read and are not settled, in order; the position moves over what is settled at their front.</summary>
internal sealed class LineWindow(int size, ReadPosition start) : IReceipt
{
    private const int PlacesForEach = 64;
    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, Held> _held = [];
    private readonly SortedSet<long> _givenBack = [];
    private readonly Dictionary<long, long> _orders = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ReadPosition _settled = start;
    private long _order;
    private long _ticket;

    /// <summary>Gets up to where everything is settled.</summary>
    public ReadPosition Settled
    {
        get
        {
            lock (_gate)
            {
                return _settled;
            }
        }
    }

    /// <summary>Gets a value indicating whether everything that was read is settled.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_gate)
            {
                return _held.Count == 0;
            }
        }
    }

    public bool HasRoom
    {
        get
        {
            lock (_gate)
            {
                return HasRoomNow;
            }
        }
    }

    // What is settled behind one that is not takes only its place; that, too, has an end.
    private bool HasRoomNow => _orders.Count + _givenBack.Count < size && _held.Count < (long)PlacesForEach * size;

    /// <summary>Takes a message in and hands it out.</summary>
    public Received Add(in Envelope envelope, ReceivedFault? fault, ReadPosition end)
    {
        lock (_gate)
        {
            _held.Add(++_order, new Held(envelope, fault, end));
            return HandOut(_order);
        }
    }

    /// <summary>Hands out again what was given back, the earliest first.</summary>
    public bool TryAgain(out Received message)
    {
        lock (_gate)
        {
            if (_givenBack.Count == 0)
            {
                message = default;
                return false;
            }

            long order = _givenBack.Min;
            _givenBack.Remove(order);
            message = HandOut(order);
            return true;
        }
    }

    /// <summary>Gets a task that ends with the next change that lets somebody go on who was asked in vain.</summary>
    public Task Changed
    {
        get
        {
            lock (_gate)
            {
                return _changed.Task;
            }
        }
    }

    public void Settle(long ticket, Settlement settlement, string? reason)
    {
        TaskCompletionSource? changed = null;
        lock (_gate)
        {
            bool wasFull = !HasRoomNow;
            if (!_orders.Remove(ticket, out long order))
            {
                throw new InvalidOperationException("The message was settled before.");
            }

            if (settlement == Settlement.Abandoned)
            {
                _givenBack.Add(order);
            }
            else
            {
                _held[order] = _held[order] with { IsSettled = true, Envelope = default };
                MoveOn();
            }

            if (settlement == Settlement.Abandoned || wasFull || _held.Count == 0)
            {
                changed = _changed;
                _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        changed?.TrySetResult();
    }

    public ReceivedFault? FaultOf(long ticket)
    {
        lock (_gate)
        {
            return _orders.TryGetValue(ticket, out long order) ? _held[order].Fault : null;
        }
    }

    private Received HandOut(long order)
    {
        _orders.Add(++_ticket, order);
        Held held = _held[order];
        return new Received(held.Envelope, this, _ticket);
    }

    private void MoveOn()
    {
        while (_held.Count > 0 && _held.First() is { Value.IsSettled: true } first)
        {
            _settled = first.Value.End;
            _held.Remove(first.Key);
        }
    }

    private readonly record struct Held(Envelope Envelope, ReceivedFault? Fault, ReadPosition End)
    {
        public bool IsSettled { get; init; }
    }
}
