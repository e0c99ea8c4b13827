namespace NhsIoT.Sdk.Telemetry.Tests;

public sealed class UnitConverterTests
{
    // Worked by hand from the definitions: 1 in = 2.54 cm, 1 lb = 453.59237 g, m[Hg] = 133.322 kPa, m[H2O] = 9.80665 kPa.
    [Theory]
    [InlineData("37.5", "Cel", "[degF]", 1, "99.5")]
    [InlineData("98.6", "[degF]", "Cel", 1, "37.0")]
    [InlineData("99.1", "[degF]", "Cel", 2, "37.28")]
    [InlineData("-40", "Cel", "[degF]", 0, "-40")]
    [InlineData("-40", "[degF]", "Cel", 2, "-40.00")]
    [InlineData("36.60", "Cel", "K", 2, "309.75")]
    [InlineData("0", "K", "[degF]", 2, "-459.67")]
    [InlineData("37500", "mCel", "Cel", 1, "37.5")]
    [InlineData("120", "mm[Hg]", "kPa", 4, "15.9986")]
    [InlineData("120", "mm[Hg]", "kPa", 5, "15.99864")]
    [InlineData("16", "kPa", "mm[Hg]", 3, "120.010")]
    [InlineData("10", "cm[H2O]", "hPa", 4, "9.8066")]
    [InlineData("1", "bar", "kPa", 0, "100")]
    [InlineData("1013.25", "hPa", "Pa", 0, "101325")]
    [InlineData("154", "[lb_av]", "kg", 3, "69.853")]
    [InlineData("1", "[stone_av]", "kg", 8, "6.35029318")]
    [InlineData("16", "[oz_av]", "[lb_av]", 3, "1.000")]
    [InlineData("72.5", "kg", "[lb_av]", 2, "159.84")]
    [InlineData("3250", "g", "kg", 3, "3.250")]
    [InlineData("250", "ug", "mg", 2, "0.25")]
    [InlineData("5", "[ft_i]", "cm", 1, "152.4")]
    [InlineData("70", "[in_i]", "m", 3, "1.778")]
    [InlineData("90", "/min", "Hz", 1, "1.5")]
    [InlineData("90", "{beats}/min", "/min", 0, "90")]
    [InlineData("96.5", "%", "1", 3, "0.965")]
    [InlineData("412", "[ppm]", "%", 4, "0.0412")]
    [InlineData("125", "mL/h", "L/d", 1, "3.0")]
    [InlineData("6", "L/min", "mL/s", 0, "100")]
    [InlineData("1.5", "W.h", "J", 0, "5400")]
    [InlineData("1", "kW.h", "W.h", 0, "1000")]
    [InlineData("1.25", "mV", "uV", 0, "1250")]
    [InlineData("1", "lx", "lm/m2", 0, "1")]
    [InlineData("24.2", "kg/m2", "g/cm2", 2, "2.42")]
    [InlineData("35", "ug/m3", "mg/L", 6, "0.000035")]
    [InlineData("5.5", "mmol/L", "mol/m3", 1, "5.5")]
    [InlineData("1", "d", "ms", 0, "86400000")]
    [InlineData("2", "[iU]/h", "m[IU]/min", 3, "33.333")]
    [InlineData("45.25", "dB[SPL]{A}", "dB[SPL]{A}", 1, "45.2")]
    public void A_number_worked_by_hand_comes_out(string number, string from, string to, int scale, string expected) =>
        Assert.Equal(expected, Text(UnitConverter.Between(Unit.Parse(from), Unit.Parse(to)).Convert(Number(number), scale)));

