using FsCheck;
using FsCheck.Fluent;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Fhir.Tests;

/// <summary>A reading with all that decides how it is written.</summary>
internal sealed record RandomReading(Measurement Measurement, Placement Placement, DeviceOnlyReadings Terms);

/// <summary>Readings of every kind, quality, time and placement, on few contexts, so that templates are met again.</summary>
internal static class RandomReadings
{
    private static readonly Placement[] Placements =
    [
        Ward.Placement,
        Placement.Known("a-2", new PatientReference(null, "Patient/other")),
        Placement.Known("room", null, Ward.Place),
        Placement.Known("unplaced", null),
        Placement.NotAssociated,
    ];

    private static readonly MeasurementContext[] Contexts =
    [
        .. new[]
        {
            Metrics.HeartRate, Metrics.BodyTemperature, Metrics.CuffPressure, Metrics.ArterialPressure, Metrics.CuffPressureMean,
            Metrics.RoomTemperature, Metrics.EcgLeadII, Metrics.PerfusionIndex, Metrics.BatteryCharge, Metrics.SoundLevel,
        }.SelectMany(m => Enum.GetValues<ReadingPurpose>().Select(p => Ward.Context(m, p)).Append(Ward.SettingOf(m))),
    ];

    private static readonly Quality[] Qualities =
    [
        Quality.Good,
        Quality.Good.Worsen(QualitySeverity.Uncertain, QualityReasons.Implausible, "a"),
        Quality.Good.Worsen(QualitySeverity.Uncertain, QualityReasons.EarlyIndication, "b"),
        Quality.Good.Worsen(QualitySeverity.Uncertain, QualityReasons.CalibrationOngoing | QualityReasons.Stale, "c"),
        Quality.Good.Worsen(QualitySeverity.Bad, QualityReasons.Impossible, "d"),
        Quality.Good.WithVerification(Verification.Confirmed(Ward.Nurse, Ward.Received)),
    ];

    public static Gen<decimal> Number { get; } =
        from low in Gen.OneOf(Gen.Choose(0, 300), Gen.Choose(int.MinValue, int.MaxValue))
        from high in Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Choose(0, int.MaxValue)))
        from scale in Gen.Frequency((4, Gen.Choose(0, 3)), (1, Gen.Choose(0, 28)))
        from negative in Gen.Elements(false, true)
        select new decimal(low, high, high / 2, negative, (byte)scale);

    public static Gen<ObservedTime> Time { get; } =
        from ticks in Gen.Choose(0, int.MaxValue)
        from factor in Gen.Elements(0L, 1L, 10_000L, 10_000_000L, 1_400_000_000L)
        from minutes in Gen.Choose(-14 * 60, 14 * 60)
        from length in Gen.Elements(0L, 0L, 1L, 300_000_000L, long.MaxValue)
        from epoch in Gen.Choose(0, 2)
        from source in Gen.Choose(0, 2)
        select Of(new DateTimeOffset((ticks * factor % 3_100_000_000_000_000_000L) + TimeSpan.TicksPerDay, TimeSpan.FromMinutes(minutes)), length, (epoch, source));

    public static Gen<RandomReading> All { get; } = from context in Gen.Elements(Contexts) from reading in On(context) select reading;

    /// <summary>Readings of one context: many of them meet a template that another one cut.</summary>
    public static Gen<RandomReading[]> OfOneContext { get; } =
        from context in Gen.Elements(Contexts) from readings in On(context).ArrayOf(40) select readings;

    private static Gen<RandomReading> On(MeasurementContext context) =>
        from value in ValueOf(context.Metric)
        from quality in Gen.Elements(Qualities)
        from time in Time
        from sequence in Gen.Elements(0L, 1L, 4711L, long.MaxValue)
        from placement in Gen.Elements(Placements)
        from terms in Gen.Elements(DeviceOnlyReadings.Final, DeviceOnlyReadings.Preliminary)
        select new RandomReading(
            new Measurement(context, value, quality, time) { Received = Ward.Received, Sequence = sequence }, placement, terms);

    // Of one pair of units with several scales, and of several units that end in one: their templates are to be told apart.
    private static Gen<Value> Converted =>
        from number in Number
        from small in Gen.Choose(-5000, 5000)
        from converter in Gen.Elements(
            UnitConverter.Between(Units.DegreeFahrenheit, Units.DegreeCelsius), UnitConverter.Between(Unit.Parse("K"), Units.DegreeCelsius),
            UnitConverter.Between(Units.Kilopascal, Units.MillimetreOfMercury), UnitConverter.Between(Unit.Parse("Hz"), Units.PerMinute))
        from decimals in Gen.Elements(0, 2)
        let conversion = new UnitConversion(converter, decimals)
        select conversion.TryConvert(number, out Value value, out _) ? value : conversion.Convert(small);

    private static Gen<Value> Quantities =>
        from number in Number
        from unit in Gen.Elements(Units.PerMinute, Units.DegreeCelsius, Units.MillimetreOfMercury, Units.Percent, Units.Kilopascal,
            Unit.Parse("{beats}/min"), Unit.Parse("[degF]"))
        select Value.Of(number, unit);

    private static Gen<Value> Missing => Gen.Elements(Enum.GetValues<AbsentReason>().Skip(1).Select(Value.NotAvailable).ToArray());

    private static Gen<Value> Words => Gen.Elements(
        Value.Of(new Coding(Coding.Snomed, "1", "one")), Value.Of(new Coding(Coding.Snomed, "1", "uno")), Value.Of(true), Value.Of(false),
        Value.OfText("a \"b\" \\ c\n\u0001 é 𝄞"), Value.OfText("plain"));

    private static ObservedTime Of(DateTimeOffset start, long length, (int Epoch, int Source) by) => by.Source switch
    {
        0 => ObservedTime.ByDevice(start, TimeSpan.FromTicks(length)).InEpoch(by.Epoch),
        1 => ObservedTime.Mapped(start, start.Ticks, TimeSpan.FromTicks(length), ClockConfidence.Estimated),
        _ => ObservedTime.ByReceipt(start, TimeSpan.FromTicks(length % TimeSpan.TicksPerHour)),
    };

    private static Gen<Value> ValueOf(Metric metric)
    {
        Gen<Value> simple = Gen.Frequency((5, Quantities), (4, Converted), (1, Missing), (1, Words));
        if (!metric.Components.IsEmpty)
        {
            return Gen.Frequency((6, Compound(metric, simple)), (1, Missing));
        }

        return metric == Metrics.EcgLeadII ? Gen.Frequency((4, Signals), (1, simple)) : simple;
    }

    private static Gen<Value> Signals =>
        from samples in Gen.Elements<int?>(0, -1, 12, int.MinValue, int.MaxValue, null).NonEmptyListOf()
        select Ward.Signal([.. samples]);

    private static Gen<Value> Compound(Metric panel, Gen<Value> simple) =>
        from first in simple
        from second in simple
        from extra in simple
        from count in Gen.Choose(1, 3)
        from reversed in Gen.Elements(false, true)
        let parts = new[]
        {
            new CompoundPart(panel.Components[0], first), new CompoundPart(panel.Components[1], second), new CompoundPart(Metrics.HeartRate, extra),
        }.Take(count)
        select Value.Of(new CompoundValue([.. reversed ? parts.Reverse() : parts]));
}
