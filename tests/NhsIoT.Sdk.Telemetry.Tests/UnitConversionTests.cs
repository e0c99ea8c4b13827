using System.Runtime.CompilerServices;
using FsCheck;
using FsCheck.Fluent;

namespace NhsIoT.Sdk.Telemetry.Tests;

public sealed class UnitConversionTests
{
    private static readonly Unit Fahrenheit = Unit.Parse("[degF]");
    private static readonly UnitConversion Temperature = new(UnitConverter.Between(Fahrenheit, Units.DegreeCelsius), 1);

    [Fact]
    public void A_converted_value_shows_the_wanted_unit_and_keeps_what_was_measured()
    {
        Value value = Converted(98.60m);

        Assert.True(value.TryGetQuantity(out Quantity shown));
        Assert.True(value.TryGetOriginal(out Quantity original));
        Assert.Equal((new Quantity(37.0m, Units.DegreeCelsius), new Quantity(98.60m, Fahrenheit)), (shown, original));
        Assert.Equal(ValueKind.Quantity, value.Kind);
        Assert.DoesNotContain("98", value.ToString(), StringComparison.Ordinal);
        Assert.False(value.TryGetCode(out _) || value.TryGetText(out _) || value.TryGetCompound(out _) || value.TryGetSignal(out _));
    }

    [Fact]
    public void A_value_that_was_not_converted_has_no_original()
    {
        Assert.All(Readings.OfEachKind.Values, value => Assert.False(value.TryGetOriginal(out _)));
        Assert.All(Readings.OfEachKind.Values, value => Assert.False(value.TryGetConversion(out _)));
        Assert.False(default(Value).TryGetOriginal(out _) || default(Value).TryGetConversion(out _));
    }

    [Fact]
    public void The_same_value_is_made_again_from_its_original_and_its_conversion()
    {
        UnitConversion glucose = new(Analyte.Glucose.Between(Units.MilligramPerDecilitre, Units.MillimolePerLitre), 2);
        Value value = glucose.Convert(99m);

        Assert.True(value.TryGetOriginal(out Quantity original));
        Assert.True(value.TryGetConversion(out UnitConversion? conversion));
        Assert.Equal(Analyte.Glucose, conversion.Converter.Analyte);
        Assert.Null(Temperature.Converter.Analyte);
        Assert.Equal(value, conversion.Convert(original.Number));
    }

    [Fact]
    public void Conversions_are_equal_by_what_they_do_not_by_the_converter_that_was_at_hand()
    {
        UnitPair pair = new(Units.MilligramPerDecilitre, Units.MillimolePerLitre, Analyte.Glucose);
        UnitConversion first = Prepared(pair);
        UnitConversion second = Prepared(pair with { Analyte = new Analyte("glucose", 180.156m) });

        Assert.NotSame(first.Converter, second.Converter);
        Assert.Equal(first.Convert(99m), second.Convert(99m));
        Assert.Equal(first.GetHashCode(), second.GetHashCode());
        Assert.NotEqual(first, Prepared(pair with { Analyte = new Analyte("glucose", 180.16m) }));
        Assert.NotEqual(first, Prepared(pair with { From = Unit.Parse("g/L") }));
        Assert.NotEqual(first, Prepared(pair with { To = Unit.Parse("umol/L") }));
        Assert.False(first.Equals(null));
    }

    [Fact]
    public void Readings_that_only_look_the_same_are_not_equal()
    {
        Assert.Equal(Converted(98.6m), Converted(98.6m));
        Assert.NotEqual(Converted(98.6m), Converted(98.60m));
        Assert.NotEqual(Converted(98.6m), Converted(98.5m));
        Assert.NotEqual(Converted(98.6m), Value.Of(37.0m, Units.DegreeCelsius));
        Assert.NotEqual(Converted(98.6m), Converted(98.6m, new UnitConversion(Temperature.Converter, 2)));
        Assert.Equal(Converted(98.6m).GetHashCode(), Converted(98.6m).GetHashCode());
    }

    [Fact]
    public void A_number_that_does_not_fit_is_a_fault_and_no_value()
    {
        UnitConversion mass = new(UnitConverter.Between(Units.Kilogram, Unit.Parse("ug")), 12);

        Assert.False(mass.TryConvert(decimal.MaxValue, out Value value, out UnitConversionFault? fault));
        Assert.Equal((default, UnitConversionFaultKind.Overflow), (value, fault.Kind));
        Assert.Throws<UnitConversionException>(() => mass.Convert(decimal.MaxValue));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(13)]
    public void Decimal_places_have_their_bounds(int decimals) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new UnitConversion(Temperature.Converter, decimals));

    [Fact]
    public void Whatever_was_measured_comes_out_again_and_shows_what_the_converter_says() => Prop.ForAll(
        Gen.Zip(Gen.Choose(-10_000_000, 10_000_000), Gen.Zip(Gen.Choose(0, 6), Gen.Choose(0, 6))).ToArbitrary(),
        drawn =>
        {
            (int digits, (int places, int decimals)) = drawn;
            decimal number = new(Math.Abs(digits), 0, 0, digits < 0, (byte)places);
            Value value = Converted(number, new UnitConversion(Temperature.Converter, decimals));

            Assert.True(value.TryGetOriginal(out Quantity original) && value.TryGetQuantity(out Quantity shown)
                && original == new Quantity(number, Fahrenheit)
                && shown == new Quantity(Temperature.Converter.Convert(number, decimals), Units.DegreeCelsius));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_converted_value_takes_no_more_room_and_allocates_nothing()
    {
        decimal seen = 0m;

        Assert.Equal(40, Unsafe.SizeOf<Value>());
        Assert.Equal(0, Allocated.BytesOf(() => seen += Converted(98.6m).TryGetQuantity(out Quantity shown) ? shown.Number : 0m));
        Assert.True(seen > 0m);
    }

    private static UnitConversion Prepared(UnitPair pair) => new(new ConverterCache().Find(pair, out _)!, 2);

    private static Value Converted(decimal number, UnitConversion? conversion = null) =>
        (conversion ?? Temperature).Convert(number);
}
