using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Tests;

public sealed class LimitRulesTests
{
    [Theory]
    [InlineData("HR", "20", QualitySeverity.Good, QualityReasons.None, null)]
    [InlineData("HR", "300", QualitySeverity.Good, QualityReasons.None, null)]
    [InlineData("HR", "19.99", QualitySeverity.Uncertain, QualityReasons.Implausible, LimitRules.PlausibleRange)]
    [InlineData("HR", "600", QualitySeverity.Uncertain, QualityReasons.Implausible, LimitRules.PlausibleRange)]
    [InlineData("HR", "600.1", QualitySeverity.Bad, QualityReasons.Impossible, LimitRules.PhysicalRange)]
    [InlineData("HR", "-1", QualitySeverity.Bad, QualityReasons.Impossible, LimitRules.PhysicalRange)]
    [InlineData("SpO2", "101", QualitySeverity.Bad, QualityReasons.Impossible, LimitRules.PhysicalRange)]
    [InlineData("Temp", "299", QualitySeverity.Uncertain, QualityReasons.Implausible, LimitRules.PlausibleRange)]
    [InlineData("Temp", "610", QualitySeverity.Bad, QualityReasons.Impossible, LimitRules.PhysicalRange)]
    public void A_number_outside_its_range_is_marked(string field, string number, QualitySeverity severity, QualityReasons reasons, string? rule)
    {
        Quality quality = Judge($$"""{"device":"MON-1","{{field}}":{{number}}}""");

        Assert.Equal((severity, reasons), (quality.Severity, quality.Reasons));
        Assert.Equal(rule is null ? [] : [rule], quality.Rules.ToArray());
    }

    [Theory]
    [InlineData(120, 72, QualitySeverity.Good)]
    [InlineData(120, 10, QualitySeverity.Uncertain)]
    [InlineData(900, 10, QualitySeverity.Bad)]
    [InlineData(39, -60, QualitySeverity.Bad)]
    public void A_compound_is_as_good_as_its_worst_part(int systolic, int diastolic, QualitySeverity severity) =>
        Assert.Equal(severity, Judge($$"""{"device":"MON-1","NBPSys":{{systolic}},"NBPDias":{{diastolic}}}""").Severity);

    [Fact]
    public void What_is_not_there_is_not_judged() => Assert.Equal(Quality.Good, Judge("""{"device":"MON-1","HR":0}"""));

    [Fact]
    public void A_quantity_of_another_unit_is_not_judged()
    {
        Measurement measurement = Assert.Single(BedsideMonitor.Decode("""{"device":"MON-1","HR":700}""").Measurements.ToArray());

        Assert.Equal(Quality.Good, LimitRules.Judge(measurement with { Value = Value.Of(700m, Unit.Parse("Hz")) }));
    }

    [Fact]
    public void A_rule_only_takes_trust_away()
    {
        Measurement measurement = Assert.Single(BedsideMonitor.Decode("""{"device":"MON-1","HR":310}""").Measurements.ToArray());
        Quality bad = Quality.Good.Worsen(QualitySeverity.Bad, QualityReasons.SensorFault, "sensor");

        Quality judged = LimitRules.Judge(measurement with { Quality = bad });

        Assert.Equal((QualitySeverity.Bad, QualityReasons.SensorFault | QualityReasons.Implausible), (judged.Severity, judged.Reasons));
        Assert.Equal(["sensor", LimitRules.PlausibleRange], judged.Rules.ToArray());
    }

    [Fact]
    public void The_default_measurement_is_refused() => Assert.Throws<ArgumentException>(() => LimitRules.Judge(default));

    private static Quality Judge(string json) => LimitRules.Judge(Assert.Single(BedsideMonitor.Decode(json).Measurements.ToArray()));
}
