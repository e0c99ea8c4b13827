using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace NhsIoT.Sdk.Telemetry.Tests;

public sealed class Base32Tests
{
    // RFC 4648 §10, in lower case and without padding.
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "my")]
    [InlineData("fo", "mzxq")]
    [InlineData("foo", "mzxw6")]
    [InlineData("foob", "mzxw6yq")]
    [InlineData("fooba", "mzxw6ytb")]
    [InlineData("foobar", "mzxw6ytboi")]
    public void The_vectors_of_the_RFC_hold(string text, string encoded) => Assert.Equal(encoded, Base32.Encode(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void Bytes_come_back() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(
        ArbMap.Default.ArbFor<byte>().Generator.ArrayOf().ToArbitrary(), bytes =>
        {
            string text = Base32.Encode(bytes);
            return text.Length == Base32.EncodedLength(bytes.Length) && Decode(text).AsSpan().SequenceEqual(bytes);
        }));

    [Fact]
    public void A_long_text_does_not_need_the_stack() => Assert.Equal(16_000_000, Base32.Encode(new byte[10_000_000]).Length);

    [Fact]
    public void A_place_that_is_too_short_is_refused() => Assert.Throws<ArgumentException>(() => Base32.Encode("foobar"u8, new byte[9]));

    private static byte[] Decode(string text)
    {
        List<byte> bytes = [];
        uint bits = 0;
        int held = 0;
        foreach (char c in text)
        {
            bits = ((bits << 5) | (uint)"abcdefghijklmnopqrstuvwxyz234567".IndexOf(c, StringComparison.Ordinal)) & 0xFFFF;
            held += 5;
            if (held >= 8)
            {
                held -= 8;
                bytes.Add((byte)((bits >> held) & 0xFF));
            }
        }

        return [.. bytes];
    }
}
