namespace NhsIoT.Sdk.Transport.Storage;

/// <summary>Bytes that are taken and returned all day without an allocation. Not thread-safe: its owner's lock guards it.</summary>
/// <remarks>
/// Of its own rather than <c>ArrayPool.Shared</c>: what one thread returns and another rents would wander between the caches
/// of the threads, and the powers of two of that pool waste up to half.
/// </remarks>
internal sealed class Blocks
{
    private const int SlabBytes = 64 * 1024;

    // Up to here a slab holds four blocks and more; above, a slab is one block.
    private const int LargestShared = SlabBytes / 4;

    // 16 MiB stay when the tide goes out; the rest is given back to the collector.
    private const int KeptSlabs = 256;

    private readonly Slab?[] _open = new Slab?[BlockSizes.Count];
    private readonly Stack<Slab> _empty = new();

    public Block Take(int length)
    {
        if (length > BlockSizes.Largest)
        {
            return OfItsOwn(length);
        }

        int number = BlockSizes.NumberFor(length);
        Slab slab = _open[number] ?? Open(number);
        int offset = slab.Take();
        if (slab.IsFull)
        {
            Unlink(slab);
        }

        return new Block(slab, offset);
    }

    public void Return(Block block)
    {
        Slab slab = block.Slab;
        if (slab.SizeNumber < 0)
        {
            return;
        }

        if (slab.IsFull)
        {
            Link(slab);
        }

        slab.Return(block.Offset);

        // One empty slab stays with its size, so that taking and returning at the edge costs nothing.
        if (slab.Live == 0 && (slab.Previous is not null || slab.Next is not null))
        {
            Unlink(slab);
            if (slab.Bytes.Length == SlabBytes && _empty.Count < KeptSlabs)
            {
                _empty.Push(slab);
            }
        }
    }

    private static Block OfItsOwn(int length)
    {
        Slab slab = new(GC.AllocateUninitializedArray<byte>(length));
        slab.Cut(-1);
        return new Block(slab, slab.Take());
    }

    private Slab Open(int number)
    {
        int size = BlockSizes.SizeOf(number);
        Slab slab = size > LargestShared
            ? new Slab(GC.AllocateUninitializedArray<byte>(size))
            : _empty.TryPop(out Slab? kept) ? kept : new Slab(GC.AllocateUninitializedArray<byte>(SlabBytes));
        slab.Cut(number);
        Link(slab);
        return slab;
    }

    private void Link(Slab slab)
    {
        slab.Next = _open[slab.SizeNumber];
        if (slab.Next is not null)
        {
            slab.Next.Previous = slab;
        }

        _open[slab.SizeNumber] = slab;
    }

    private void Unlink(Slab slab)
    {
        if (slab.Previous is null)
        {
            _open[slab.SizeNumber] = slab.Next;
        }
        else
        {
            slab.Previous.Next = slab.Next;
        }

        if (slab.Next is not null)
        {
            slab.Next.Previous = slab.Previous;
        }

        slab.Next = null;
        slab.Previous = null;
    }
}

/// <summary>A block of a slab. The default value is no block.</summary>
internal readonly record struct Block(Slab Slab, int Offset)
{
    public Memory<byte> Memory(int start, int length) => new(Slab.Bytes, Offset + start, length);
}
