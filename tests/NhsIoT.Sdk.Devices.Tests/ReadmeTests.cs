using System.Buffers;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Tests;

/// <summary>What the README of the package shows, run.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void The_smallest_use_gives_judged_measurements()
    {
        byte[] file = File.ReadAllBytes(Path.Combine(ReferenceData.RepositoryRoot, "tests/NhsIoT.Sdk.Devices.Tests/Samples/thermometer.json"));
        byte[] bytes = """{"device":"T-7","time":"2026-11-21T09:30:15Z","seq":12,"temp":366,"pulse":0}"""u8.ToArray();
        DateTimeOffset received = BedsideMonitor.Received;
        List<string> lines = [];

        #region readme-decode
        DeviceProfile profile = DeviceProfileReader.Read(file, "thermometer.json", MetricCatalogue.Standard);
        DeviceId id = new("RR813", new Identifier("urn:example:serial", "T-7"));
        DeviceRegistry registry = new();
        registry.Register(new DeviceDescriptor { Id = id, ProfileId = profile.Id }, profile);
        IDecoder decoder = new DecoderConfiguration()
            .FlatJson(new FlatJsonOptions { DeviceSystem = "urn:example:serial" }).Decoders[0];

        DeviceMessage message = new()
        {
            Payload = new ReadOnlySequence<byte>(bytes),
            Route = "ward/7",
            Received = received,
            Purpose = ReadingPurpose.Test,
            Devices = registry,
        };
        DecodeOutput output = new();
        decoder.Decode(message, output);
        ReadingJudge judge = new();
        foreach (ref readonly Measurement measurement in output.Measurements)
        {
            lines.Add($"{measurement.Context}: {measurement.Value}, {judge.Judge(measurement)}");
        }

        lines.AddRange(output.Issues.Select(issue => issue.ToString()));
        #endregion

        Assert.Equal([$"{id.Key}/body-temperature: Quantity, Good", $"{id.Key}/pulse-rate: NotAvailable (ReportedZero), Good"], lines);
        Assert.Empty(decoder.Check(profile));
    }
}
