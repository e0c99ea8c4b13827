using FsCheck;
using FsCheck.Fluent;

namespace NhsIoT.Sdk.Telemetry.Tests;

public sealed class Gs1KeyTests
{
    // A swap of neighbours that differ by five changes the weighted sum by ten: modulus 10 cannot see it.
    private const int BlindTo = 5;

    private delegate bool TryParse(ReadOnlySpan<char> text);

    public static Gen<string> Keys(int length) =>
        Slips.Digits(length - 1).Where(d => d.Any(c => c != '0')).Select(d => d + Gs1CheckDigit.Of(d));

    public static Gen<string> Text82(int max) => Gen.Choose(1, max).SelectMany(n => Gen.Elements(
        "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz".ToCharArray()).ArrayOf(n)).Select(c => new string(c));

    [Theory]
    [InlineData("96385074", "00000096385074")]
    [InlineData("036000291452", "00036000291452")]
    [InlineData("4006381333931", "04006381333931")]
    [InlineData("00012345678905", "00012345678905")]
    public void A_GTIN_of_any_length_becomes_one_of_14_digits(string text, string digits)
    {
        Assert.True(Gtin.TryParse(text, out Gtin gtin, out string? fault));
        Assert.Null(fault);
        Assert.Equal(new Identifier("https://www.gs1.org/gtin", digits), gtin.ToIdentifier());
        Assert.Equal(digits, gtin.ToString());
    }

