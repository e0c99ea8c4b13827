using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Tests.Words;

/// <summary>Words of every kind, as two registered devices may say them.</summary>
internal static class RandomWords
{
    private const string ProfileJson = """
        {
          "id": "monitor", "version": "3",
          "metrics": [
            { "name": "HR", "metric": "heart-rate", "unit": "/min" },
            { "name": "HR2", "metric": "heart-rate", "unit": "/min", "channel": "2", "category": "setting" },
            { "name": "T", "metric": "body-temperature", "unit": "Cel" },
            { "name": "BP", "metric": "cuff-pressure", "unit": "mm[Hg]" }
          ],
          "decoder": { "name": "nhsiot-words/1", "section": {} }
        }
        """;

    public static DeviceRegistry Registry { get; } = new();

    private static readonly KnownDevice[] Devices = [Register("RR813", "bed é 1"), Register("RR814", "bed é 1")];

    private static Gen<DateTimeOffset> Instant { get; } =
        from days in Gen.Choose(0, 3_600_000)
        from ticks in Gen.Choose(0, int.MaxValue)
        from minutes in Gen.Choose(-14 * 60, 14 * 60)
        select new DateTimeOffset(new DateTime(1970, 1, 1).AddDays((days % 700_000) - 600_000).AddTicks(ticks * 300L), TimeSpan.FromMinutes(minutes));

    private static Gen<string> Text { get; } = Gen.Elements(
        "plain", "a \"b\" \\ c\n\u0001 é 𝄞 </script>", "{\"form\":1}", "x\u2028x", "\uFFFD", "x");

    private static Gen<string?> MaybeText { get; } = Gen.OneOf(Gen.Constant<string?>(null), Text.Select(t => (string?)t));

