using System.Text;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Tests;

/// <summary>A device that reports in another unit than the record has.</summary>
public sealed class ProfileUnitTests
{
    [Theory]
    [InlineData("body-temperature", "\"unit\":\"[degF]\",\"decimals\":1", "98.60", "37.0 Cel", "98.60 [degF]")]
    [InlineData("body-temperature", "\"unit\":\"[degF]\",\"decimals\":2,\"scale\":0.1", "1013", "38.50 Cel", "101.3 [degF]")]
    [InlineData("body-temperature", "\"unit\":\"K\",\"decimals\":2", "310.15", "37.00 Cel", "310.15 K")]
    [InlineData("body-weight", "\"unit\":\"[lb_av]\",\"decimals\":3", "154.5", "70.080 kg", "154.5 [lb_av]")]
    [InlineData("body-weight", "\"unit\":\"g\",\"decimals\":2", "3475", "3.48 kg", "3475 g")]
    [InlineData("body-weight", "\"unit\":\"g\",\"decimals\":2", "3465", "3.46 kg", "3465 g")]
    [InlineData("cuff-pressure-mean", "\"unit\":\"kPa\",\"decimals\":0", "12.0", "90 mm[Hg]", "12.0 kPa")]
    [InlineData("heart-rate", "\"unit\":\"Hz\",\"decimals\":0", "1.25", "75 /min", "1.25 Hz")]
    [InlineData("glucose", "\"unit\":\"mg/dL\",\"decimals\":1,\"analyte\":\"glucose\"", "99", "5.5 mmol/L", "99 mg/dL")]
    [InlineData("glucose", "\"unit\":\"mg/dL\",\"decimals\":1,\"analyte\":\"galactose\",\"gramsPerMole\":180.156", "99", "5.5 mmol/L", "99 mg/dL")]
    public void A_reading_comes_in_the_unit_of_the_metric_and_keeps_what_was_measured(
        string metric, string unit, string number, string shown, string original)
    {
        Measurement reading = Assert.Single(Decode(ProfileOf(metric, unit), $$"""{"X":{{number}}}""").Measurements.ToArray());

        Assert.True(reading.Value.TryGetQuantity(out Quantity quantity));
        Assert.True(reading.Value.TryGetOriginal(out Quantity measured));
        Assert.Equal((shown, original), (quantity.ToString(), measured.ToString()));
    }

    [Fact]
    public void Each_part_of_a_compound_is_converted()
    {
        DeviceProfile profile = ProfileOf(
            "cuff-pressure", "\"unit\":\"kPa\",\"decimals\":0", """{"cuff-pressure-systolic":"X","cuff-pressure-diastolic":"Y"}""");

        Measurement reading = Assert.Single(Decode(profile, """{"X":16.0,"Y":10.5}""").Measurements.ToArray());

        Assert.True(reading.Value.TryGetCompound(out CompoundValue? compound));
        Assert.Equal(["120 mm[Hg] of 16.0 kPa", "79 mm[Hg] of 10.5 kPa"], compound.Parts.Select(p =>
            p.Value.TryGetQuantity(out Quantity shown) && p.Value.TryGetOriginal(out Quantity original) ? $"{shown} of {original}" : ""));
    }

    [Fact]
    public void Zero_means_not_measured_before_it_means_degrees()
    {
        DeviceProfile profile = ProfileOf("body-temperature", "\"unit\":\"[degF]\",\"decimals\":1,\"zeroMeansNotMeasured\":true");

        Assert.True(Assert.Single(Decode(profile, """{"X":0.0}""").Measurements.ToArray()).Value.TryGetAbsentReason(out AbsentReason reason));
        Assert.Equal(AbsentReason.ReportedZero, reason);
    }

    [Fact]
    public void Limits_are_in_the_unit_of_the_metric()
    {
        DeviceProfile profile = ProfileOf("body-temperature", "\"unit\":\"[degF]\",\"decimals\":1,\"plausible\":[30,43]");

        Measurement[] readings = [.. new[] { "98.6", "120" }.Select(n => Decode(profile, $$"""{"X":{{n}}}""").Measurements[0])];

        Assert.Equal([QualitySeverity.Good, QualitySeverity.Uncertain], readings.Select(r => LimitRules.Judge(r).Severity));
    }

