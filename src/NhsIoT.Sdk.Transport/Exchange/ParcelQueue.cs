using NhsIoT.Sdk.Transport.Storage;

namespace NhsIoT.Sdk.Transport.Exchange;

/// <summary>Messages in the order in which they were sent: those that wait, and those that were handed out. Not thread-safe.</summary>
internal sealed class ParcelQueue(MemoryTransportOptions options)
{
    private readonly Slots<Parcel> _parcels = new();
    private readonly Blocks _blocks = new();
    private int _first = Parcel.None;
    private int _last = Parcel.None;
    private long _order;
    private long _bytes;

    /// <summary>Gets how many wait to be received.</summary>
    public int Queued { get; private set; }

    /// <summary>Gets how many were received and not settled.</summary>
    public int Held => _parcels.Count - Queued;

    /// <summary>Gets how many places there are, taken and free.</summary>
    public int Places => _parcels.Places;

    public ref Parcel this[int place] => ref _parcels[place];

    public bool HasRoom(int bytes)
        => _parcels.Count == 0 || (_parcels.Count < options.Capacity && _bytes + bytes <= options.CapacityBytes);

    public int Add(in Envelope envelope)
    {
        int idLength = envelope.Id.Length;
        int length = idLength + envelope.Payload.Length;
        Block block = _blocks.Take(length);
        Memory<byte> id = block.Memory(0, idLength);
        Memory<byte> payload = block.Memory(idLength, envelope.Payload.Length);
        envelope.Id.Span.CopyTo(id.Span);
        envelope.Payload.Span.CopyTo(payload.Span);

        int place = _parcels.Take();
        ref Parcel parcel = ref _parcels[place];
        parcel.Envelope = envelope with { Id = id, Payload = payload };
        parcel.Block = block;
        parcel.Length = length;
        parcel.Order = ++_order;
        _bytes += length;
        Insert(place);
        return place;
    }

    /// <summary>Hands out the first message under a new ticket.</summary>
    public long HandOut(out Envelope envelope)
    {
        int place = _first;
        ref Parcel parcel = ref _parcels[place];
        _first = parcel.Next;
        if (_first == Parcel.None)
        {
            _last = Parcel.None;
        }

        Queued--;
        parcel.IsHeld = true;

        // A place would have to be handed out two thousand million times before a ticket came again.
        parcel.Round = unchecked(parcel.Round + 1) & int.MaxValue;
        envelope = parcel.Envelope;
        return ((long)parcel.Round << 32) | (uint)place;
    }

    /// <summary>Finds the message that was handed out under a ticket.</summary>
    /// <exception cref="InvalidOperationException">It was settled before.</exception>
    public int HeldUnder(long ticket)
    {
        int place = (int)(ticket & int.MaxValue);
        return place < _parcels.Places && _parcels[place].IsHeld && _parcels[place].Round == (int)(ticket >> 32)
            ? place
            : throw new InvalidOperationException("The message was settled before.");
    }

    /// <summary>Puts a message back where it stood: before all that were sent after it.</summary>
    public void PutBack(int place)
    {
        _parcels[place].IsHeld = false;
        Insert(place);
    }

    public void Remove(int place)
    {
        int round = _parcels[place].Round;
        _bytes -= _parcels[place].Length;
        _blocks.Return(_parcels[place].Block);
        _parcels.Return(place);
        _parcels[place].Round = round;
    }

    private void Insert(int place)
    {
        ref Parcel parcel = ref _parcels[place];
        int before = _last != Parcel.None && _parcels[_last].Order < parcel.Order ? _last : Parcel.None;
        if (before == Parcel.None)
        {
            for (int i = _first; i != Parcel.None && _parcels[i].Order < parcel.Order; i = _parcels[i].Next)
            {
                before = i;
            }
        }

        ref int link = ref before == Parcel.None ? ref _first : ref _parcels[before].Next;
        parcel.Next = link;
        link = place;
        if (parcel.Next == Parcel.None)
        {
            _last = place;
        }

        Queued++;
    }
}
