using System.Text;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Fhir;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Testing;
using NhsIoT.Sdk.Tests.Harness;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk.Tests;

public sealed class GatewayFileTests : IDisposable
{
    private const string Profile = """
        {
          "id": "oximeter", "version": "1",
          "metrics": [ { "name": "spo2", "metric": "oxygen-saturation", "unit": "%" } ],
          "decoder": { "name": "flat-json", "section": { "time": "at", "fields": { "spo2": "spo2" } } }
        }
        """;

    private const string Gateway = """
        {
          "gateway": { "lanes": 2, "drainDeadline": "PT2S" },
          "profiles": [ "oximeter.json" ],
          "devices": [ { "site": "RR813", "system": "urn:test:serial", "value": "o1", "profile": "oximeter" } ],
          "decoders": [ { "kind": "flat-json", "deviceSystem": "urn:test:serial" } ],
          "sources": {
            "ward": { "transport": { "kind": "scripted" }, "deviceOnlyReadings": "preliminary", "receiveWindow": 8, "unknownDevices": "hold" }
          },
          "handlers": [ { "kind": "fhir", "destination": "record", "observationIdentifierSystem": "https://trust.example/readings" } ],
          "destinations": { "record": { "transport": { "kind": "recording" }, "maxBatch": 10, "linger": "PT0S" } },
          "store": { "kind": "memory", "alarms": { "entries": 100 } }
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("nhsiot-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_file_gives_the_same_gateway_as_the_same_calls_in_code()
    {
        string[] fromFile = await RunAsync((gateway, intake, record) =>
        {
            AddKinds(gateway, intake, record);
            gateway.AddJson(Write(Gateway));
        });
        string[] fromCode = await RunAsync((gateway, intake, record) =>
        {
            gateway.Options.Lanes = 2;
            gateway.Options.DrainDeadline = TimeSpan.FromSeconds(2);
            gateway.AddProfile(Encoding.UTF8.GetBytes(Profile), "oximeter.json");
            gateway.AddDevice(new DeviceDescriptor { Id = new DeviceId("RR813", new Identifier("urn:test:serial", "o1")), ProfileId = "oximeter" });
            gateway.Decoders.FlatJson(new FlatJsonOptions { DeviceSystem = "urn:test:serial" });
            gateway.AddSource("ward", source =>
            {
                source.Transport.Use(_ => intake);
                source.DeviceOnlyReadings = DeviceOnlyReadings.Preliminary;
                source.ReceiveWindow = 8;
                source.UnknownDevices = UnknownDevicePolicy.Hold;
            });
            gateway.Handlers.Fhir("record", new FhirOptions { ObservationIdentifierSystem = "https://trust.example/readings" });
            gateway.AddDestination("record", destination =>
            {
                destination.Transport.Use(_ => record);
                destination.MaxBatch = 10;
                destination.Linger = TimeSpan.Zero;
            });
            gateway.Store.MemoryOutbox(new MemoryOutboxOptions { Alarms = new OutboxLimit(100, 32 * 1024 * 1024) });
        });

        Assert.Equal(3, fromFile.Length);
        Assert.Equal(fromCode, fromFile);
    }

    [Fact]
    public void What_a_file_says_is_what_the_code_would_have_set()
    {
        GatewayBuilder gateway = new();
        AddKinds(gateway, new ScriptedIntake(), new RecordingTransport());
        gateway.AddJson(Write(Gateway));

        SourceBuilder source = Assert.Single(gateway.Sources);
        DestinationBuilder destination = Assert.Single(gateway.Destinations);
        Assert.Empty(gateway.Faults());
        Assert.Equal((2, TimeSpan.FromSeconds(2)), (gateway.Options.Lanes, gateway.Options.DrainDeadline));
        Assert.Equal(
            ("ward", 8, DeviceOnlyReadings.Preliminary, UnknownDevicePolicy.Hold),
            (source.Name, source.ReceiveWindow, source.DeviceOnlyReadings, source.UnknownDevices));
        Assert.Equal(("record", 10, TimeSpan.Zero), (destination.Name, destination.MaxBatch, destination.Linger));
        Assert.Equal("oximeter", Assert.Single(gateway.Devices).ProfileId);
    }

    [Theory]
    [InlineData("\"lanes\": 2", "\"lane\": 2", "gateway.json(2,16): 'lane' is unknown")]
    [InlineData("\"lanes\": 2", "\"lanes\": \"two\"", "gateway.json(2,16): 'lanes' is not a number")]
    [InlineData("\"lanes\": 2", "\"lanes\": 2.5", "gateway.json(2,16): 'lanes' is not a whole number")]
    [InlineData("PT2S", "P1M", "gateway.json(2,28): 'drainDeadline' is not a time")]
    [InlineData("\"preliminary\"", "\"perhaps\"", "gateway.json(7,52): 'deviceOnlyReadings' is not one of")]
    [InlineData("\"scripted\"", "\"smoke\"", "gateway.json(7,30): 'kind' is none of")]
    [InlineData("\"alarms\": { \"entries\": 100 }", "\"alarms\": { \"entires\": 100 }", "'entires' is unknown")]
    [InlineData("\"alarms\": { \"entries\": 100 }", "\"alarms\": { \"entries\": 0 }", "gateway.json(11,44): 'entries' cannot be taken: Alarms is 1 to 4194304 entries")]
    [InlineData("\"value\": \"o1\"", "\"number\": \"o1\"", "'value' is missing")]
    [InlineData("\"handlers\"", "\"handler\"", "gateway.json(9,3): 'handler' is unknown")]
    [InlineData("\"lanes\": 2", "\"lanes\": 2, \"lanes\": 3", "'lanes' stands twice")]
    [InlineData("\"maxBatch\": 10", "\"maxBatch\": 10,,", "This is not JSON")]
    public void A_fault_of_a_file_has_its_line_and_column(string right, string wrong, string expected)
    {
        GatewayBuilder gateway = new();
        AddKinds(gateway, new ScriptedIntake(), new RecordingTransport());
        gateway.AddJson(Write(Gateway.Replace(right, wrong, StringComparison.Ordinal)));

        Assert.Contains(gateway.Faults(), f => f.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void All_faults_of_a_file_are_listed_at_once_and_those_of_its_profiles_with_them()
    {
        GatewayBuilder gateway = new();
        AddKinds(gateway, new ScriptedIntake(), new RecordingTransport());
        string path = Write(Gateway
            .Replace("\"lanes\": 2", "\"lane\": 2", StringComparison.Ordinal)
            .Replace("\"maxBatch\"", "\"maxBtach\"", StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(_folder, "oximeter.json"), Profile.Replace("\"unit\": \"%\"", "\"unit\": \"mV\"", StringComparison.Ordinal));
        gateway.AddJson(path);

        string all = string.Join('\n', gateway.Faults());
        Assert.Contains("'lane' is unknown", all, StringComparison.Ordinal);
        Assert.Contains("'maxBtach' is unknown", all, StringComparison.Ordinal);
        Assert.Contains("oximeter.json(3,", all, StringComparison.Ordinal);
    }

    private static void AddKinds(GatewayBuilder gateway, ScriptedIntake intake, RecordingTransport record) => gateway.Kinds
        .AddTransport("scripted", (transport, _) => transport.Use(_ => intake))
        .AddTransport("recording", (transport, _) => transport.Use(_ => record));

    private static async Task<string[]> RunAsync(Action<GatewayBuilder, ScriptedIntake, RecordingTransport> configure)
    {
        ScriptedIntake intake = new();
        RecordingTransport record = new();
        await using Gateway gateway = NhsIoT.Sdk.Gateway.Create(g => configure(g, intake, record));
        await gateway.StartAsync();
        intake.Say("""{"device":"o1","at":"2026-11-21T10:00:00Z","spo2":97}""");
        intake.End();
        await gateway.Completion.WaitAsync(Ward.Patience);
        return [.. record.Accepted.Select(e => $"{e.Route} {Encoding.UTF8.GetString(e.Payload.Span)}")];
    }

    private string Write(string gateway)
    {
        File.WriteAllText(Path.Combine(_folder, "oximeter.json"), Profile);
        string path = Path.Combine(_folder, "gateway.json");
        File.WriteAllText(path, gateway);
        return path;
    }
}
