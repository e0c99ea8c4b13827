using System.Runtime.InteropServices;
using NhsIoT.Sdk.Transport.Waiting;

namespace NhsIoT.Sdk.Transport.Outbox;

/// <summary>What waits for one destination in one class, ordered for each key. Not thread-safe.</summary>
internal sealed class Lane(string destination, DeliveryClass deliveryClass, RoomAccount account, EntryStore entries, Expiries expiries)
{
    private readonly Dictionary<string, KeyQueue> _keys = new(StringComparer.Ordinal);
    private readonly Stack<KeyQueue> _unused = new();
    private readonly RankHeap<KeyQueue, KeyPlaces> _ready = new(default);
    private KeyQueue? _lastUsed;
    private long _order;

    public string Destination => destination;

    public DeliveryClass Class => deliveryClass;

    public RoomAccount Account => account;

    public WaitList<PeekWait> Waits { get; } = new();

    /// <summary>Gets how many entries could be leased now.</summary>
    public int Ready { get; private set; }

    /// <summary>Gets how many entries wait or are leased.</summary>
    public int Waiting { get; private set; }

    public void Append(int entry)
    {
        ref StoredEntry stored = ref entries[entry];
        KeyQueue queue = QueueOf(stored.Envelope.Key!);
        stored.Queue = queue;
        stored.Order = ++_order;
        if (queue.Count++ == 0)
        {
            queue.First = entry;
        }
        else
        {
            entries[queue.Last].Next = entry;
            stored.Previous = queue.Last;
        }

        queue.Last = entry;
        expiries.Add(entry);
        Waiting++;
        if (queue.State == KeyState.Empty)
        {
            MakeReady(queue);
        }
        else if (queue.State == KeyState.Ready)
        {
            Ready++;
        }
    }

    /// <summary>Leases the oldest entries of all keys that are ready.</summary>
    public void Take(int max, Lease lease)
    {
        while (lease.Count < max && _ready.Count > 0)
        {
            KeyQueue queue = _ready.First;
            if (queue.State == KeyState.Ready)
            {
                queue.State = KeyState.Leased;
                Ready -= queue.Count;
                lease.Keys.Add(queue);
            }

            int entry = queue.First;
            ref StoredEntry stored = ref entries[entry];
            expiries.Remove(entry);
            queue.First = stored.Next;
            queue.Count--;
            lease.Add(entry, stored.Envelope, stored.Attempts);
            if (queue.Count > 0)
            {
                entries[queue.First].Previous = KeyQueue.None;
                _ready.RaiseFirst(entries[queue.First].Order);
            }
            else
            {
                _ready.Remove(queue);
            }
        }

        // What is left of a leased key waits behind what was leased.
        foreach (KeyQueue queue in lease.Keys)
        {
            if (queue.HeapPlace != KeyQueue.None)
            {
                _ready.Remove(queue);
            }
        }
    }

    /// <summary>Puts a leased entry back before all others of its key; the last of a lease first.</summary>
    public void PutBack(int entry, long until)
    {
        ref StoredEntry stored = ref entries[entry];
        KeyQueue queue = stored.Queue;
        stored.Next = queue.Count == 0 ? KeyQueue.None : queue.First;
        queue.First = entry;
        if (queue.Count++ == 0)
        {
            queue.Last = entry;
        }
        else
        {
            entries[stored.Next].Previous = entry;
        }

        expiries.Add(entry);

        queue.Until = Math.Max(queue.Until, until);
    }

    /// <summary>Takes an entry out that waits, from wherever it stands.</summary>
    /// <returns>Its key.</returns>
    public KeyQueue Drop(int entry)
    {
        ref StoredEntry stored = ref entries[entry];
        KeyQueue queue = stored.Queue;
        bool wasFirst = queue.First == entry;
        (wasFirst ? ref queue.First : ref entries[stored.Previous].Next) = stored.Next;
        (queue.Last == entry ? ref queue.Last : ref entries[stored.Next].Previous) = stored.Previous;
        queue.Count--;
        Waiting--;
        if (queue.State == KeyState.Ready)
        {
            Ready--;
            if (wasFirst)
            {
                _ready.Remove(queue);
                if (queue.Count > 0)
                {
                    _ready.Add(queue, entries[queue.First].Order);
                }
            }
        }

        return queue;
    }

    /// <summary>States that a leased entry will not come back.</summary>
    public void Gone() => Waiting--;

    public void MakeReady(KeyQueue queue)
    {
        queue.State = KeyState.Ready;
        queue.Until = 0;
        Ready += queue.Count;
        _ready.Add(queue, entries[queue.First].Order);
    }

    /// <summary>Forgets a key of which nothing is here.</summary>
    public void Retire(KeyQueue queue)
    {
        _keys.Remove(queue.Key);
        queue.State = KeyState.Empty;
        queue.Until = 0;
        queue.Key = "";
        _unused.Push(queue);
    }

    private KeyQueue QueueOf(string key)
    {
        if (_lastUsed is not null && ReferenceEquals(_lastUsed.Key, key))
        {
            return _lastUsed;
        }

        ref KeyQueue? queue = ref CollectionsMarshal.GetValueRefOrAddDefault(_keys, key, out _);
        if (queue is null)
        {
            queue = _unused.TryPop(out KeyQueue? unused) ? unused : new KeyQueue { Lane = this };
            queue.Key = key;
        }

        return _lastUsed = queue;
    }
}
