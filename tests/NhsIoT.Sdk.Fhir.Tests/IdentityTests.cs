using System.Buffers;
using System.Text;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Fhir.Tests;

public sealed class IdentityTests
{
    // Computed apart from this code: sha256 over the seven fields, each behind its length in four bytes, first 20 bytes in base32.
    [Fact]
    public void An_id_is_the_hash_of_its_fields() => Assert.Equal(
        "fk6b7nfqpxj7sbpn2mxqjyc4l2nfvgr7-hnq7m86avkp0-0", IdOf(Ward.Measured(Metrics.HeartRate, 72m)));

    [Fact]
    public void The_same_reading_has_the_same_id_in_another_writer_whatever_is_said_of_it()
    {
        Measurement reading = Ward.Measured(Metrics.HeartRate, 72m);
        Measurement doubted = Ward.Measured(Metrics.HeartRate, 0.5m, Quality.Good.Worsen(QualitySeverity.Uncertain, QualityReasons.Stale, "r"));

        Assert.Equal(IdOf(reading), IdOf(reading, writer: new FhirWriter(Ward.Options)));
        Assert.Equal(IdOf(reading), IdOf(doubted, writer: new FhirWriter(Ward.Options)));
    }

    [Fact]
    public void Every_field_of_the_identity_makes_another_id()
    {
        Measurement reading = Ward.Measured(Metrics.HeartRate, 72m);
        MeasurementContext Other(string site, string value, string channel) => new()
        {
            Device = new DeviceId(site, new Identifier(Identifier.Eui64System, value)),
            Channel = channel,
            Metric = Metrics.HeartRate,
            Provenance = new Provenance { Decoder = "d/1", Mapping = "m/1" },
            Purpose = ReadingPurpose.Live,
        };

        string[] ids =
        [
            IdOf(reading),
            IdOf(Ward.Measured(Metrics.PulseRateOximeter, 72m)),
            IdOf(Ward.Measured(Other("RR814", "00-1C-05-04-00-00-78-25", ""), Value.Of(72m, Units.PerMinute))),
            IdOf(Ward.Measured(Other("RR813", "00-1C-05-04-00-00-78-26", ""), Value.Of(72m, Units.PerMinute))),
            IdOf(Ward.Measured(Other("RR813", "00-1C-05-04-00-00-78-25", "ecg"), Value.Of(72m, Units.PerMinute))),
            IdOf(reading, Placement.NotAssociated),
            IdOf(reading, Placement.Known("a-2", Ward.Patient)),
            IdOf(reading with { Observed = reading.Observed.InEpoch(1) }),
            IdOf(reading with { Observed = ObservedTime.ByDevice(Ward.Time.AddTicks(1)) }),
            IdOf(reading with { Sequence = 1 }),
        ];

        Assert.Distinct(ids);
    }

    [Fact]
    public void The_patient_takes_no_part()
    {
        Measurement reading = Ward.Measured(Metrics.HeartRate, 72m);
        PatientReference other = new(new Identifier(Identifier.NhsNumberSystem, "9876543210"));

        Assert.Equal(IdOf(reading, Placement.Known("a-1", Ward.Patient)), IdOf(reading, Placement.Known("a-1", other)));
    }

    [Fact]
    public void Unknown_for_any_reason_is_one_thing() => Assert.Equal(
        IdOf(Ward.Measured(Metrics.HeartRate, 72m), Placement.Unknown("the clock is doubtful")),
        IdOf(Ward.Measured(Metrics.HeartRate, 72m), Placement.NotAssociated));

    [Fact]
    public void Without_a_device_time_the_time_of_receipt_stands_in()
    {
        Measurement first = new(Ward.Context(Metrics.HeartRate), Value.Of(72m, Units.PerMinute), Quality.Good, ObservedTime.ByReceipt(Ward.Received))
        {
            Received = Ward.Received,
        };

        Assert.NotEqual(IdOf(first), IdOf(first with { Received = Ward.Received.AddTicks(1) }));
    }

    [Fact]
    public void The_longest_id_has_60_characters()
    {
        Measurement reading = new(Ward.Context(Metrics.HeartRate), Value.Of(72m, Units.PerMinute), Quality.Good,
            ObservedTime.Mapped(Ward.Time, long.MaxValue, TimeSpan.Zero, ClockConfidence.Estimated))
        {
            Received = Ward.Received,
            Sequence = long.MaxValue,
        };

        Assert.Equal(60, IdOf(reading).Length);
        Assert.EndsWith("-7vvvvvvvvvvvv-7vvvvvvvvvvvv", IdOf(reading), StringComparison.Ordinal);
    }

    private static string IdOf(in Measurement measurement, Placement? placement = null, FhirWriter? writer = null)
    {
        ArrayBufferWriter<byte> output = new();
        WrittenObservation written =
            (writer ?? Ward.Writer).Write(measurement, placement ?? Ward.Placement, DeviceOnlyReadings.Final, output);
        return Encoding.ASCII.GetString(written.IdIn(output.WrittenMemory).Span);
    }
}