    [Theory]
    [InlineData("", "0 digits")]
    [InlineData("987979879879", "Character 12, the check digit")]
    [InlineData("9879798798791", "Character 13, the check digit")]
    [InlineData("99863313444316", "Character 14, the check digit")]
    [InlineData("123456789", "9 digits")]
    [InlineData("0001234567890S", "Character 14 ")]
    [InlineData("00 12345678905", "Character 3 ")]
    [InlineData("00000000000000", "zero")]
    public void What_is_no_GTIN_says_where(string text, string where)
    {
        Assert.False(Gtin.TryParse(text, out Gtin gtin, out string? fault));
        Assert.Equal(default, gtin);
        Assert.Contains(where, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_location_goes_into_its_system()
    {
        Assert.True(Gln.TryParse("5050898000014", out Gln gln, out _));
        Assert.Equal(new Identifier("http://www.gs1.org/gln", "5050898000014"), gln.ToIdentifier());
        Assert.False(Gln.TryParse("5050898000012", out _, out string? fault));
        Assert.Contains("Character 13, the check digit", fault, StringComparison.Ordinal);
        Assert.False(Gln.TryParse("505089800001", out _, out fault));
        Assert.Contains("12 digits, not 13", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wristband_names_a_person_and_is_never_shown()
    {
        string digits = "50508981234567890" + Gs1CheckDigit.Of("50508981234567890");
        Assert.True(Gsrn.TryParse(digits, out Gsrn gsrn, out _));
        Assert.Equal(new Identifier(Identifier.GsrnRecipientSystem, digits), gsrn.ToRecipientIdentifier());
        Assert.Equal(new Identifier(Identifier.GsrnProviderSystem, digits), gsrn.ToProviderIdentifier());
        Assert.Equal("(GSRN withheld)", gsrn.ToString());
        Assert.False(Gsrn.TryParse(digits.AsSpan(0, 17), out _, out string? fault));
        Assert.Contains("17 digits, not 18", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5050898ASSET1", null)]
    [InlineData("5050898", null)]
    [InlineData("", "0 characters")]
    [InlineData("505ASSET", "Character 4 ")]
    [InlineData("505", "Character 4 ")]
    [InlineData("5050898ASSET 1", "Character 13 ")]
    [InlineData("5050898ASSET1234567890123456789", "31 characters")]
    public void An_asset_has_a_company_prefix_and_a_reference(string text, string? where)
    {
        Assert.Equal(where is null, Giai.TryParse(text, out Giai giai, out string? fault));
        Assert.Contains(where ?? "", fault ?? "", StringComparison.Ordinal);
        Assert.DoesNotContain("ASSET", $"{fault} {giai}", StringComparison.Ordinal);
        if (where is null)
        {
            Assert.Equal(new Identifier("https://id.gs1.org/8004", text), giai.ToIdentifier());
        }
    }

    [Theory]
    [InlineData("05050898000014", null, false)]
    [InlineData("05050898000014CRATE7", null, true)]
    [InlineData("0505089800001", "13 characters", false)]
    [InlineData("15050898000014", "Character 1 is not 0", false)]
    [InlineData("05050898000012CRATE7", "Character 14, the check digit", false)]
    [InlineData("05050898000014CRATE 7", "Character 20 ", false)]
    [InlineData("0505089800001412345678901234567", "17 characters from character 15 on", false)]
    public void A_returnable_asset_may_have_a_serial_number(string text, string? where, bool hasSerial)
    {
        Assert.Equal(where is null, Grai.TryParse(text, out Grai grai, out string? fault));
        Assert.Contains(where ?? "", fault ?? "", StringComparison.Ordinal);
        if (where is null)
        {
            Assert.Equal(hasSerial, grai.HasSerial);
            Assert.Equal(new Identifier("https://id.gs1.org/8003", text), grai.ToIdentifier());
        }
    }

    [Theory]
    [InlineData("00012345678905/21/IP2000-123456", null)]
    [InlineData("00012345678905/21/a/21/b", null)]
    [InlineData("00012345678906/21/7", "Character 14, the check digit")]
    [InlineData("00012345678905-21-7", "character 15")]
    [InlineData("00012345678905/21/", "0 characters from character 19 on")]
    [InlineData("00012345678905/21/A B", "Character 20 ")]
    [InlineData("00012345678905", "character 15")]
    public void One_of_a_product_is_written_as_the_end_of_a_digital_link(string text, string? where)
    {
        Assert.Equal(where is null, Sgtin.TryParse(text, out Sgtin sgtin, out string? fault));
        Assert.Contains(where ?? "", fault ?? "", StringComparison.Ordinal);
        Assert.DoesNotContain("123456789012", $"{fault}", StringComparison.Ordinal);
        if (where is null)
        {
            Assert.Equal(new Identifier("https://id.gs1.org/01", text), sgtin.ToIdentifier());
            Assert.Equal("00012345678905/21/(withheld)", sgtin.ToString());
        }
    }

    [Fact]
    public void Keys_read_back() => Check.One(Slips.Thousand, Prop.ForAll(
        Keys(14).ToArbitrary(), Keys(18).ToArbitrary(), Text82(16).ToArbitrary(), (gtin, gsrn, serial) =>
            Gtin.TryParse(gtin, out Gtin product, out _) && product.Value == gtin
            && Gsrn.TryParse(gsrn, out Gsrn person, out _) && person.Value == gsrn
            && Giai.TryParse(gtin + serial, out Giai asset, out _) && asset.Value == gtin + serial
            && Sgtin.TryCreate(product, serial, out Sgtin one, out _) && Sgtin.TryParse(one.Format(), out Sgtin again, out _) && one == again));

    [Fact]
    public void Places_and_returnable_assets_read_back() => Check.One(Slips.Thousand, Prop.ForAll(
        Keys(13).ToArbitrary(), Text82(16).ToArbitrary(), (key, serial) =>
            Gln.TryParse(key, out Gln gln, out _) && gln.Value == key
            && Grai.TryParse($"0{key}{serial}", out Grai grai, out _) && grai.Value == $"0{key}{serial}"));

    [Theory]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    public void Every_slip_that_modulus_10_can_see_in_a_GTIN_is_found(int length) =>
        FindsSlips(length, text => Gtin.TryParse(text, out _, out _));

    [Fact]
    public void Every_slip_that_modulus_10_can_see_in_a_GLN_is_found() => FindsSlips(13, text => Gln.TryParse(text, out _, out _));

    [Fact]
    public void Every_slip_that_modulus_10_can_see_in_a_GSRN_is_found() => FindsSlips(18, text => Gsrn.TryParse(text, out _, out _));

    [Fact]
    public void The_default_value_is_no_key()
    {
        Assert.Throws<InvalidOperationException>(() => default(Gtin).Value);
        Assert.Throws<InvalidOperationException>(() => default(Gln).Value);
        Assert.Throws<InvalidOperationException>(() => default(Gsrn).Value);
        Assert.Throws<InvalidOperationException>(() => default(Giai).Value);
        Assert.Throws<InvalidOperationException>(() => default(Grai).Value);
        Assert.Throws<InvalidOperationException>(() => default(Sgtin).Format());
        Assert.Throws<ArgumentException>(() => Sgtin.TryCreate(default, "1", out _, out _));
    }

    private static void FindsSlips(int length, TryParse tryParse) => Check.One(Slips.Thousand.WithMaxTest(200), Prop.ForAll(
        Keys(length).ToArbitrary(),
        key => tryParse(key) && Slips.OneDigitOther(key, length).Concat(Slips.NeighboursSwapped(key, length, BlindTo)).All(slip => !tryParse(slip))));
}