    [Theory]
    [InlineData("0.5", "0")]
    [InlineData("1.5", "2")]
    [InlineData("2.5", "2")]
    [InlineData("2.5000000000000000000000000001", "3")]
    [InlineData("-2.5", "-2")]
    [InlineData("-3.5", "-4")]
    [InlineData("-0.4", "0")]
    public void A_tie_goes_to_the_even_neighbour_and_zero_has_no_sign(string number, string expected)
    {
        decimal converted = UnitConverter.Between(Unit.Parse("s"), Unit.Parse("s")).Convert(Number(number), 0);

        Assert.Equal(expected, Text(converted));
        Assert.Equal(expected.StartsWith('-'), decimal.IsNegative(converted));
    }

    [Theory]
    [InlineData("mg/dL", "mmol/L", "90", 3, "4.996")]
    [InlineData("mmol/L", "mg/dL", "5.5", 2, "99.09")]
    [InlineData("mg/dL", "g/L", "90", 2, "0.90")]
    [InlineData("mmol", "mg", "1", 3, "180.156")]
    public void A_named_analyte_leads_from_mass_to_amount(string from, string to, string number, int scale, string expected) =>
        Assert.Equal(expected, Text(Analyte.Glucose.Between(Unit.Parse(from), Unit.Parse(to)).Convert(Number(number), scale)));

    [Fact]
    public void Glucose_weighs_what_its_atoms_weigh() =>
        Assert.Equal((6 * 12.011m) + (12 * 1.008m) + (6 * 15.999m), Analyte.Glucose.GramsPerMole);

    [Theory]
    [InlineData("kg", "cm")]
    [InlineData("mg/dL", "mmol/L")]
    [InlineData("Cel", "kPa")]
    [InlineData("[iU]", "mol")]
    [InlineData("[iU]", "1")]
    [InlineData("W", "W.h")]
    [InlineData("dB", "dB[SPL]")]
    [InlineData("/min", "/min2")]
    public void Units_of_different_things_are_a_fault_that_names_both(string from, string to)
    {
        UnitConversionException refused = Assert.Throws<UnitConversionException>(() => UnitConverter.Between(Unit.Parse(from), Unit.Parse(to)));

        Assert.Equal(UnitConversionFaultKind.NotCommensurable, refused.Fault.Kind);
        Assert.Equal($"{from} is not converted to {to}: they are not commensurable.", refused.Message);
        Assert.False(UnitConverter.TryBetween(Unit.Parse(from), Unit.Parse(to), out UnitConverter? converter, out UnitConversionFault? fault));
        Assert.Null(converter);
        Assert.Equal((from, to, refused.Message), (fault.From.Code, fault.To.Code, fault.ToString()));
        Assert.False(Unit.Parse(from).IsCommensurableWith(Unit.Parse(to)));
    }

