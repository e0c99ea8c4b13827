using System.Buffers;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Testing;

namespace NhsIoT.Sdk.Fhir.Tests;

public sealed class ReadmeTests
{
    [Fact]
    public void The_smallest_use_writes_a_bundle()
    {
        #region readme-smallest-use
        FhirWriter writer = new(new FhirOptions { ObservationIdentifierSystem = "https://trust.example/id/device-observation" });
        DeviceId monitor = new("RR813", new Identifier(Identifier.Eui64System, "FE-ED-AB-EE-DE-AD-77-C3"));
        MeasurementContext heartRate = new()
        {
            Device = monitor,
            Metric = Metrics.HeartRate,
            Provenance = new Provenance { Decoder = "mine/1", Mapping = "mine/1" },
            Purpose = ReadingPurpose.Test,
        };
        DateTimeOffset time = new(2026, 11, 21, 9, 30, 15, TimeSpan.Zero);
        Measurement reading = new(heartRate, Value.Of(72m, Units.PerMinute), Quality.Good, ObservedTime.ByDevice(time)) { Received = time };

        ArrayBufferWriter<byte> resource = new();
        WrittenObservation written = writer.Write(reading, Placement.NotAssociated, DeviceOnlyReadings.Preliminary, resource);

        ArrayBufferWriter<byte> output = new();
        BundleWriter bundle = new(output);
        bundle.TryAppend("PUT Observation", written.IdIn(resource.WrittenMemory).Span, resource.WrittenSpan);
        bundle.Complete();
        #endregion

        GoldenFile.Check("Golden/readme", output.WrittenSpan);
    }
}
