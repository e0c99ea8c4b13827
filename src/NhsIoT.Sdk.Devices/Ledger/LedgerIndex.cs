using System.Numerics;

namespace NhsIoT.Sdk.Devices.Ledger;

/// <summary>Where in the ring readings stand, by the hashes of their names. Not thread-safe; allocates nothing.</summary>
/// <remarks>Chains through places of the ring: those of one hash have the newest first.</remarks>
internal sealed class LedgerIndex
{
    /// <summary>No place.</summary>
    public const int None = -1;

    // One more than the place, so that a new array means none.
    private readonly int[] _heads;
    private readonly Node[] _nodes;

    public LedgerIndex(int places)
    {
        _heads = new int[BitOperations.RoundUpToPowerOf2((uint)places)];
        _nodes = new Node[places];
    }

    /// <summary>The newest place of a hash.</summary>
    public int First(int hash) => Match(Head(hash), hash);

    /// <summary>The next older place of the same hash.</summary>
    public int After(int place) => Match(_nodes[place].Older, _nodes[place].Hash);

    public void Add(int hash, int place)
    {
        ref int head = ref Head(hash);
        _nodes[place] = new Node { Hash = hash, Older = head };
        head = place + 1;
    }

    public void Remove(int place)
    {
        ref int link = ref Head(_nodes[place].Hash);
        while (link != place + 1)
        {
            link = ref _nodes[link - 1].Older;
        }

        link = _nodes[place].Older;
    }

    private int Match(int link, int hash)
    {
        while (link != 0 && _nodes[link - 1].Hash != hash)
        {
            link = _nodes[link - 1].Older;
        }

        return link - 1;
    }

    private ref int Head(int hash) => ref _heads[hash & (_heads.Length - 1)];

    private struct Node
    {
        public int Hash;
        public int Older;
    }
}
