using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Tests;

/// <summary>Readings of one channel for tests; times are seconds of one day.</summary>
internal static class ReadingSeries
{
    public static readonly DateTimeOffset Midnight = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);

    public static Quality Doubtful { get; } = Quality.Good.Worsen(QualitySeverity.Uncertain, QualityReasons.SensorFault, QualityRuleNames.SensorStatus);

    public static DateTimeOffset At(decimal second) => Midnight.AddTicks((long)(second * TimeSpan.TicksPerSecond));

    public static MeasurementContext Context(QualityRules? rules = null, TimeSpan? interval = null, Metric? metric = null, string device = "S-1", ReadingPurpose purpose = ReadingPurpose.Test) => new()
    {
        Device = new DeviceId("RR813", new Identifier("urn:test:serial", device)),
        Metric = metric ?? Metrics.HeartRate,
        Provenance = new Provenance { Decoder = "test", Mapping = "test/1" },
        Purpose = purpose,
        Rules = rules,
        ExpectedInterval = interval,
    };

    public static Measurement Reading(MeasurementContext context, decimal second, decimal number, long sequence = 0) =>
        Reading(context, second, Value.Of(number, context.Metric.Unit!.Value), sequence);

    public static Measurement Reading(MeasurementContext context, decimal second, Value value, long sequence = 0) =>
        new(context, value, Quality.Good, ObservedTime.ByDevice(At(second))) { Received = At(second + 60), Sequence = sequence };

    public static Value Pressure(decimal systolic, decimal diastolic) => Value.Of(new CompoundValue(
        new CompoundPart(Metrics.CuffPressureSystolic, Value.Of(systolic, Units.MillimetreOfMercury)),
        new CompoundPart(Metrics.CuffPressureDiastolic, Value.Of(diastolic, Units.MillimetreOfMercury))));
}