    [Fact]
    public void A_number_too_large_for_the_other_unit_is_an_issue_and_no_reading()
    {
        DecodeOutput output = Decode(ProfileOf("body-weight", "\"unit\":\"t\",\"decimals\":12"), """{"X":79228162514264337593543950335}""");

        Assert.Equal(DecodeIssueCode.BadValue, Assert.Single(output.Issues).Code);
        Assert.Equal(0, output.Measurements.Length);
    }

    [Fact]
    public void Decoding_what_is_converted_allocates_nothing()
    {
        IDecoder decoder = BedsideMonitor.Decoder();
        DeviceRegistry registry = BedsideMonitor.Registry(ProfileOf("body-temperature", "\"unit\":\"[degF]\",\"decimals\":1"));
        KnownDevice device = Assert.Single(registry.Devices);
        byte[] message = """{"X":98.6}"""u8.ToArray();
        DecodeOutput output = new();

        Assert.Equal(0, NhsIoT.Sdk.Tests.Allocated.BytesOf(() =>
        {
            output.Clear();
            decoder.Decode(BedsideMonitor.MessageOf(new(message), registry, device), output);
        }));
        Assert.Equal(1, output.Measurements.Length);
    }

    [Theory]
    [InlineData("\"unit\":\"[degF]\"", "needs 'decimals'")]
    [InlineData("\"unit\":\"[degF]\",\"decimals\":13", "from 0 to 12")]
    [InlineData("\"unit\":\"[degF]\",\"decimals\":-1", "from 0 to 12")]
    [InlineData("\"unit\":\"[degF]\",\"decimals\":0.5", "from 0 to 12")]
    [InlineData("\"unit\":\"Cel\",\"decimals\":1", "nothing is converted")]
    [InlineData("\"unit\":\"Cel\",\"analyte\":\"glucose\"", "nothing is converted")]
    [InlineData("\"unit\":\"mm[Hg]\",\"decimals\":1", "mm[Hg] is not converted to Cel")]
    [InlineData("\"unit\":\"degF\",\"decimals\":1", "degF is not converted to Cel")]
    [InlineData("\"unit\":\"°F\",\"decimals\":1", "UCUM code is expected")]
    [InlineData("\"decimals\":1", "'unit' is missing")]
    [InlineData("\"unit\":\"[degF]\",\"decimals\":1,\"analyte\":\"water\"", "state 'gramsPerMole'")]
    [InlineData("\"unit\":\"[degF]\",\"decimals\":1,\"analyte\":\"glucose\",\"gramsPerMole\":180", "leave 'gramsPerMole' out")]
    [InlineData("\"unit\":\"[degF]\",\"decimals\":1,\"analyte\":\"water\",\"gramsPerMole\":0", "above zero")]
    [InlineData("\"unit\":\"[degF]\",\"decimals\":1,\"gramsPerMole\":18", "name it")]
    public void A_unit_that_cannot_be_converted_is_a_fault(string unit, string message)
    {
        Assert.False(DeviceProfileReader.TryRead(Encoding.UTF8.GetBytes(TextOf("body-temperature", unit)), "p.json", MetricCatalogue.Standard, out _, out IReadOnlyList<ProfileFault> faults));

        Assert.Contains(message, Assert.Single(faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Mass_and_amount_meet_only_through_an_analyte() => Assert.False(DeviceProfileReader.TryRead(
        Encoding.UTF8.GetBytes(TextOf("glucose", "\"unit\":\"mg/dL\",\"decimals\":1")), "p.json", MetricCatalogue.Standard, out _, out _));

    private static string TextOf(string metric, string unit, string field = "\"X\"") =>
        $$"""
        {"id":"monitor","version":"1","metrics":[{"name":"X","metric":"{{metric}}",{{unit}}}],
        "decoder":{"name":"flat-json","section":{"fields":{"X":{{field}} } } } }
        """;

    private static DeviceProfile ProfileOf(string metric, string unit, string field = "\"X\"") =>
        DeviceProfileReader.Read(Encoding.UTF8.GetBytes(TextOf(metric, unit, field)), "p.json", MetricCatalogue.Standard);

    private static DecodeOutput Decode(DeviceProfile profile, string json)
    {
        DecodeOutput output = new();
        DeviceRegistry registry = BedsideMonitor.Registry(profile);
        BedsideMonitor.Decoder().Decode(
            BedsideMonitor.MessageOf(new(Encoding.UTF8.GetBytes(json)), registry, Assert.Single(registry.Devices)), output);
        return output;
    }
}
