using System.Text.Json;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Testing;

namespace NhsIoT.Sdk.Fhir.Tests;

/// <summary>Which codes a reading carries: a code of an HL7 vital sign only where it keeps the profile that the code implies.</summary>
public sealed class ReadingCodesTests
{
    [Fact]
    public void A_setting_is_the_devices_own_and_never_a_vital_sign() => GoldenFile.Check("Golden/setting",
        Ward.Writer.Write(Ward.Measured(Ward.SettingOf(Metrics.RespiratoryRate), Value.Of(14m, Units.PerMinute))));

    [Fact]
    public void Every_vital_sign_that_is_set_has_its_MDC_code_and_words() =>
        Assert.All(Metrics.All.Where(m => m.Group == MetricGroup.VitalSign && m.Unit is not null), metric =>
        {
            JsonElement code = Written(Ward.Measured(Ward.SettingOf(metric), Value.Of(1m, metric.Unit!.Value))).GetProperty("code");

            Assert.Equal([metric.CodeIn(Coding.Mdc)!.Code], CodesIn(code));
            Assert.Equal(metric.Text ?? metric.CodeIn(Coding.Mdc)!.Display, code.GetProperty("text").GetString());
        });

    [Fact]
    public void A_setting_of_a_metric_without_an_MDC_code_is_told_in_words()
    {
        Metric metric = new("apnoea-delay") { Codes = [new(Coding.Loinc, "9279-1", "Respiratory rate")] };

        JsonElement code = Written(Ward.Measured(Ward.SettingOf(metric), Value.Of(20m, Unit.Parse("s")))).GetProperty("code");

        Assert.False(code.TryGetProperty("coding", out _));
        Assert.Equal("Respiratory rate", code.GetProperty("text").GetString());
    }

    [Fact]
    public void A_place_that_is_set_is_told_of_the_device()
    {
        JsonElement setting = Written(Ward.Measured(Ward.SettingOf(Metrics.RoomTemperature), Value.Of(21m, Units.DegreeCelsius)));

        Assert.StartsWith("Device/", setting.GetProperty("subject").GetProperty("reference").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{beats}/min")]
    [InlineData("{pulses}/min")]
    [InlineData("{breaths}/min")]
    public void A_rate_of_something_is_the_rate(string unit)
    {
        byte[] plain = Ward.Writer.Write(Ward.Measured(Metrics.HeartRate, 72m));

        Assert.Equal(plain, Ward.Writer.Write(Ward.Measured(Ward.Context(Metrics.HeartRate), Value.Of(72m, Unit.Parse(unit)))));
    }

    [Fact]
    public void A_rate_stays_as_it_is_under_a_metric_that_is_none()
    {
        JsonElement quantity = Written(Ward.Measured(Ward.Context(Metrics.OxygenSaturation), Value.Of(72m, Unit.Parse("{beats}/min"))))
            .GetProperty("valueQuantity");

        Assert.Equal("{beats}/min", quantity.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("body-temperature", "[degF]", true)]
    [InlineData("body-weight", "g", true)]
    [InlineData("body-weight", "[lb_av]", true)]
    [InlineData("body-temperature", "K", false)]
    [InlineData("body-weight", "[degF]", false)]
    [InlineData("heart-rate", "Hz", false)]
    [InlineData("oxygen-saturation", "1", false)]
    [InlineData("respiratory-rate", "/s", false)]
    [InlineData("cuff-pressure-mean", "kPa", false)]
    public void A_unit_that_the_base_profile_has_keeps_LOINC(string id, string unit, bool keeps)
    {
        Metric metric = Metrics.All.Single(m => m.Id == id);

        JsonElement observation = Written(Ward.Measured(Ward.Context(metric), Value.Of(37m, Unit.Parse(unit))));

        Assert.Equal("https://fhir.hl7.org.uk/StructureDefinition/UKCore-Observation",
            observation.GetProperty("meta").GetProperty("profile")[0].GetString());
        Assert.Equal(keeps, CodesIn(observation.GetProperty("code")).Contains(metric.CodeIn(Coding.Loinc)!.Code));
        Assert.Contains(metric.CodeIn(Coding.Mdc)!.Code, CodesIn(observation.GetProperty("code")));
    }

    [Fact]
    public void Heart_rate_in_another_unit() => GoldenFile.Check("Golden/heart-rate-hertz",
        Ward.Writer.Write(Ward.Measured(Ward.Context(Metrics.HeartRate), Value.Of(1.2m, Unit.Parse("Hz")))));

    [Fact]
    public void Body_temperature_in_kelvin_is_no_vital_sign_in_SNOMED_CT_either() => GoldenFile.Check("Golden/body-temperature-kelvin",
        Ward.Writer.Write(Ward.Measured(Ward.Context(Metrics.BodyTemperature), Value.Of(310.15m, Unit.Parse("K")))));

    [Fact]
    public void Blood_pressure_in_another_unit() => GoldenFile.Check("Golden/blood-pressure-kilopascal", Ward.Writer.Write(Ward.Measured(
        Ward.Context(Metrics.CuffPressure), Ward.Pressure(Metrics.CuffPressure, 18.9m, 12.5m, Units.Kilopascal))));

    [Theory]
    [MemberData(nameof(OtherKinds))]
    public void A_value_of_another_kind_carries_no_LOINC(string id, Value value)
    {
        Metric metric = Metrics.All.Single(m => m.Id == id);

        JsonElement code = Written(Ward.Measured(Ward.Context(metric), value)).GetProperty("code");

        Assert.DoesNotContain(metric.CodeIn(Coding.Loinc)!.Code, CodesIn(code));
        Assert.Equal(metric.Text ?? metric.Codes[0].Display, code.GetProperty("text").GetString());
    }

    public static TheoryData<string, Value> OtherKinds { get; } = new()
    {
        { "heart-rate", Value.OfText("fast") },
        { "heart-rate", Value.Of(new Coding(Coding.Snomed, "3424008", "Tachycardia")) },
        { "heart-rate", Value.Of(true) },
        { "heart-rate", Ward.Signal(1, 2) },
        { "heart-rate", Ward.Pressure(Metrics.CuffPressure, 142m, 94m) },
        { "cuff-pressure", Value.Of(120m, Units.MillimetreOfMercury) },
    };

    [Fact]
    public void A_missing_or_bad_value_keeps_LOINC()
    {
        Quality bad = Quality.Good.Worsen(QualitySeverity.Bad, QualityReasons.Impossible, "physical-range");

        Assert.Contains("8867-4", CodesIn(Written(
            Ward.Measured(Ward.Context(Metrics.HeartRate), Value.NotAvailable(AbsentReason.Unknown))).GetProperty("code")));
        Assert.Contains("8867-4", CodesIn(Written(
            Ward.Measured(Ward.Context(Metrics.HeartRate), Value.Of(900m, Unit.Parse("Hz")), bad)).GetProperty("code")));
        Assert.Contains("85354-9", CodesIn(Written(Ward.Measured(
            Ward.Context(Metrics.CuffPressure), Ward.Pressure(Metrics.CuffPressure, 90m, 60m, Units.Kilopascal), bad)).GetProperty("code")));
    }

    private static JsonElement Written(in Measurement measurement)
    {
        using JsonDocument document = JsonDocument.Parse(Ward.WriterOfAbsent.Write(measurement));
        return document.RootElement.Clone();
    }

    private static string[] CodesIn(JsonElement concept) =>
        [.. concept.GetProperty("coding").EnumerateArray().Select(c => c.GetProperty("code").GetString()!)];
}
