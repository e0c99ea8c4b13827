using System.Buffers;
using System.Text;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Fhir.Tests;

public sealed class WritingTests
{
    private static readonly Quality Bad = Quality.Good.Worsen(QualitySeverity.Bad, QualityReasons.Impossible, "physical-range");

    [Fact]
    public void What_was_written_is_told()
    {
        ArrayBufferWriter<byte> output = new();

        WrittenObservation written = Ward.Writer.Write(Ward.Measured(Metrics.HeartRate, 72m), Ward.Placement, DeviceOnlyReadings.Final, output);

        Assert.True(written.IsWritten);
        Assert.Equal(WithholdReason.None, written.Withheld);
        Assert.Equal(ObservationStatus.Final, written.Status);
        Assert.Equal("https://fhir.hl7.org.uk/StructureDefinition/UKCore-Observation-VitalSigns-HeartRate", written.Profile);
        Assert.Equal("fk6b7nfqpxj7sbpn2mxqjyc4l2nfvgr7-hnq7m86avkp0-0", Encoding.ASCII.GetString(written.IdIn(output.WrittenMemory).Span));
    }

    [Fact]
    public void A_reading_with_nothing_to_show_is_withheld_with_its_reason()
    {
        Value parts = Value.Of(new CompoundValue(
            new CompoundPart(Metrics.CuffPressureSystolic, Value.NotAvailable(AbsentReason.NotMeasured)),
            new CompoundPart(Metrics.CuffPressureDiastolic, Value.NotAvailable(AbsentReason.NotMeasured))));

        Assert.Equal(WithholdReason.NoValue, Withheld(Ward.Measured(Ward.Context(Metrics.HeartRate), Value.NotAvailable(AbsentReason.ReportedZero))));
        Assert.Equal(WithholdReason.NoValue, Withheld(Ward.Measured(Ward.Context(Metrics.CuffPressure), parts)));
        Assert.Equal(WithholdReason.BadValue, Withheld(Ward.Measured(Metrics.HeartRate, 999m, Bad)));
    }

    [Fact]
    public void What_cannot_be_written_is_refused()
    {
        ArrayBufferWriter<byte> output = new();
        Measurement reading = Ward.Measured(Metrics.HeartRate, 72m);

        Assert.Throws<ArgumentException>(() => Ward.Writer.Write(default, Ward.Placement, DeviceOnlyReadings.Final, output));
        Assert.Throws<ArgumentException>(() => Ward.Writer.Write(reading, Ward.Placement, DeviceOnlyReadings.Undecided, output));
        Assert.Throws<ArgumentOutOfRangeException>(() => Ward.Writer.WriteDeviceMetric(Oximeter.Device, 2, output));
        Assert.Equal(0, output.WrittenCount);
    }

    [Theory]
    [InlineData("heart rate")]
    [InlineData("beats")]
    [InlineData("setting")]
    [InlineData("blood pressure")]
    [InlineData("blood pressure in kPa")]
    [InlineData("blood pressure from kPa")]
    [InlineData("temperature from °F")]
    [InlineData("waveform")]
    [InlineData("absent")]
    [InlineData("coded")]
    public void A_reading_of_a_known_form_allocates_nothing(string kind)
    {
        Measurement reading = kind switch
        {
            "heart rate" => Ward.Measured(Metrics.HeartRate, 72m),
            "beats" => Ward.Measured(Ward.Context(Metrics.HeartRate), Value.Of(72m, Unit.Parse("{beats}/min"))),
            "setting" => Ward.Measured(Ward.SettingOf(Metrics.RespiratoryRate), Value.Of(14m, Units.PerMinute)),
            "blood pressure in kPa" =>
                Ward.Measured(Ward.Context(Metrics.CuffPressure), Ward.Pressure(Metrics.CuffPressure, 16m, 10m, Units.Kilopascal)),
            "blood pressure from kPa" =>
                Ward.Measured(Ward.Context(Metrics.CuffPressure), Ward.PressureFromKilopascal(Metrics.CuffPressure, 16m, 10m)),
            "temperature from °F" =>
                Ward.Measured(Ward.Context(Metrics.BodyTemperature), Ward.Converted(98.6m, Units.DegreeFahrenheit, Units.DegreeCelsius)),
            "blood pressure" => Ward.Measured(Ward.Context(Metrics.CuffPressure), Ward.Pressure(Metrics.CuffPressure, 120m, 80m)),
            "waveform" => Ward.Measured(Ward.Context(Metrics.EcgLeadII), Ward.Signal([.. Enumerable.Range(0, 500)])),
            "absent" => Ward.Measured(Ward.Context(Metrics.HeartRate), Value.NotAvailable(AbsentReason.Unknown)),
            _ => Ward.Measured(Ward.Context(Metrics.BatteryCharge), Value.Of(new Coding(Coding.Snomed, "1", "one"))),
        };
        ArrayBufferWriter<byte> output = new(1 << 16);

        Assert.Equal(0, Allocated.BytesOf(() =>
        {
            for (int i = 0; i < 10_000; i++)
            {
                output.ResetWrittenCount();
                Ward.WriterOfAbsent.Write(reading with { Sequence = i }, Ward.Placement, DeviceOnlyReadings.Final, output);
            }
        }));
    }

