using System.Xml.Linq;

namespace NhsIoT.Sdk.Telemetry.Tests;

public sealed class UnitTests
{
    private const string UcumCases = "fhir/ucum/UcumFunctionalTests.xml";

    [Theory]
    [InlineData("", "1 to 64")]
    [InlineData("mm Hg", "character 3")]
    [InlineData("°C", "character 1")]
    [InlineData("m\t", "character 2")]
    [InlineData("mm[Hg", "not closed")]
    [InlineData("mm]Hg", "character 3")]
    [InlineData("mm[Hg}", "character 6")]
    [InlineData("{{beats}}/min", "character 2")]
    [InlineData("{a[b]}", "character 3")]
    public void What_cannot_be_a_UCUM_code_says_where(string code, string message)
    {
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => Unit.Parse(code)).Message, StringComparison.Ordinal);
        Assert.False(Unit.TryParse(code, out Unit unit));
        Assert.False(unit.IsSpecified);
    }

    [Fact]
    public void A_code_is_at_most_64_characters_long()
    {
        Assert.True(Unit.TryParse(new string('m', 64), out _));
        Assert.False(Unit.TryParse(new string('m', 65), out _));
        Assert.False(Unit.TryParse(null, out _));
        Assert.Throws<ArgumentNullException>(() => Unit.Parse(null!));
    }

    [Fact]
    public void Codes_are_case_sensitive()
    {
        Assert.Equal(Unit.Parse("mm[Hg]"), Units.MillimetreOfMercury);
        Assert.NotEqual(Unit.Parse("Mm[Hg]"), Units.MillimetreOfMercury);
    }

    [Fact]
    public void The_default_value_is_no_unit()
    {
        Assert.False(default(Unit).IsSpecified);
        Assert.Equal("(no unit)", default(Unit).ToString());
        Assert.Throws<InvalidOperationException>(() => default(Unit).Code);
        Assert.NotEqual(default, Units.Percent);
    }

    [Fact]
    public void Every_unit_that_comes_with_the_SDK_is_understood_and_stands_once()
    {
        Unit[] units = [.. typeof(Units).GetProperties().Select(p => (Unit)p.GetValue(null)!)];

        Assert.True(units.Length > 25);
        Assert.Distinct(units);
        Assert.All(units, unit => Assert.True(unit.IsCommensurableWith(unit)));
    }

    [ReferenceDataFact(UcumCases)]
    public void Every_valid_case_of_the_UCUM_tests_is_taken()
    {
        string[] valid = [.. XDocument.Load(ReferenceData.PathOf(UcumCases)).Descendants("case")
            .Where(c => c.Attribute("valid")?.Value == "true").Select(c => c.Attribute("unit")!.Value)];

        Assert.True(valid.Length > 400);
        Assert.All(valid, code => Assert.Equal(code, Unit.Parse(code).Code));
    }
}
