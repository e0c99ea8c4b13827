using System.Buffers;
using System.Text;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Tests;

/// <summary>A patient monitor that speaks flat JSON, for tests.</summary>
internal static class BedsideMonitor
{
    public const string IdentifierSystem = "urn:test:monitor";
    public const string Section = """
        { "time": "time", "sequence": "seq",
          "fields": { "HR": "HR", "SpO2": "SpO2", "Temp": "Temp",
                      "NBP": { "cuff-pressure-systolic": "NBPSys", "cuff-pressure-diastolic": "NBPDias" } },
          "status": { "HR": { "field": "HRStatus", "on": ["on", 1, true] } } }
        """;

    public const string Text = $$"""
        {
          "id": "monitor", "version": "1", "manufacturer": "Example", "model": "M1",
          "types": [{ "system": "urn:iso:std:iso:11073:10101", "code": "69965", "display": "MDC_DEV_MON_PHYSIO_MULTI_PARAM_MDS" }],
          "expectedInterval": "PT1M",
          "metrics": [
            { "name": "HR", "metric": "heart-rate", "channel": "ecg", "unit": "/min", "zeroMeansNotMeasured": true },
            { "name": "SpO2", "metric": "oxygen-saturation", "unit": "%", "zeroMeansNotMeasured": true },
            { "name": "Temp", "metric": "body-temperature", "unit": "Cel", "scale": 0.1, "plausible": [30, 43] },
            { "name": "NBP", "metric": "cuff-pressure", "unit": "mm[Hg]", "zeroMeansNotMeasured": true }
          ],
          "decoder": { "name": "flat-json", "section": {{Section}} }
        }
        """;

    /// <summary>The message of 100 bytes that the figures are measured with.</summary>
    public const string Message =
        """{"device":"MON-1","time":"2026-11-21T09:30:15.250+00:00","HR":62.80,"SpO2":96,"NBPSys":120,"NBPDias":72}""";

    public static readonly DateTimeOffset Received = new(2026, 11, 21, 9, 30, 16, TimeSpan.Zero);

    public static DeviceProfile Profile(string text = Text) =>
        DeviceProfileReader.Read(Encoding.UTF8.GetBytes(text), "monitor.json", MetricCatalogue.Standard);

    public static DeviceProfile ProfileWith(string section) => Profile(Text.Replace(Section, section, StringComparison.Ordinal));

    public static DeviceId Descriptor1 { get; } = Descriptor().Id;

    public static DeviceDescriptor Descriptor(string name = "MON-1", string site = "RR813") => new()
    {
        Id = new DeviceId(site, new Identifier(IdentifierSystem, name)),
        ProfileId = "monitor",
    };

    public static DeviceRegistry Registry(DeviceProfile? profile = null)
    {
        DeviceRegistry registry = new();
        registry.Register(Descriptor(), profile ?? Profile());
        return registry;
    }

    public static IDecoder Decoder(FlatJsonOptions? options = null) =>
        new DecoderConfiguration().FlatJson(options ?? new FlatJsonOptions { DeviceSystem = IdentifierSystem }).Decoders[0];

    public static DeviceMessage MessageOf(ReadOnlySequence<byte> payload, IDeviceRegistry devices, KnownDevice? only = null, string? site = null) => new()
    {
        Payload = payload,
        Route = "ward/monitors",
        Received = Received,
        Purpose = ReadingPurpose.Test,
        Devices = devices,
        Device = only,
        Site = site,
    };

    public static DecodeOutput Decode(string json, DeviceProfile? profile = null) => Decode(Encoding.UTF8.GetBytes(json), profile);

    public static DecodeOutput Decode(byte[] json, DeviceProfile? profile = null)
    {
        DecodeOutput output = new();
        Decoder().Decode(MessageOf(new ReadOnlySequence<byte>(json), Registry(profile)), output);
        return output;
    }
}
