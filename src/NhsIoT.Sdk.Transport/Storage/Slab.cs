using System.Runtime.InteropServices;

namespace NhsIoT.Sdk.Transport.Storage;

/// <summary>An array cut into blocks of one size. Free blocks are chained through their own first bytes.</summary>
internal sealed class Slab(byte[] bytes)
{
    private const int None = -1;

    private int _block;
    private int _places;
    private int _fresh;
    private int _free;

    public byte[] Bytes => bytes;

    /// <summary>Gets the number of the size that it is cut into; -1 for an array of one large block.</summary>
    public int SizeNumber { get; private set; }

    public int Live { get; private set; }

    public bool IsFull => _free == None && _fresh == _places;

    public Slab? Next { get; set; }

    public Slab? Previous { get; set; }

    public void Cut(int sizeNumber)
    {
        SizeNumber = sizeNumber;
        _block = sizeNumber < 0 ? bytes.Length : BlockSizes.SizeOf(sizeNumber);
        _places = bytes.Length / _block;
        _fresh = 0;
        _free = None;
        Live = 0;
    }

    /// <summary>Takes a block; there is one.</summary>
    /// <returns>Where it starts.</returns>
    public int Take()
    {
        Live++;
        if (_free == None)
        {
            return _fresh++ * _block;
        }

        int offset = _free;
        _free = MemoryMarshal.Read<int>(bytes.AsSpan(offset));
        return offset;
    }

    public void Return(int offset)
    {
        MemoryMarshal.Write(bytes.AsSpan(offset), in _free);
        _free = offset;
        Live--;
    }
}