    private static Gen<decimal> Number { get; } =
        from low in Gen.OneOf(Gen.Choose(0, 300), Gen.Choose(int.MinValue, int.MaxValue))
        from high in Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Choose(int.MinValue, int.MaxValue)))
        from scale in Gen.Choose(0, 28)
        from negative in Gen.Elements(false, true)
        select new decimal(low, high, high, negative, (byte)scale);

    private static Gen<Coding> Code { get; } =
        from code in Text from display in MaybeText select new Coding("urn:é", code.Trim(), display);

    private static Gen<ObservedTime> Time { get; } =
        from start in Instant
        from length in Gen.Elements(0L, 1L, 300_000_000L, 9_000_000_000_000_000L)
        from epoch in Gen.Elements(0, 1, int.MaxValue)
        from confidence in Gen.Elements(Enum.GetValues<ClockConfidence>())
        from ticks in Gen.Elements(0L, 1L, long.MaxValue)
        from source in Gen.Choose(0, 4)
        from uncertainty in Gen.Elements<long?>(null, 0L, 1L, 12_345_678L, TimeSpan.TicksPerDay * 400)
        select (source switch
        {
            0 => ObservedTime.ByDevice(start, TimeSpan.FromTicks(length), confidence),
            1 => ObservedTime.Mapped(start, ticks, TimeSpan.FromTicks(length), confidence),
            2 => ObservedTime.ByReceipt(start, TimeSpan.FromTicks(length % TimeSpan.TicksPerDay)),
            3 => ObservedTime.ByCounter(TimeSpan.FromTicks(ticks), start, TimeSpan.FromTicks(length % TimeSpan.TicksPerDay)),
            _ => ObservedTime.ByDevice(start, TimeSpan.FromTicks(length)).MappedTo(start.ToOffset(TimeSpan.Zero), confidence, 3, TimeSpan.FromTicks(7)),
        }).InEpoch(epoch).WithUncertainty(uncertainty is { } u ? TimeSpan.FromTicks(u) : null);

    private static Gen<Quality> QualityMark { get; } =
        from severity in Gen.Elements(QualitySeverity.Good, QualitySeverity.Uncertain, QualitySeverity.Bad)
        from reasons in Gen.Choose(0, 1023)
        from rules in Gen.Choose(0, 3)
        from confirmed in Gen.Elements(false, true)
        from at in Instant
        select Mark((severity, (QualityReasons)reasons, rules), confirmed ? at : null);

    private static Gen<UnitConversion> Conversion { get; } =
        from converter in Gen.Elements(
            UnitConverter.Between(Units.DegreeFahrenheit, Units.DegreeCelsius),
            UnitConverter.Between(Units.Kilopascal, Units.MillimetreOfMercury),
            UnitConverter.Between(Unit.Parse("{beats}/min"), Units.PerMinute),
            Analyte.Glucose.Between(Units.MilligramPerDecilitre, Units.MillimolePerLitre),
            new Analyte("a \"é\"", 113.120m).Between(Unit.Parse("umol/L"), Units.MilligramPerDecilitre))
        from decimals in Gen.Choose(0, UnitConversion.MostDecimals)
        select new UnitConversion(converter, decimals);

    private static Gen<Value> Converted { get; } =
        from conversion in Conversion
        from number in Number
        from small in Gen.Choose(-5000, 5000)
        select conversion.TryConvert(number, out Value value, out _) ? value : conversion.Convert(small);

    private static Gen<Value> Simple { get; } = Gen.OneOf(
        Converted,
        from number in Number from unit in Gen.Elements("/min", "Cel", "{beats}/min", "1") select Value.Of(number, Unit.Parse(unit)),
        Code.Select(Value.Of),
        Gen.Elements(false, true).Select(Value.Of),
        Text.Select(Value.OfText),
        Gen.Elements(Enum.GetValues<AbsentReason>()[1..]).Select(Value.NotAvailable));

    private static Gen<Value> SignalValue { get; } =
        from origin in Number
        from factor in Number
        from period in Gen.Choose(1, int.MaxValue)
        from samples in Gen.Elements(
            SignalSample.Of(0), SignalSample.Of(-1), SignalSample.Of(int.MinValue), SignalSample.Of(int.MaxValue), SignalSample.Missing(SignalSampleState.Error),
            SignalSample.Missing(SignalSampleState.AboveRange), SignalSample.Missing(SignalSampleState.BelowRange)).NonEmptyListOf()
        select Value.Of(new SampledSignal
        {
            Origin = new Quantity(origin, Unit.Parse("mV")),
            Factor = factor == 0m ? 1m : factor,
            Period = TimeSpan.FromTicks(period),
            Samples = [.. samples],
        });

    private static Gen<Value> Compound { get; } =
        from first in Simple
        from second in Simple
        from third in Simple
        from count in Gen.Choose(1, 3)
        let parts = new[] { (Metrics.CuffPressure.Components[0], first), (Metrics.CuffPressure.Components[1], second), (Metrics.HeartRate, third) }
        select Value.Of(new CompoundValue([.. parts.Take(count).Select(p => new CompoundPart(p.Item1, p.Item2))]));

    private static Gen<Value> AnyValue { get; } = Gen.OneOf(Simple, SignalValue, Compound);

    private static Gen<MeasurementContext> Context { get; } =
        from device in Gen.Elements(Devices)
        from metric in Gen.Choose(0, 3)
        from purpose in Gen.Elements(Enum.GetValues<ReadingPurpose>())
        select device.ContextFor(metric, purpose);

    private static Gen<Measurement> Reading { get; } =
        from context in Context
        from value in AnyValue
        from quality in QualityMark
        from time in Time
        from received in Instant
        from sequence in Gen.Elements(0L, 1L, long.MaxValue)
        select new Measurement(context, value, quality, time) { Received = received, Sequence = sequence };

    private static Gen<AlarmEvent> Alarm { get; } =
        from context in Context
        from code in Code
        from text in Text
        from label in MaybeText
        from time in Time
        from received in Instant
        from phase in Gen.Elements(Enum.GetValues<AlarmPhase>())
        from flags in Gen.Choose(0, 31)
        from priority in Gen.Elements(Enum.GetValues<AlarmPriority>())
        from low in Number
        from value in AnyValue
        from has in Gen.Elements(false, true)
        from state in Gen.Elements(Enum.GetValues<AlarmState>())
        select new AlarmEvent
        {
            Device = context.Device,
            AlarmId = text,
            Code = code,
            Kind = has ? AlarmKind.Technical : AlarmKind.Advisory,
            Priority = priority,
            Phase = phase,
            State = state,
            Inactivation = (AlarmInactivation)flags,
            Source = has ? context : null,
            SourceValue = has ? value : null,
            Limits = has ? new MetricRange(low, low) : null,
            Label = label,
            Observed = time,
            Received = received,
            Sequence = has ? 7 : 0,
            Provenance = has ? context.Provenance : new Provenance { Decoder = "driver", Mapping = text, Firmware = label },
            Purpose = context.Purpose,
        };

    private static Gen<AssociationEvent> Association { get; } =
        from device in Gen.Elements(Devices)
        from action in Gen.Elements(Enum.GetValues<AssociationAction>())
        from effective in Instant
        from received in Instant
        from text in MaybeText
        from has in Gen.Elements(false, true)
        select new AssociationEvent
        {
            Device = device.Id,
            AssociationId = "a-1.x",
            Action = action,
            Effective = effective,
            Received = received,
            Ended = has ? effective : null,
            Patient = has ? new PatientReference(text is null ? null : new Identifier("urn:p", text), "Patient/1") : null,
            Place = text is null ? null : new PlaceReference(new Identifier("urn:place", text), has ? text : null),
        };

    private static Gen<DeviceStatus> Status { get; } =
        from device in Gen.Elements(Devices)
        from condition in Gen.Elements(Enum.GetValues<DeviceCondition>())
        from note in MaybeText
        from channel in Gen.Elements("", "2")
        from time in Time
        from received in Instant
        select new DeviceStatus { Device = device.Id, Channel = channel, Condition = condition, Note = note, Observed = time, Received = received };

    private static Gen<DecodeIssue> Issue { get; } =
        from code in Gen.Elements(Enum.GetValues<DecodeIssueCode>())
        from place in Text
        from offset in Gen.Elements<long?>(null, 0L, long.MaxValue)
        from serial in MaybeText
        select new DecodeIssue(code, place, offset, place) { Device = serial is null ? null : new Identifier("urn:é", serial) };

    public static Gen<DecodeOutput> All { get; } =
        from readings in Reading.ListOf()
        from alarms in Alarm.ListOf()
        from associations in Association.ListOf()
        from statuses in Status.ListOf()
        from issues in Issue.ListOf()
        from patient in MaybeText
        select Output(readings, alarms, associations, (statuses, issues, patient));

    public static DecodeOutput Decode(byte[] bytes, ReadingPurpose purpose = ReadingPurpose.Live)
    {
        DecodeOutput output = new();
        DeviceMessage message = new()
        {
            Payload = new(bytes),
            Route = WordNames.Route,
            Received = DateTimeOffset.UnixEpoch,
            Purpose = purpose,
            Devices = Registry,
        };
        new WordsDecoder(MetricCatalogue.Standard).Decode(message, output);
        return output;
    }

    public static void AssertSame(DecodeOutput expected, DecodeOutput actual)
    {
        Assert.Equal(expected.Issues, actual.Issues);
        Assert.Equal(expected.StatedPatient, actual.StatedPatient);
        Assert.Equal(expected.Measurements.Length, actual.Measurements.Length);
        for (int i = 0; i < expected.Measurements.Length; i++)
        {
            Measurement measurement = actual.Measurements[i];
            Assert.Equal(expected.Measurements[i], measurement with { Value = Same(expected.Measurements[i].Value, measurement.Value) });
        }

        Assert.Equal(expected.Alarms, actual.Alarms.Select((a, i) => i < expected.Alarms.Count && a.SourceValue is { } value && expected.Alarms[i].SourceValue is { } said
            ? a with { SourceValue = Same(said, value) }
            : a));
        Assert.Equal(expected.Associations, actual.Associations);
        Assert.Equal(expected.Statuses, actual.Statuses);
    }

    // Two signals of the same samples are two, because their arrays are: what is in them is compared.
    private static Value Same(in Value expected, in Value actual)
    {
        if (!expected.TryGetSignal(out SampledSignal? said) || !actual.TryGetSignal(out SampledSignal? read))
        {
            return actual;
        }

        Assert.Equal(said.Samples.AsEnumerable(), read.Samples);
        Assert.Equal(said, read with { Samples = said.Samples });
        return expected;
    }

    private static DecodeOutput Output(
        List<Measurement> readings, List<AlarmEvent> alarms, List<AssociationEvent> associations, (List<DeviceStatus> Statuses, List<DecodeIssue> Issues, string? Patient) rest)
    {
        DecodeOutput output = new() { StatedPatient = rest.Patient is null ? null : new PatientReference(new Identifier("urn:p", rest.Patient)) };
        readings.ForEach(r => output.Add(r));
        alarms.ForEach(output.Add);
        associations.ForEach(output.Add);
        rest.Statuses.ForEach(output.Add);
        rest.Issues.ForEach(output.Reject);
        return output;
    }

    private static Quality Mark((QualitySeverity Severity, QualityReasons Reasons, int Rules) by, DateTimeOffset? confirmed)
    {
        Quality quality = Quality.Good;
        for (int i = 0; i < by.Rules; i++)
        {
            quality = quality.Worsen(by.Severity, by.Reasons, $"rule-{i}");
        }

        return confirmed is { } at ? quality.WithVerification(Verification.Confirmed(new PersonReference(null, "Practitioner/1"), at)) : quality;
    }

    private static KnownDevice Register(string site, string serial)
    {
        Assert.True(DeviceProfileReader.TryRead(Encoding.UTF8.GetBytes(ProfileJson), "monitor.json", MetricCatalogue.Standard, out DeviceProfile? profile, out var faults), string.Join(' ', faults));
        return Registry.Register(new DeviceDescriptor { Id = new DeviceId(site, new Identifier($"urn:{site}", serial)), ProfileId = "monitor" }, profile);
    }
}
