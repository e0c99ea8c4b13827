using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace NhsIoT.Sdk.Transport.Outbox;

/// <summary>Tells contents apart: a keyed, not cryptographic, hash of 128 bits. Thread-safe.</summary>
/// <remarks>
/// Each KiB is the NH sum of RFC 4418 on words of 64 bits: two different blocks of one length give one sum with a chance of
/// at most 2^-64, whatever they hold, as long as nobody sees the key; it is drawn for each outbox and the sums never leave the
/// process. The sums are then folded together with the lengths. SHA-256 takes more than ten times as long (docs/decisions/0017).
/// </remarks>
internal sealed class KeyedHash
{
    private const int BlockPairs = 64;
    private const int PairBytes = 2 * sizeof(ulong);
    private const int BlockBytes = BlockPairs * PairBytes;

    private readonly Pair[] _key = new Pair[BlockPairs + 2];

    public KeyedHash() => RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(_key.AsSpan()));

    /// <summary>Hashes a text; none is as good as an empty one.</summary>
    public UInt128 Of(string? text) => Add(0, text);

    public UInt128 Add(UInt128 hash, string? text) => Add(hash, MemoryMarshal.AsBytes(text.AsSpan()));

    public UInt128 Add(UInt128 hash, ReadOnlySpan<byte> bytes)
    {
        // With the length: a sum knows nothing of the zeros that fill up its last pair.
        hash ^= (uint)bytes.Length;
        while (bytes.Length > BlockBytes)
        {
            hash = Fold(hash ^ Sum(bytes[..BlockBytes]));
            bytes = bytes[BlockBytes..];
        }

        return Fold(hash ^ Sum(bytes));
    }

    private UInt128 Sum(ReadOnlySpan<byte> block)
    {
        ReadOnlySpan<Pair> pairs = MemoryMarshal.Cast<byte, Pair>(block);
        ReadOnlySpan<Pair> key = _key.AsSpan(0, pairs.Length);
        UInt128 sum = 0;
        unchecked
        {
            for (int i = 0; i < pairs.Length; i++)
            {
                sum += Product(pairs[i], key[i]);
            }
        }

        int rest = block.Length % PairBytes;
        if (rest > 0)
        {
            Pair last = default;
            block[^rest..].CopyTo(MemoryMarshal.AsBytes(new Span<Pair>(ref last)));
            sum = unchecked(sum + Product(last, _key[pairs.Length]));
        }

        return sum;
    }

    private UInt128 Fold(UInt128 hash)
    {
        Pair words = new((ulong)(hash >> 64), unchecked((ulong)hash));
        UInt128 left = Product(words, _key[BlockPairs]);
        UInt128 right = Product(new Pair(words.Second, words.First), _key[BlockPairs + 1]);
        return left ^ (right << 64) ^ (right >> 64);
    }

    private static UInt128 Product(Pair words, Pair key) => unchecked(Math.BigMul(words.First + key.First, words.Second + key.Second));

    private readonly record struct Pair(ulong First, ulong Second);
}