    [Fact]
    public void An_association_that_is_unknown_for_another_reason_each_time_needs_no_other_template()
    {
        Placement[] unknown = [.. Enumerable.Range(0, 200).Select(i => Placement.Unknown($"reason {i}"))];
        Measurement reading = Ward.Measured(Metrics.HeartRate, 72m);
        ArrayBufferWriter<byte> output = new(1 << 16);
        FhirWriter writer = new(Ward.Options);
        writer.Write(reading, unknown[0], DeviceOnlyReadings.Final, output);

        // The first round would make a template for each, the later ones would find them: it is the first that counts.
        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (Placement placement in unknown)
        {
            output.ResetWrittenCount();
            writer.Write(reading, placement, DeviceOnlyReadings.Final, output);
        }

        // One template alone takes more than that for its bytes.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, unknown.Length * 100);
    }

    [Fact]
    public void Writing_from_several_lanes_at_once_gives_the_same_bytes()
    {
        FhirWriter writer = new(Ward.Options);
        MeasurementContext context = Ward.Context(Metrics.HeartRate);
        Placement[] placements = [.. Enumerable.Range(0, 100).Select(i => Placement.Known($"a-{i}", Ward.Patient))];
        byte[][] expected = [.. placements.Select(p => new FhirWriter(Ward.Options).Write(Ward.Measured(context, Value.Of(72m, Units.PerMinute)), p))];

        Parallel.For(0, 8, _ =>
        {
            for (int i = 0; i < 2_000; i++)
            {
                Assert.Equal(expected[i % 100], writer.Write(Ward.Measured(context, Value.Of(72m, Units.PerMinute)), placements[i % 100]));
            }
        });
    }

    [Fact]
    public void A_shelf_that_is_full_starts_again()
    {
        TemplateShelf shelf = new();
        MeasurementContext context = Ward.Context(Metrics.HeartRate);
        Measurement reading = Ward.Measured(context, Value.Of(72m, Units.PerMinute));
        ObservationComposer composer = new(Ward.Options);

        for (int i = 0; i <= TemplateShelf.Capacity; i++)
        {
            Placement placement = Placement.Known($"a-{i}", Ward.Patient);
            ReadingVerdict verdict = ReadingVerdict.Of(reading, placement, DeviceOnlyReadings.Final);
            shelf.Add(new ObservationTemplate(
                composer, new ObservedReading(reading, placement, verdict, ObservationLinks.Of(context)), DeviceOnlyReadings.Final));
            Assert.InRange(shelf.Count, 1, TemplateShelf.Capacity);
            Assert.NotNull(shelf.Find(reading, placement, DeviceOnlyReadings.Final));
        }

        Assert.Equal(1, shelf.Count);
    }

    [Fact]
    public void What_was_prepared_goes_with_its_context()
    {
        FhirWriter writer = new(Ward.Options);
        WeakReference context = WriteOnceWith(writer);

        for (int i = 0; i < 10 && context.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(context.IsAlive);
        GC.KeepAlive(writer);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static WeakReference WriteOnceWith(FhirWriter writer)
    {
        MeasurementContext context = Ward.Context(Metrics.HeartRate);
        writer.Write(Ward.Measured(context, Value.Of(72m, Units.PerMinute)));
        return new WeakReference(context);
    }

    private static WithholdReason Withheld(in Measurement measurement)
    {
        ArrayBufferWriter<byte> output = new();
        WrittenObservation written = Ward.Writer.Write(measurement, Ward.Placement, DeviceOnlyReadings.Final, output);
        Assert.False(written.IsWritten);
        Assert.Equal(0, output.WrittenCount);
        Assert.True(written.IdIn(output.WrittenMemory).IsEmpty);
        return written.Withheld;
    }
}