    [Theory]
    [InlineData("mg/dL", "/L")]
    [InlineData("mg/dL", "10*9/L")]
    [InlineData("mg/dL", "mmol2/L")]
    [InlineData("kg", "kPa")]
    [InlineData("mol/L", "mol/kg")]
    public void An_analyte_makes_no_cells_of_grams(string from, string to)
    {
        Assert.False(Analyte.Glucose.TryBetween(Unit.Parse(from), Unit.Parse(to), out UnitConverter? converter, out UnitConversionFault? fault));
        Assert.Null(converter);
        Assert.Equal(UnitConversionFaultKind.NotCommensurable, fault.Kind);
        Assert.Contains("glucose", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dB[SPL]", "Pa")]
    [InlineData("Pa", "dB[SPL]")]
    [InlineData("dB[SPL]{A}", "dB[SPL]")]
    [InlineData("dB", "B")]
    [InlineData("B", "%")]
    public void A_level_goes_only_to_its_own_code(string from, string to)
    {
        Assert.False(UnitConverter.TryBetween(Unit.Parse(from), Unit.Parse(to), out _, out UnitConversionFault? fault));
        Assert.Equal(UnitConversionFaultKind.Level, fault.Kind);
        Assert.True(Unit.Parse(from).IsCommensurableWith(Unit.Parse(to)));
    }

    [Fact]
    public void A_quantity_keeps_what_was_measured()
    {
        Quantity measured = new(99.10m, Unit.Parse("[degF]"));

        ConvertedQuantity converted = UnitConverter.Between(measured.Unit, Units.DegreeCelsius).Convert(measured, 1);

        Assert.Equal(measured, converted.Original);
        Assert.Equal(new Quantity(37.3m, Units.DegreeCelsius), converted.Converted);
        Assert.Equal("37.3 Cel (of 99.10 [degF])", converted.ToString());
    }

    [Fact]
    public void A_number_too_large_is_a_fault_and_no_other_exception()
    {
        UnitConverter converter = UnitConverter.Between(Unit.Parse("kg"), Unit.Parse("g"));

        UnitConversionException refused = Assert.Throws<UnitConversionException>(() => converter.Convert(decimal.MaxValue, 0));
        Assert.Equal(UnitConversionFaultKind.Overflow, refused.Fault.Kind);
        Assert.DoesNotContain("79228", refused.Message, StringComparison.Ordinal);
        Assert.False(converter.TryConvert(8m, 28, out decimal none, out UnitConversionFault? fault));
        Assert.Equal((0m, refused.Fault), (none, fault));
        Assert.False(converter.TryConvert(new Quantity(decimal.MinValue, converter.From), 0, out ConvertedQuantity nothing, out _));
        Assert.Equal(default, nothing.Converted);
        Assert.Equal(decimal.MaxValue, UnitConverter.Between(Unit.Parse("kg"), Unit.Parse("kg")).Convert(decimal.MaxValue, 0));
    }

    [Fact]
    public void The_mistakes_of_a_caller_are_refused_at_once()
    {
        UnitConverter converter = UnitConverter.Between(Units.Kilogram, Unit.Parse("g"));

        Assert.Throws<ArgumentException>(() => UnitConverter.Between(default, Units.Kilogram));
        Assert.Throws<ArgumentException>(() => UnitConverter.TryBetween(Units.Kilogram, default, out _, out _));
        Assert.Throws<ArgumentException>(() => converter.Convert(new Quantity(1m, Units.Percent), 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => converter.Convert(1m, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => converter.Convert(1m, 29));
        Assert.Throws<ArgumentException>(() => new Analyte(" ", 1m));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Analyte("nothing", 0m));
        Assert.False(default(Unit).IsCommensurableWith(Units.Kilogram));
        Assert.False(Units.Kilogram.IsCommensurableWith(default));
    }

    [Fact]
    public void A_pair_is_prepared_once()
    {
        Unit pound = Unit.Parse("[lb_av]");

        Assert.Same(UnitConverter.Between(pound, Units.Kilogram), UnitConverter.Between(Unit.Parse("[lb_av]"), Units.Kilogram));
        Assert.NotSame(UnitConverter.Between(pound, Units.Kilogram), Analyte.Glucose.Between(pound, Units.Kilogram));
        Assert.Equal("[lb_av] → kg", UnitConverter.Between(pound, Units.Kilogram).ToString());
    }

    [Theory]
    [InlineData("mm[Hg]", "kPa", "120", 4)]
    [InlineData("[degF]", "Cel", "99.1", 2)]
    [InlineData("[lb_av]", "kg", "154.3", 3)]
    [InlineData("g", "[lb_av]", "69999.123456789", 9)]
    public void A_prepared_pair_allocates_nothing(string from, string to, string number, int scale)
    {
        UnitConverter converter = UnitConverter.Between(Unit.Parse(from), Unit.Parse(to));
        Quantity quantity = new(Number(number), converter.From);
        converter.Convert(quantity, scale);

        Assert.Equal(0, Allocated.BytesOf(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                converter.Convert(quantity.Number, scale);
                converter.TryConvert(quantity, scale, out _, out _);
                UnitConverter.Between(quantity.Unit, converter.To);
            }
        }));
    }

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static string Text(decimal number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
