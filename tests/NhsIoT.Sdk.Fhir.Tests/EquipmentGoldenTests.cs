using System.Buffers;
using System.Text;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Testing;

namespace NhsIoT.Sdk.Fhir.Tests;

/// <summary>Devices and Bundles as whole files.</summary>
public sealed class EquipmentGoldenTests
{
    [Fact]
    public void Device()
    {
        ArrayBufferWriter<byte> output = new();

        string id = Ward.Writer.WriteDevice(Oximeter.Device, output);

        Assert.Equal(32, id.Length);
        GoldenFile.Check("Golden/device", output.WrittenSpan);
    }

    [Fact]
    public void Device_of_which_little_is_known()
    {
        ArrayBufferWriter<byte> output = new();
        DeviceDescriptor part = new()
        {
            Id = new DeviceId("RR813", new Identifier("https://example.nhs.uk/id/module", "M 1")),
            ProfileId = Oximeter.Profile.Id,
            Udi = new DeviceUdi { DeviceIdentifier = "00012345678905", Issuer = "http://hl7.org/fhir/NamingSystem/gs1-di" },
            Parent = Ward.Device,
        };
        DeviceProfile bare = new()
        {
            Id = Oximeter.Profile.Id,
            Version = "1",
            Metrics = [],
            Decoder = "flat-json",
            DecoderSection = "{}"u8.ToArray(),
            DecoderSectionStart = default,
        };

        Ward.Writer.WriteDevice(new KnownDevice(part, bare), output);

        GoldenFile.Check("Golden/device-bare", output.WrittenSpan);
    }

    [Theory]
    [InlineData(0, "device-metric")]
    [InlineData(1, "device-metric-of-a-channel")]
    public void Device_metric(int index, string file)
    {
        ArrayBufferWriter<byte> output = new();

        string id = Ward.Writer.WriteDeviceMetric(Oximeter.Device, index, output);

        Assert.Equal(32, id.Length);
        GoldenFile.Check("Golden/" + file, output.WrittenSpan);
    }

    [Fact]
    public void Transaction_bundle()
    {
        ArrayBufferWriter<byte> resources = new();
        ArrayBufferWriter<byte> bundle = new();
        BundleWriter writer = new(bundle);

        string device = Ward.Writer.WriteDevice(Oximeter.Device, resources);
        Assert.True(writer.TryAppend("PUT Device", Encoding.ASCII.GetBytes(device), resources.WrittenSpan));
        resources.ResetWrittenCount();
        string metric = Ward.Writer.WriteDeviceMetric(Oximeter.Device, 0, resources);
        Assert.True(writer.TryAppend("PUT DeviceMetric", Encoding.ASCII.GetBytes(metric), resources.WrittenSpan));
        resources.ResetWrittenCount();
        WrittenObservation written = Ward.Writer.Write(
            Ward.Measured(Metrics.OxygenSaturation, 96m), Ward.Placement, DeviceOnlyReadings.Final, resources);
        Assert.True(writer.TryAppend("PUT Observation", written.IdIn(resources.WrittenMemory).Span, resources.WrittenSpan));
        writer.Complete();

        Assert.Equal(bundle.WrittenCount, writer.Bytes);
        GoldenFile.Check("Golden/bundle", bundle.WrittenSpan);
    }
}
