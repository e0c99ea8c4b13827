using System.Buffers;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Fhir.Tests;

/// <summary>The facts that the tests share: one trust, one device, one patient of the test range.</summary>
internal static class Ward
{
    public const string Canary = "9990000018";

    public static DateTimeOffset Time { get; } = new(2026, 11, 21, 9, 30, 15, 250, TimeSpan.Zero);

    public static DateTimeOffset Received { get; } = Time.AddSeconds(2);

    public static FhirOptions Options { get; } = new()
    {
        ObservationIdentifierSystem = "https://example.nhs.uk/id/device-observation",
        PerformerOrganisation = "RR8",
    };

    public static FhirWriter Writer { get; } = new(Options);

    public static FhirWriter WriterOfAbsent { get; } = new(Options with { SendAbsentReadings = true });

    public static DeviceId Device { get; } = new("RR813", new Identifier(Identifier.Eui64System, "00-1C-05-04-00-00-78-25"));

    public static PatientReference Patient { get; } =
        new(new Identifier(Identifier.NhsNumberSystem, Canary), "Patient/example");

    public static PlaceReference Place { get; } = new(new Identifier("http://www.gs1.org/gln", "5050898000014"), "Location/w7-b2-3");

    public static Placement Placement { get; } = Placement.Known("a-1", Patient, Place);

    public static PersonReference Nurse { get; } =
        new(new Identifier("https://fhir.hl7.org.uk/Id/nmc-number", "00A0000A"), "Practitioner/example");

    public static MeasurementContext Context(Metric metric, ReadingPurpose purpose = ReadingPurpose.Live) => new()
    {
        Device = Device,
        Metric = metric,
        Provenance = new Provenance { Decoder = "flat-json/1", Mapping = "monitor/1" },
        Purpose = purpose,
    };

    public static MeasurementContext SettingOf(Metric metric) => new()
    {
        Device = Device,
        Metric = metric,
        Category = MeasurementCategory.Setting,
        Provenance = new Provenance { Decoder = "flat-json/1", Mapping = "monitor/1" },
        Purpose = ReadingPurpose.Live,
    };

    public static Measurement Measured(MeasurementContext context, Value value, Quality? quality = null) =>
        new(context, value, quality ?? Quality.Good, ObservedTime.ByDevice(Time)) { Received = Received };

    public static Measurement Measured(Metric metric, decimal number, Quality? quality = null) =>
        Measured(Context(metric), Value.Of(number, metric.Unit!.Value), quality);

    public static Value Pressure(Metric panel, decimal systolic, decimal diastolic, Unit? unit = null) => Value.Of(new CompoundValue(
        new CompoundPart(panel.Components[0], Value.Of(systolic, unit ?? Units.MillimetreOfMercury)),
        new CompoundPart(panel.Components[1], Value.Of(diastolic, unit ?? Units.MillimetreOfMercury))));

    public static Value Converted(decimal number, Unit from, Unit to) => new UnitConversion(UnitConverter.Between(from, to), 1).Convert(number);

    public static Value PressureFromKilopascal(Metric panel, decimal systolic, decimal diastolic) => Value.Of(new CompoundValue(
        new CompoundPart(panel.Components[0], Converted(systolic, Units.Kilopascal, Units.MillimetreOfMercury)),
        new CompoundPart(panel.Components[1], Converted(diastolic, Units.Kilopascal, Units.MillimetreOfMercury))));

    public static Value Signal(params int?[] samples) => Value.Of(new SampledSignal
    {
        Origin = new Quantity(-0.5m, Units.Millivolt),
        Period = TimeSpan.FromMilliseconds(8),
        Factor = 0.001m,
        Samples = [.. samples.Select(s => s is { } raw ? SignalSample.Of(raw) : SignalSample.Missing(SignalSampleState.Error))],
    });

    public static byte[] Write(
        this FhirWriter writer, in Measurement measurement, Placement? placement = null, DeviceOnlyReadings terms = DeviceOnlyReadings.Final)
    {
        ArrayBufferWriter<byte> output = new();
        WrittenObservation written = writer.Write(measurement, placement ?? Placement, terms, output);
        Assert.True(written.IsWritten);
        return output.WrittenSpan.ToArray();
    }
}
