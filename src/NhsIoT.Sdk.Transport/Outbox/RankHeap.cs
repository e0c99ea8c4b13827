namespace NhsIoT.Sdk.Transport.Outbox;

/// <summary>Items by rank, the lowest first. An item is in one heap at a time and knows its place. Not thread-safe.</summary>
internal sealed class RankHeap<TItem, TPlaces>(TPlaces places)
    where TPlaces : struct, IPlaces<TItem>
{
    public const int None = -1;

    // Four children: half the levels of a binary heap, and those of a node lie together.
    private const int Children = 4;

    private Node[] _nodes = new Node[16];

    public int Count { get; private set; }

    public TItem First => _nodes[0].Item;

    public long FirstRank => _nodes[0].Rank;

    public void Add(TItem item, long rank)
    {
        if (Count == _nodes.Length)
        {
            Array.Resize(ref _nodes, Count * 2);
        }

        Rise(Count++, new Node(rank, item));
    }

    public void Remove(TItem item)
    {
        ref int its = ref places.Of(item);
        int place = its;
        its = None;
        Node last = _nodes[--Count];
        _nodes[Count] = default;
        if (place == Count)
        {
            return;
        }

        if (place > 0 && last.Rank < _nodes[(place - 1) / Children].Rank)
        {
            Rise(place, last);
        }
        else
        {
            Sink(place, last);
        }
    }

    /// <summary>Gives the first item a rank that is not lower than its own.</summary>
    public void RaiseFirst(long rank) => Sink(0, new Node(rank, First));

    private void Rise(int place, Node node)
    {
        while (place > 0)
        {
            int parent = (place - 1) / Children;
            if (_nodes[parent].Rank <= node.Rank)
            {
                break;
            }

            Put(place, _nodes[parent]);
            place = parent;
        }

        Put(place, node);
    }

    private void Sink(int place, Node node)
    {
        while (true)
        {
            int child = LowestChild(place);
            if (child >= Count || _nodes[child].Rank >= node.Rank)
            {
                break;
            }

            Put(place, _nodes[child]);
            place = child;
        }

        Put(place, node);
    }

    private int LowestChild(int place)
    {
        int lowest = (place * Children) + 1;
        int end = Math.Min(lowest + Children, Count);
        for (int i = lowest + 1; i < end; i++)
        {
            if (_nodes[i].Rank < _nodes[lowest].Rank)
            {
                lowest = i;
            }
        }

        return lowest;
    }

    private void Put(int place, Node node)
    {
        _nodes[place] = node;
        places.Of(node.Item) = place;
    }

    private readonly record struct Node(long Rank, TItem Item);
}

/// <summary>Where an item of a heap keeps its place in it.</summary>
internal interface IPlaces<TItem>
{
    ref int Of(TItem item);
}

/// <summary>The place of a key.</summary>
internal readonly struct KeyPlaces : IPlaces<KeyQueue>
{
    public ref int Of(KeyQueue item) => ref item.HeapPlace;
}

/// <summary>The place of an entry among those whose time will be over.</summary>
internal readonly struct EntryPlaces(EntryStore entries) : IPlaces<int>
{
    public ref int Of(int item) => ref entries[item].ExpiryPlace;
}
