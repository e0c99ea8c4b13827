using System.Text;
using System.Text.Json;

namespace NhsIoT.Sdk.Transport.Tests.Secrets;

public sealed class SecretTests
{
    private const string Canary = "canary-5d41402a";
    private static readonly JsonSerializerOptions WithFields = new() { IncludeFields = true };

    [Fact]
    public void It_gives_itself_to_who_asks_for_it_by_name_and_to_nobody_else()
    {
        using Secret secret = new(Canary);
        Assert.Equal(Canary, secret.RevealText());
        Assert.Equal(Encoding.UTF8.GetBytes(Canary), secret.RevealBytes().ToArray());

        string[] shown =
        [
            secret.ToString(), $"{secret}", string.Format(System.Globalization.CultureInfo.InvariantCulture, "{0}", secret),
            JsonSerializer.Serialize(secret), JsonSerializer.Serialize<object>(new { Password = secret }),
            JsonSerializer.Serialize(secret, WithFields),
            new Holder(secret).ToString(),
        ];
        Assert.All(shown, s => Assert.DoesNotContain("canary", s, StringComparison.Ordinal));
        Assert.All(shown, s => Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(Canary)), s, StringComparison.Ordinal));
        Assert.Empty(typeof(Secret).GetProperties());
        Assert.Empty(typeof(Secret).GetFields());
    }

    [Fact]
    public void It_is_overwritten_when_it_is_disposed()
    {
        Secret secret = new(Canary);
        ReadOnlySpan<byte> bytes = secret.RevealBytes();
        secret.Dispose();
        secret.Dispose();

        Assert.Equal(-1, bytes.IndexOfAnyExcept((byte)0));
        Assert.Throws<ObjectDisposedException>(() => secret.RevealText());
        Assert.Throws<ObjectDisposedException>(() => secret.RevealBytes().Length);
        Assert.Throws<ObjectDisposedException>(secret.Copy);
    }

    [Fact]
    public void A_copy_lives_on_its_own_and_is_the_same()
    {
        using Secret other = new("other");
        Secret secret = new(Canary);
        using Secret copy = secret.Copy();
        Assert.True(copy.IsSameAs(secret));
        Assert.False(copy.IsSameAs(other));
        secret.Dispose();
        Assert.Equal(Canary, copy.RevealText());
    }

    [Fact]
    public void What_is_no_text_is_not_shown_by_the_fault()
    {
        using Secret bytes = new([0x63, 0x61, 0x6e, 0xff]);
        InvalidOperationException noText = Assert.Throws<InvalidOperationException>(bytes.RevealText);
        ArgumentException noCharacters = Assert.Throws<ArgumentException>(() => new Secret("canary\ud800"));

        Assert.Null(noText.InnerException);
        Assert.Null(noCharacters.InnerException);
        Assert.DoesNotContain("canary", noCharacters.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("D800", noCharacters.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    private sealed record Holder(Secret Password);
}
