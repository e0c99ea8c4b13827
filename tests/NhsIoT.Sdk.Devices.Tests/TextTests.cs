using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NhsIoT.Sdk.Devices.Text;

namespace NhsIoT.Sdk.Devices.Tests;

public sealed class TextTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(5000);

    private static readonly Arbitrary<decimal> Decimals = Gen.Choose(int.MinValue, int.MaxValue).Four()
        .SelectMany(p => Gen.Choose(0, 28).Select(scale => new decimal(p.Item1, p.Item2, p.Item4 % 3 == 0 ? p.Item3 : 0, p.Item4 > 0, (byte)scale)))
        .ToArbitrary();

    private static readonly Arbitrary<DateTimeOffset> Instants = ArbMap.Default.ArbFor<DateTime>().Generator
        .SelectMany(t => Gen.Choose(-840, 840).Select(offset => (t.Ticks, offset)))
        .Where(t => t.Ticks - (t.offset * TimeSpan.TicksPerMinute) is >= 0 and <= 3_155_378_975_999_999_999)
        .Select(t => new DateTimeOffset(t.Ticks, TimeSpan.FromMinutes(t.offset))).ToArbitrary();

    [Fact]
    public void A_decimal_comes_back_with_every_bit() => Check.One(Thorough, Prop.ForAll(Decimals, number =>
        ExactDecimal.TryParse(Utf8(number.ToString(CultureInfo.InvariantCulture)), out decimal read)
        && decimal.GetBits(read).AsSpan().SequenceEqual(decimal.GetBits(number == 0m ? Math.Abs(number) : number))));

    [Fact]
    public void An_exponent_moves_the_point_and_nothing_else() => Check.One(Thorough, Prop.ForAll(Decimals, number =>
    {
        string digits = decimal.GetBits(number)[3] < 0 ? $"-{Unscaled(number)}" : $"{Unscaled(number)}";
        return ExactDecimal.TryParse(Utf8($"{digits}e-{number.Scale}"), out decimal read) && read == number && read.Scale == number.Scale;
    }));

    [Fact]
    public void Arbitrary_bytes_are_a_number_only_if_the_platform_says_so() => Check.One(Thorough, Prop.ForAll(
        Gen.Elements("0", "1", "9", "00", "-", "+", ".", "e", "E", "12345678901234567890", " ").ArrayOf().Select(string.Concat).ToArbitrary(), text =>
            !ExactDecimal.TryParse(Utf8(text), out decimal read)
            || read == decimal.Parse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("+1")]
    [InlineData("01")]
    [InlineData("-01")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("-.5")]
    [InlineData("1.2.3")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1e5x")]
    [InlineData("0x10")]
    [InlineData("1 ")]
    [InlineData("1_000")]
    [InlineData("123456789012345678901234567890.0")]
    [InlineData("00.00000000000000000000000")]
    public void What_is_no_JSON_number_is_refused(string text) => Assert.False(ExactDecimal.TryParse(Utf8(text), out _));

    [Fact]
    public void A_product_is_exact_or_refused() => Check.One(Thorough, Prop.ForAll(Decimals, Decimals, (number, factor) =>
        !ExactDecimal.TryMultiply(number, factor, out decimal product)
        || (product.Scale == number.Scale + factor.Scale && Unscaled(product) == Unscaled(number) * Unscaled(factor))));

    [Fact]
    public void A_product_of_ordinary_numbers_is_not_refused()
    {
        Assert.True(ExactDecimal.TryMultiply(62.80m, 0.1m, out decimal product));
        Assert.Equal("6.280", product.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void An_instant_comes_back_with_offset_and_ticks() => Check.One(Thorough, Prop.ForAll(Instants, instant =>
        IsoInstant.TryParse(Utf8(instant.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffffzzz", CultureInfo.InvariantCulture)), out DateTimeOffset read)
        && read.EqualsExact(instant)));

    [Fact]
    public void Arbitrary_text_is_an_instant_only_if_the_platform_says_so() => Check.One(Thorough, Prop.ForAll(
        Gen.Elements("2026", "-11", "-21", "T", "09", ":30", ":15", ".25", "Z", "+01:00", "-99:99", "x").ArrayOf().Select(string.Concat).ToArbitrary(),
        text => !IsoInstant.TryParse(Utf8(text), out DateTimeOffset read) || read.EqualsExact(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture))));

    [Theory]
    [InlineData("PT1M", 60)]
    [InlineData("PT0S", 0)]
    [InlineData("P1D", 86_400)]
    [InlineData("P1DT12H", 129_600)]
    [InlineData("PT1H30M5S", 5_405)]
    public void A_duration_is_days_hours_minutes_and_seconds(string text, int seconds)
    {
        Assert.True(IsoDuration.TryParse(text, out TimeSpan duration));
        Assert.Equal(TimeSpan.FromSeconds(seconds), duration);
    }

    [Theory]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("P1DT")]
    [InlineData("P1M")]
    [InlineData("P1Y")]
    [InlineData("P1W")]
    [InlineData("PT1")]
    [InlineData("PTM")]
    [InlineData("PT1M1H")]
    [InlineData("PT1M1M")]
    [InlineData("PT1D")]
    [InlineData("P1H")]
    [InlineData("PT0.5S")]
    [InlineData("-PT1M")]
    [InlineData("PT1234567S")]
    [InlineData("00:01:00")]
    public void Another_text_is_no_duration(string text) => Assert.False(IsoDuration.TryParse(text, out _));

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static System.Numerics.BigInteger Unscaled(decimal number)
    {
        int[] bits = decimal.GetBits(number);
        return new System.Numerics.BigInteger(new decimal(bits[0], bits[1], bits[2], false, 0));
    }
}
