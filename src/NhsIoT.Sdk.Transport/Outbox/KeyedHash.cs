using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace NhsIoT.Sdk.Transport.Outbox;

/// <summary>Tells contents apart: a keyed, not cryptographic, hash of 128 bits. Thread-safe.</summary>
/// <remarks>
/// Each KiB is the NH sum of RFC 4418 on words of 64 bits: two different blocks of one length give one sum with a chance of
/// at most 2^-64, whatever they hold, as long as nobody sees the key; it is drawn for each outbox and the sums never leave the
/// process. The sums are then folded together with the lengths. SHA-256 was measured at thirteen times the time (docs/decisions/0017).
/// </remarks>
internal sealed class KeyedHash
{
    private const int BlockWords = 128;
    private const int BlockBytes = BlockWords * sizeof(ulong);
    private const int PairBytes = 2 * sizeof(ulong);
    private const int FoldWords = 4;

    private readonly ulong[] _key = new ulong[BlockWords + FoldWords];

    public KeyedHash() => RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(_key.AsSpan()));

    /// <summary>Gets the fingerprint of what is the same when it comes again: route, media type and payload.</summary>
    public Fingerprint OfContent(in Envelope envelope)
    {
        Fingerprint route = Add(default, MemoryMarshal.AsBytes(envelope.Route.AsSpan()));
        Fingerprint type = Add(route, MemoryMarshal.AsBytes(envelope.ContentType.AsSpan()));
        return Add(type, envelope.Payload.Span);
    }

    public Fingerprint OfName(string name) => Add(default, MemoryMarshal.AsBytes(name.AsSpan()));

    public Fingerprint OfId(Fingerprint destination, ReadOnlySpan<byte> id) => Add(destination, id);

    private Fingerprint Add(Fingerprint before, ReadOnlySpan<byte> bytes)
    {
        // The length first: a sum knows nothing of the zeros that fill up its last pair.
        Fingerprint print = Fold(before, new Fingerprint((ulong)bytes.Length, 0));
        while (bytes.Length > BlockBytes)
        {
            print = Fold(print, Sum(bytes[..BlockBytes]));
            bytes = bytes[BlockBytes..];
        }

        return Fold(print, Sum(bytes));
    }

    private Fingerprint Sum(ReadOnlySpan<byte> block)
    {
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(block[..(block.Length & -PairBytes)]);
        ReadOnlySpan<ulong> key = _key.AsSpan(0, BlockWords);
        ulong low = 0;
        ulong high = 0;
        for (int i = 0; i + 1 < words.Length && i + 1 < key.Length; i += 2)
        {
            AddProduct(unchecked(words[i] + key[i]), unchecked(words[i + 1] + key[i + 1]), ref low, ref high);
        }

        int rest = block.Length & (PairBytes - 1);
        if (rest > 0)
        {
            Span<byte> pair = stackalloc byte[PairBytes];
            pair.Clear();
            block[^rest..].CopyTo(pair);
            ReadOnlySpan<ulong> last = MemoryMarshal.Cast<byte, ulong>(pair);
            AddProduct(unchecked(last[0] + key[words.Length]), unchecked(last[1] + key[words.Length + 1]), ref low, ref high);
        }

        return new Fingerprint(low, high);
    }

    private Fingerprint Fold(Fingerprint one, Fingerprint other)
    {
        ulong low = one.Low ^ other.Low;
        ulong high = one.High ^ other.High;
        ReadOnlySpan<ulong> key = _key.AsSpan(BlockWords, FoldWords);
        return new Fingerprint(Fold(low ^ key[0], high ^ key[1]), Fold(high ^ key[2], low ^ key[3]));
    }

    private static ulong Fold(ulong left, ulong right) => Math.BigMul(left, right, out ulong low) ^ low;

    private static void AddProduct(ulong left, ulong right, ref ulong low, ref ulong high)
    {
        unchecked
        {
            ulong productHigh = Math.BigMul(left, right, out ulong productLow);
            low += productLow;
            high += productHigh + (low < productLow ? 1UL : 0UL);
        }
    }
}
