using FsCheck;
using FsCheck.Fluent;
using NhsIoT.Sdk.Transport.Outbox;

namespace NhsIoT.Sdk.Transport.Tests.Outbox;

public sealed class KeyedHashTests
{
    private static readonly KeyedHash Hash = new();

    [Fact]
    public void Equal_bytes_have_one_hash_wherever_they_lie() =>
        Prop.ForAll(Gen.Choose(0, 255).Select(i => (byte)i).ArrayOf().ToArbitrary(), bytes =>
        {
            byte[] shifted = [1, .. bytes, 2];
            Assert.Equal(Hash.Add(0, bytes), Hash.Add(0, shifted.AsSpan(1, bytes.Length)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithEndSize(3000));

    [Fact]
    public void Every_single_bit_counts()
    {
        byte[] bytes = [.. Enumerable.Range(0, 1040).Select(i => (byte)(i % 256))];
        HashSet<UInt128> seen = [Hash.Add(0, bytes)];
        for (int bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.True(seen.Add(Hash.Add(0, bytes)), $"bit {bit} changed nothing");
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void Zeros_at_the_end_and_the_length_count()
    {
        byte[] zeros = new byte[2100];
        Assert.Equal(zeros.Length, Enumerable.Range(0, zeros.Length).Select(n => Hash.Add(0, zeros.AsSpan(0, n))).Distinct().Count());
    }

    [Fact]
    public void Blocks_and_words_that_change_places_count()
    {
        byte[] first = [.. Enumerable.Repeat((byte)1, 1024), .. Enumerable.Repeat((byte)2, 1024)];
        byte[] second = [.. Enumerable.Repeat((byte)2, 1024), .. Enumerable.Repeat((byte)1, 1024)];
        Assert.NotEqual(Hash.Add(0, first), Hash.Add(0, second));
        Assert.NotEqual(Hash.Add(0, "aaaaaaaabbbbbbbb"u8), Hash.Add(0, "bbbbbbbbaaaaaaaa"u8));
    }

    [Fact]
    public void Where_one_text_ends_and_the_next_begins_counts()
    {
        Assert.NotEqual(Hash.Add(Hash.Of("ab"), "c"), Hash.Add(Hash.Of("a"), "bc"));
        Assert.NotEqual(Hash.Add(Hash.Of("a"), ""), Hash.Of("a"));
    }

    [Fact]
    public void Each_outbox_has_a_key_of_its_own() => Assert.NotEqual(Hash.Of("a"), new KeyedHash().Of("a"));
}
