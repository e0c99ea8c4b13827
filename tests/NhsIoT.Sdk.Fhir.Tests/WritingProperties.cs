using System.Buffers;
using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Fhir.Tests;

public sealed class WritingProperties
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(3000);

    [Fact]
    public void Every_reading_keeps_the_rules_of_Observation() => Prop.ForAll(RandomReadings.All.ToArbitrary(), reading =>
    {
        ArrayBufferWriter<byte> output = new();

        WrittenObservation written = Ward.WriterOfAbsent.Write(reading.Measurement, reading.Placement, reading.Terms, output);

        Assert.True(written.IsWritten);
        ObservationRules.Check(output.WrittenMemory);
    }).Check(Many);

    [Fact]
    public void A_template_writes_what_the_composition_writes() => Prop.ForAll(RandomReadings.OfOneContext.ToArbitrary(), readings =>
    {
        foreach (RandomReading reading in readings)
        {
            ArrayBufferWriter<byte> filled = new();
            ArrayBufferWriter<byte> composed = new();

            WrittenObservation first = Ward.WriterOfAbsent.Write(reading.Measurement, reading.Placement, reading.Terms, filled);
            WrittenObservation second = Ward.WriterOfAbsent.WriteOnce(reading.Measurement, reading.Placement, reading.Terms, composed);

            Assert.Equal(Encoding.UTF8.GetString(composed.WrittenSpan), Encoding.UTF8.GetString(filled.WrittenSpan));
            Assert.Equal(second, first);
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void Codes_that_differ_in_their_words_only_are_written_with_their_own_words()
    {
        FhirWriter writer = new(Ward.Options);
        MeasurementContext context = Ward.Context(Metrics.BatteryCharge);

        string one = Encoding.UTF8.GetString(writer.Write(Ward.Measured(context, Value.Of(new Coding(Coding.Snomed, "1", "one")))));
        string uno = Encoding.UTF8.GetString(writer.Write(Ward.Measured(context, Value.Of(new Coding(Coding.Snomed, "1", "uno")))));

        Assert.Equal(one.Replace("\"one\"", "\"uno\"", StringComparison.Ordinal), uno);
        Assert.NotEqual(one, uno);
    }

    [Fact]
    public void A_number_keeps_its_value_and_scale_and_has_no_exponent() => Prop.ForAll(RandomReadings.Number.ToArbitrary(), number =>
    {
        Span<byte> text = stackalloc byte[FhirNumber.MaxLength];
        string written = Encoding.ASCII.GetString(text[..FhirNumber.Format(number, text)]);

        decimal read = decimal.Parse(written, NumberStyles.Number, CultureInfo.InvariantCulture);
        Assert.Equal(number, read);
        Assert.Equal(number.Scale, read.Scale);
        Assert.Matches(@"^-?(0|[1-9]\d*)(\.\d+)?$", written);
    }).Check(Many);

    [Fact]
    public void A_time_is_read_back_with_its_offset_to_the_last_digit() => Prop.ForAll(RandomReadings.Time.ToArbitrary(), time =>
    {
        Span<byte> text = stackalloc byte[FhirTime.MaxLength];
        string written = Encoding.ASCII.GetString(text[..FhirTime.FormatStart(time, text)]);

        DateTimeOffset read = DateTimeOffset.Parse(written, CultureInfo.InvariantCulture);
        Assert.Equal(time.Start, read);
        Assert.Equal(time.Start.Offset, read.Offset);
    }).Check(Many);

    [Theory]
    [InlineData(0, "2026-11-21T09:30:15+00:00")]
    [InlineData(2_500_000, "2026-11-21T09:30:15.250+00:00")]
    [InlineData(1_000_000, "2026-11-21T09:30:15.100+00:00")]
    [InlineData(10, "2026-11-21T09:30:15.000001+00:00")]
    [InlineData(9_999_999, "2026-11-21T09:30:15.9999999+00:00")]
    public void Fractions_of_a_second_are_as_long_as_they_need_to_be(int ticks, string expected)
    {
        ObservedTime time = ObservedTime.ByDevice(new DateTimeOffset(2026, 11, 21, 9, 30, 15, TimeSpan.Zero).AddTicks(ticks));
        byte[] text = new byte[FhirTime.MaxLength];

        Assert.Equal(expected, Encoding.ASCII.GetString(text.AsSpan(0, FhirTime.FormatStart(time, text))));
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("0.00", "0.00")]
    [InlineData("36.60", "36.60")]
    [InlineData("-0.05", "-0.05")]
    [InlineData("4294967295", "4294967295")]
    [InlineData("4294967296", "4294967296")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("-0.0000000000000000000000000001", "-0.0000000000000000000000000001")]
    public void Numbers_are_written_as_they_were_given(string number, string expected)
    {
        byte[] text = new byte[FhirNumber.MaxLength];

        int length = FhirNumber.Format(decimal.Parse(number, NumberStyles.Number, CultureInfo.InvariantCulture), text);

        Assert.Equal(expected, Encoding.ASCII.GetString(text.AsSpan(0, length)));
    }

    [Fact]
    public void Samples_stand_between_single_blanks()
    {
        Value.Of(new SampledSignal
        {
            Origin = new Quantity(0m, Units.Millivolt),
            Period = TimeSpan.FromMilliseconds(2),
            Samples =
            [
                SignalSample.Of(int.MinValue), SignalSample.Missing(SignalSampleState.Error), SignalSample.Missing(SignalSampleState.AboveRange),
                SignalSample.Missing(SignalSampleState.BelowRange), SignalSample.Of(0),
            ],
        }).TryGetSignal(out SampledSignal? signal);
        byte[] text = new byte[FhirSamples.MaxLength(signal!)];

        Assert.Equal("-2147483648 E U L 0", Encoding.ASCII.GetString(text.AsSpan(0, FhirSamples.Format(signal!, text))));
    }
}
