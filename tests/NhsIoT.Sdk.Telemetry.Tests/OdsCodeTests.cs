using FsCheck;
using FsCheck.Fluent;

namespace NhsIoT.Sdk.Telemetry.Tests;

public sealed class OdsCodeTests
{
    [Theory]
    [InlineData("RR8", "RR8")]
    [InlineData("rr8", "RR8")]
    [InlineData("A81001", "A81001")]
    [InlineData("a81001001", "A81001001")]
    public void An_organisation_is_written_in_capitals(string text, string code)
    {
        Assert.True(OdsOrganisationCode.TryParse(text, out OdsOrganisationCode organisation, out string? fault));
        Assert.Null(fault);
        Assert.Equal(new Identifier(Identifier.OdsOrganisationSystem, code), organisation.ToIdentifier());
        Assert.Equal(code, organisation.ToString());
    }

    [Fact]
    public void A_site_is_written_in_capitals()
    {
        Assert.True(OdsSiteCode.TryParse("rr813", out OdsSiteCode site, out _));
        Assert.Equal(new Identifier(Identifier.OdsSiteSystem, "RR813"), site.ToIdentifier());
    }

    [Theory]
    [InlineData("", "0 characters")]
    [InlineData("RR", "2 characters")]
    [InlineData("RR8 ", "Character 4 ")]
    [InlineData("R-8", "Character 2 ")]
    [InlineData("RÄ8", "Character 2 ")]
    [InlineData("ABCDEFGHIJKLM", "13 characters")]
    public void What_is_no_organisation_says_where(string text, string where)
    {
        Assert.False(OdsOrganisationCode.TryParse(text, out OdsOrganisationCode code, out string? fault));
        Assert.Equal(default, code);
        Assert.Contains(where, fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RR8", "3 characters")]
    [InlineData("RR81300000", "10 characters")]
    [InlineData("RR8_3", "Character 4 ")]
    public void What_is_no_site_says_where(string text, string where)
    {
        Assert.False(OdsSiteCode.TryParse(text, out OdsSiteCode code, out string? fault));
        Assert.Equal(default, code);
        Assert.Contains(where, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_code_reads_back() => Check.One(Slips.Thousand, Prop.ForAll(
        Gen.Choose(5, 9).SelectMany(n => Gen.Elements("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".ToCharArray()).ArrayOf(n)).Select(c => new string(c)).ToArbitrary(),
        text => OdsOrganisationCode.TryParse(text, out OdsOrganisationCode organisation, out _) && organisation.Value == text
            && OdsSiteCode.TryParse(text.ToLowerInvariant(), out OdsSiteCode site, out _) && site.Value == text));

    [Fact]
    public void The_default_value_is_no_code()
    {
        Assert.Throws<InvalidOperationException>(() => default(OdsOrganisationCode).Value);
        Assert.Throws<InvalidOperationException>(() => default(OdsSiteCode).Value);
    }
}
