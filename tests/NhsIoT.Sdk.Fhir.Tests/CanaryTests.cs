using System.Buffers;
using System.Text;
using System.Text.Json;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Fhir.Tests;

/// <summary>The NHS number stands where FHIR asks for it, in subject.identifier, and nowhere else.</summary>
public sealed class CanaryTests
{
    [Fact]
    public void The_number_names_the_subject_and_nothing_else()
    {
        ArrayBufferWriter<byte> resource = new();
        ArrayBufferWriter<byte> output = new();
        WrittenObservation written = Ward.Writer.Write(Ward.Measured(Metrics.HeartRate, 72m), Ward.Placement, DeviceOnlyReadings.Final, resource);
        BundleWriter bundle = new(output);
        bundle.TryAppend("PUT Observation", written.IdIn(resource.WrittenMemory).Span, resource.WrittenSpan);
        bundle.Complete();

        using JsonDocument document = JsonDocument.Parse(output.WrittenMemory);

        string line = Assert.Single(CanonicalJson.Lines(document.RootElement), l => l.Contains(Ward.Canary, StringComparison.Ordinal));
        Assert.Equal($"entry[0].resource.subject.identifier.value = {Ward.Canary}", line);
    }

    [Fact]
    public void No_text_about_a_reading_holds_it()
    {
        ArrayBufferWriter<byte> output = new();
        Measurement reading = Ward.Measured(Ward.Context(Metrics.PerfusionIndex), Value.OfText(Ward.Canary));
        WrittenObservation written = Ward.Writer.Write(reading, Ward.Placement, DeviceOnlyReadings.Final, output);
        ReadingVerdict verdict = ReadingVerdict.Of(reading, Ward.Placement, DeviceOnlyReadings.Final);
        ObservedReading observed = new(reading, Ward.Placement, verdict, ObservationLinks.Of(reading.Context));

        Assert.All([written.ToString(), verdict.ToString(), observed.ToString()],
            text => Assert.DoesNotContain(Ward.Canary, text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("PUT " + Ward.Canary, "a")]
    [InlineData(Ward.Canary, "a")]
    [InlineData("PUT Observation", Ward.Canary + "/")]
    [InlineData("PUT Observation", "a")]
    public void No_refusal_repeats_what_it_refuses(string route, string id)
    {
        byte[] resource = Encoding.UTF8.GetBytes($$"""{"resourceType":"Patient","id":"{{Ward.Canary}}"}""");

        ArgumentException refusal = Assert.Throws<ArgumentException>(
            () => new BundleWriter(new ArrayBufferWriter<byte>()).TryAppend(route, Encoding.UTF8.GetBytes(id), resource));

        Assert.DoesNotContain(Ward.Canary, refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_undecided_source_is_refused_without_it()
    {
        ArgumentException refusal = Assert.Throws<ArgumentException>(() => Ward.Writer.Write(
            Ward.Measured(Metrics.HeartRate, 72m), Ward.Placement, DeviceOnlyReadings.Undecided, new ArrayBufferWriter<byte>()));

        Assert.DoesNotContain(Ward.Canary, refusal.ToString(), StringComparison.Ordinal);
    }
}
