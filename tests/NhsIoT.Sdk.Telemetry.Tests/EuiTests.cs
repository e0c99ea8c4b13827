using FsCheck;
using FsCheck.Fluent;

namespace NhsIoT.Sdk.Telemetry.Tests;

public sealed class EuiTests
{
    private static Arbitrary<byte[]> Octets(int count) =>
        ArbMap.Default.ArbFor<byte>().Generator.ArrayOf(count).Where(b => b.Any(x => x != 0) && b.Any(x => x != 0xFF)).ToArbitrary();

    [Theory]
    [InlineData("FE-ED-AB-EE-DE-AD-77-C3")]
    [InlineData("fe:ed:ab:ee:de:ad:77:c3")]
    [InlineData("FEEDABEEdead77c3")]
    public void An_EUI_64_is_written_as_FHIR_wants_it(string text)
    {
        Assert.True(Eui64.TryParse(text, out Eui64 eui, out string? fault));
        Assert.Null(fault);
        Assert.Equal("FE-ED-AB-EE-DE-AD-77-C3", eui.Format());
        Assert.Equal(new Identifier(Identifier.Eui64System, "FE-ED-AB-EE-DE-AD-77-C3"), eui.ToIdentifier());
        Assert.Equal(new Identifier("http://hl7.org/fhir/sid/eui-64/zigbee", "FE-ED-AB-EE-DE-AD-77-C3"), eui.ToZigBeeIdentifier());
        Assert.Equal("(EUI-64 withheld)", eui.ToString());
    }

    [Fact]
    public void An_EUI_48_goes_into_the_system_of_its_radio_or_wire()
    {
        Assert.True(Eui48.TryParse("00:1a:7d:DA:71:13", out Eui48 eui, out _));
        Assert.Equal(new Identifier("http://hl7.org/fhir/sid/eui-48/bluetooth", "00-1A-7D-DA-71-13"), eui.ToBluetoothIdentifier());
        Assert.Equal(new Identifier("http://hl7.org/fhir/sid/eui-48/ethernet", "00-1A-7D-DA-71-13"), eui.ToEthernetIdentifier());
        Assert.Equal("(EUI-48 withheld)", eui.ToString());
    }

    [Theory]
    [InlineData("", "0 characters")]
    [InlineData("001A7DDA711", "11 characters")]
    [InlineData("00-1A-7D-DA-71-1", "16 characters")]
    [InlineData("00-1A-7D-DA-71-13-", "18 characters")]
    [InlineData("00-1A-7D:DA-71-13", "Character 9 ")]
    [InlineData("00.1A.7D.DA.71.13", "Character 3 ")]
    [InlineData("00-1A-7D-DA-71-1G", "Character 17 ")]
    [InlineData("001A7DDA711\u0661", "Character 12 ")]
    [InlineData("00-00-00-00-00-00", "equal")]
    [InlineData("ffffffffffff", "equal")]
    public void What_is_no_EUI_48_says_where(string text, string where)
    {
        Assert.False(Eui48.TryParse(text, out Eui48 eui, out string? fault));
        Assert.Equal(default, eui);
        Assert.Contains(where, fault, StringComparison.Ordinal);
        Assert.DoesNotContain("7D", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FE-ED-AB-EE-DE-AD", "17 characters")]
    [InlineData("0000000000000000", "equal")]
    [InlineData("FF-FF-FF-FF-FF-FF-FF-FF", "equal")]
    public void What_is_no_EUI_64_says_why(string text, string why)
    {
        Assert.False(Eui64.TryParse(text, out _, out string? fault));
        Assert.Contains(why, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_form_of_an_EUI_48_reads_back_to_the_same() => Check.One(Slips.Thousand, Prop.ForAll(Octets(6), octets =>
        Forms(octets).All(form => Eui48.TryParse(form, out Eui48 eui, out _) && eui.Format() == BitConverter.ToString(octets))));

    [Fact]
    public void Every_form_of_an_EUI_64_reads_back_to_the_same() => Check.One(Slips.Thousand, Prop.ForAll(Octets(8), octets =>
        Forms(octets).All(form => Eui64.TryParse(form, out Eui64 eui, out _) && eui.Format() == BitConverter.ToString(octets))));

    [Fact]
    public void The_default_value_is_no_address()
    {
        Assert.Throws<InvalidOperationException>(() => default(Eui48).Format());
        Assert.Throws<InvalidOperationException>(() => default(Eui64).Format());
    }

    private static string[] Forms(byte[] octets)
    {
        string dashed = BitConverter.ToString(octets);
        return [dashed, dashed.ToLowerInvariant(), dashed.Replace('-', ':'), Convert.ToHexString(octets), Convert.ToHexStringLower(octets)];
    }
}
