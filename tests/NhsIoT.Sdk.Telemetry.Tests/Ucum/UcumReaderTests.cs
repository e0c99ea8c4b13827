namespace NhsIoT.Sdk.Telemetry.Tests;

public sealed class UcumReaderTests
{
    [Theory]
    [InlineData("m/", "character 3: a unit is missing")]
    [InlineData("/", "character 2: a unit is missing")]
    [InlineData("m..s", "character 3: a unit is missing")]
    [InlineData("//m", "character 2: a unit is missing")]
    [InlineData(".m", "character 1: a unit is missing")]
    [InlineData("(m", "character 1: the parenthesis is not closed")]
    [InlineData("(m.s(", "character 1: the parenthesis is not closed")]
    [InlineData("m)", "character 2: one of . and / is missing")]
    [InlineData("()", "character 2: a unit is missing")]
    [InlineData("(/m)", "character 2: a unit is missing")]
    [InlineData("(m)2", "character 4: one of . and / is missing")]
    [InlineData("m{a}{b}", "character 5: one of . and / is missing")]
    [InlineData("{a}m", "character 4: one of . and / is missing")]
    [InlineData("m{a}2", "character 5: one of . and / is missing")]
    [InlineData("g/12h", "character 5: one of . and / is missing")]
    [InlineData("molv", "character 1: no unit molv is known")]
    [InlineData("mL/Min", "character 4: no unit Min is known")]
    [InlineData("mm[hg]", "character 1: no unit mm[hg] is known")]
    [InlineData("kmin", "character 1: no unit kmin is known")]
    [InlineData("dam[in_i]", "character 1: no unit dam[in_i] is known")]
    [InlineData("m+", "character 2: an exponent lies between -99 and 99 and follows its sign")]
    [InlineData("m--2", "character 2: an exponent lies between -99 and 99 and follows its sign")]
    [InlineData("10*100", "character 4: an exponent lies between -99 and 99 and follows its sign")]
    [InlineData("10*99999999999999999999", "character 4: an exponent lies between -99 and 99 and follows its sign")]
    [InlineData("g/0", "character 3: the number is zero")]
    [InlineData("Cel/min", "character 5: a unit with a zero of its own or a level stands alone")]
    [InlineData("W/Cel", "character 3: a unit with a zero of its own or a level stands alone")]
    [InlineData("/Cel", "character 2: a unit with a zero of its own or a level stands alone")]
    [InlineData("2.[degF]", "character 3: a unit with a zero of its own or a level stands alone")]
    [InlineData("Cel2", "character 1: a unit with a zero of its own or a level stands alone")]
    public void What_is_no_expression_says_where(string code, string expected)
    {
        Assert.Null(UcumReader.Read(Unit.Parse(code).Code, out string? fault));
        Assert.Equal(expected, fault);

        Assert.False(UnitConverter.TryBetween(Units.Kilogram, Unit.Parse(code), out _, out UnitConversionFault? refused));
        Assert.Equal(UnitConversionFaultKind.NotUnderstood, refused.Kind);
        Assert.Equal($"kg is not converted to {code}: in {code}, {expected}.", refused.Message);
    }

    [Theory]
    [InlineData("s/m.mg", "1e-3", "g.m-1.s")]
    [InlineData("s/(m.mg)", "1000", "g-1.m-1.s")]
    [InlineData("10*-3/ul", "1e6", "m-3")]
    [InlineData("10^+3", "1e3", "")]
    [InlineData("4.m2{area}/2", "2", "m2")]
    [InlineData("{beats}/min", "1/60", "s-1")]
    [InlineData("1{c}", "1", "")]
    [InlineData("m0", "1", "")]
    [InlineData("dam", "10", "m")]
    [InlineData("dm3", "1e-3", "m3")]
    [InlineData("cd", "1", "cd")]
    [InlineData("pH", "1e-9", "g.m2.C-2")]
    [InlineData("((kg))/(((m2)))", "1e3", "g.m-2")]
    public void An_expression_is_read_from_left_to_right(string code, string factor, string dimension)
    {
        UnitMeaning? meaning = UcumReader.Read(code, out string? fault);

        Assert.Null(fault);
        Assert.Equal(Ratio.Parse(factor), meaning!.Factor);
        Assert.Equal(Dimension.Parse(dimension).ToString(), meaning.Dimension.ToString());
    }

    [Fact]
    public void The_deepest_code_and_the_largest_number_are_read()
    {
        Assert.NotNull(UcumReader.Read(new string('(', 31) + "m" + new string(')', 31), out _));
        Assert.NotNull(UcumReader.Read(new string('9', 64), out _));
        Assert.NotNull(UcumReader.Read("Ym99.Ym99.Ym99.Ym99.Ym99.Ym99.Ym99.Ym99.Ym99.Ym99.Ym99.Ym99", out _));
    }
}
