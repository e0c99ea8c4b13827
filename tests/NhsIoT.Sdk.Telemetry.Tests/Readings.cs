namespace NhsIoT.Sdk.Telemetry.Tests;

/// <summary>Parts of readings for tests.</summary>
internal static class Readings
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.FromHours(1));

    public static DeviceId Device { get; } = new("RR813", new Identifier("urn:test:serial", "SN-0042"));

    public static MeasurementContext Context { get; } = new()
    {
        Device = Device,
        Channel = "ecg",
        Metric = Metrics.HeartRate,
        Provenance = new Provenance { Decoder = "flat-json", Mapping = "monitor/1" },
        Purpose = ReadingPurpose.Test,
    };

    public static SampledSignal Signal { get; } = new()
    {
        Origin = new Quantity(0m, Units.Millivolt),
        Period = TimeSpan.FromMilliseconds(4),
        Samples = [SignalSample.Of(-3), SignalSample.Missing(SignalSampleState.Error)],
    };

    public static CompoundValue Pressure { get; } = new(
        new CompoundPart(Metrics.CuffPressureSystolic, Value.Of(120m, Units.MillimetreOfMercury)),
        new CompoundPart(Metrics.CuffPressureDiastolic, Value.NotAvailable(AbsentReason.NotMeasured)));

    /// <summary>A value of each kind.</summary>
    public static IReadOnlyDictionary<ValueKind, Value> OfEachKind { get; } = new Dictionary<ValueKind, Value>
    {
        [ValueKind.Quantity] = Value.Of(62.80m, Units.PerMinute),
        [ValueKind.Coded] = Value.Of(new Coding(Coding.Snomed, "271594007")),
        [ValueKind.Boolean] = Value.Of(true),
        [ValueKind.Text] = Value.OfText("words of a patient"),
        [ValueKind.Signal] = Value.Of(Signal),
        [ValueKind.Compound] = Value.Of(Pressure),
        [ValueKind.NotAvailable] = Value.NotAvailable(AbsentReason.ReportedZero),
    };

    public static Measurement Of(Value value) =>
        new(Context, value, Quality.Good, ObservedTime.ByDevice(Noon)) { Received = Noon };
}
