using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
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

        Ward.Writer.WriteDevice(new KnownDevice(part, Bare([])), output);

        GoldenFile.Check("Golden/device-bare", output.WrittenSpan);
    }

    [Theory]
    [InlineData(DeviceCondition.Offline, "active", "offline")]
    [InlineData(DeviceCondition.Standby, "inactive", "standby")]
    [InlineData(DeviceCondition.Off, "inactive", "off")]
    [InlineData(DeviceCondition.Online, "active", "online")]
    [InlineData(DeviceCondition.Paused, "active", "paused")]
    [InlineData(DeviceCondition.NotReady, "active", "not-ready")]
    [InlineData(DeviceCondition.TransducerDisconnected, "active", "transduc-discon")]
    [InlineData(DeviceCondition.HardwareDisconnected, "active", "hw-discon")]
    [InlineData(DeviceCondition.Unknown, "unknown", null)]
    public void How_a_device_is_shows_in_its_status_and_the_reason_for_it(DeviceCondition condition, string status, string? reason)
    {
        ArrayBufferWriter<byte> output = new();
        Ward.Writer.WriteDevice(new KnownDevice(Oximeter.Descriptor with { Condition = condition }, Oximeter.Profile), output);

        using JsonDocument json = JsonDocument.Parse(output.WrittenMemory);
        Assert.Equal(status, json.RootElement.GetProperty("status").GetString());
        Assert.Equal(reason, json.RootElement.TryGetProperty("statusReason", out JsonElement reasons)
            ? reasons[0].GetProperty("coding")[0].GetProperty("code").GetString()
            : null);
    }

    [Fact]
    public void Device_that_is_offline()
    {
        ArrayBufferWriter<byte> output = new();
        DeviceDescriptor offline = Oximeter.Descriptor with
        {
            Condition = DeviceCondition.Offline,
            ConditionNote = "37 readings lost, 10:02 to 10:09, no room",
            Parent = new DeviceId("RR813", new Identifier("https://example.nhs.uk/id/module", "M 1")),
        };

        Ward.Writer.WriteDevice(new KnownDevice(offline, Oximeter.Profile), output);

        GoldenFile.Check("Golden/device-offline", output.WrittenSpan);
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
    public void A_panel_has_the_unit_that_its_parts_share() =>
        GoldenFile.Check("Golden/device-metric-of-a-panel", Written(new ProfileMetric { Name = "nibp", Metric = Metrics.CuffPressure }));

    [Fact]
    public void A_panel_of_parts_in_several_units_has_none()
    {
        Metric panel = new("pressure-and-rate")
        {
            Codes = [new(Coding.Mdc, "1")],
            Components = [Metrics.CuffPressureSystolic, Metrics.PulseRateCuff],
        };

        using JsonDocument metric = JsonDocument.Parse(Written(new ProfileMetric { Name = "both", Metric = panel }).ToArray());

        Assert.False(metric.RootElement.TryGetProperty("unit", out _));
    }

    [Fact]
    public void The_interval_of_messages_is_not_the_period_of_a_metric()
    {
        using JsonDocument metric = JsonDocument.Parse(Written(
            new ProfileMetric { Name = "spo2", Metric = Metrics.OxygenSaturation }, messages: TimeSpan.FromMinutes(5)).ToArray());

        Assert.False(metric.RootElement.TryGetProperty("measurementPeriod", out _));
    }

    [Fact]
    public void One_metric_on_two_channels_has_two_identifiers()
    {
        string[] identifiers = [.. new[] { "", "1", "2" }.Select(channel =>
        {
            using JsonDocument metric = JsonDocument.Parse(Written(
                new ProfileMetric { Name = "t", Metric = Metrics.BodyTemperature, Channel = channel }).ToArray());
            return metric.RootElement.GetProperty("identifier")[0].GetProperty("value").GetString()!;
        })];

        string device = Ward.Device.Identifier.Value;
        Assert.Equal([$"{device}/150364", $"{device}/1/150364", $"{device}/2/150364"], identifiers);
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

    private static ReadOnlySpan<byte> Written(ProfileMetric metric, TimeSpan? messages = null)
    {
        ArrayBufferWriter<byte> output = new();
        Ward.Writer.WriteDeviceMetric(new KnownDevice(Oximeter.Descriptor, Bare([metric], messages)), 0, output);
        return output.WrittenSpan;
    }

    private static DeviceProfile Bare(ImmutableArray<ProfileMetric> metrics, TimeSpan? messages = null) => new()
    {
        Id = Oximeter.Profile.Id,
        Version = "1",
        Metrics = metrics,
        ExpectedInterval = messages,
        Decoder = "flat-json",
        DecoderSection = "{}"u8.ToArray(),
        DecoderSectionStart = default,
    };
}
