using System.Text;
using System.Text.Json;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Fhir;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Testing;
using NhsIoT.Sdk.Tests.Harness;
using NhsIoT.Sdk.Tests.Settings;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk.Tests;

/// <summary>What the README of the package shows, run.</summary>
public sealed class ReadmeTests : IDisposable
{
    private const string Serials = "https://example.nhs.uk/id/serial";
    private static readonly string Shown = Path.Combine(ReferenceData.RepositoryRoot, "tests/NhsIoT.Sdk.Tests/Readme");

    private readonly string _folder = Directory.CreateTempSubdirectory("nhsiot-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_gateway_in_JSON_and_the_same_in_code_write_the_same_bytes()
    {
        string text = await File.ReadAllTextAsync(Path.Combine(Shown, "gateway.json"));
        string[] fromFile = await RunAsync("file", (gateway, folder) => gateway.AddJson(
            Encoding.UTF8.GetBytes(text.Replace("\"folder\": \"", $"\"folder\": \"{folder}/", StringComparison.Ordinal)), Path.Combine(Shown, "gateway.json")));
        string[] fromCode = await RunAsync("code", Configure);

        // The device, and of ten readings a second apart the first and the last.
        Assert.Contains(fromFile, line => line.Contains("Patient/1", StringComparison.Ordinal));
        Assert.Equal(fromCode, fromFile);
        Assert.InRange(fromFile.Length, 2, 6);
    }

    [Fact]
    public async Task Commands_name_who_and_why()
    {
        await using Ward ward = new() { ConfigureSource = s => (s.Site, s.UnknownDevices, s.AdmitWithProfile) = ("RR813", UnknownDevicePolicy.AdmitUnapproved, "monitor") };
        Gateway gateway = ward.Gateway;
        await gateway.StartAsync();
        ward.Intake.Say("bed9 1");
        await Ward.UntilAsync(() => ward.Intake.Settled == 1);
        DeviceId device = Ward.Device(9);
        DateTimeOffset from = DateTimeOffset.UnixEpoch, until = DateTimeOffset.MaxValue;

        #region readme-commands
        AuditActor by = new("j.smith", AuditActorKind.Person);

        // A message was put aside, and its cause is mended: it goes through again, under its own time of receipt.
        foreach (QuarantineRecord record in await gateway.ReadQuarantineAsync(100))
        {
            await gateway.ReplayAsync(record.Number, by, "The profile was corrected");
        }

        // It became known late whose readings they were: look at the list first, then send them again.
        ReplacementList replaced = gateway.FindReplaced(new() { Device = device, From = from, Until = until });
        int sent = await gateway.ReassociateAsync(replaced.Readings, by, "Transfer entered an hour late");

        // A device that was admitted by itself belongs here.
        gateway.Devices.Approve(device, by.Name);
        #endregion

        Assert.Equal(0, sent);
        Assert.True(gateway.Devices.TryFind(device, out KnownDevice? known) && known.IsApproved);
        await ward.FinishAsync();
    }

    [Fact]
    public void A_source_of_drivers_is_asked_by_its_schedule()
    {
        GatewayBuilder g = new();
        IDevice cuff = new QuietDevice(new DeviceDescriptor { Id = new("RR813", new(Serials, "C-1")), ProfileId = "cuff" });

        #region readme-drivers
        g.AddSource("bedside", s =>
        {
            s.Drivers.Polling = new() { Interval = TimeSpan.FromSeconds(30) };
            s.Drivers.Add(cuff, new() { Interval = TimeSpan.FromMinutes(5) });
            s.DeviceOnlyReadings = DeviceOnlyReadings.Preliminary;
        });
        #endregion

        Assert.Equal(TimeSpan.FromMinutes(5), Assert.Single(g.Sources[0].Drivers.Drivers).Polling?.Interval);
    }

    private static void Configure(GatewayBuilder gateway, string folder)
    {
        DeviceId device = new("RR813", new(Serials, "O-1"));
        gateway.Options.Lanes = 2;
        gateway.Options.DrainDeadline = TimeSpan.FromSeconds(5);
        gateway.SetRules("oxygen-saturation", new() { Stuck = new() { Readings = 30, Time = TimeSpan.FromMinutes(10) } });
        gateway.AddProfile(Path.Combine(Shown, "oximeter.json"));
        gateway.AddDevice(new() { Id = device, ProfileId = "oximeter" });
        DateTimeOffset eight = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);
        gateway.AddAssociation(new()
        {
            AssociationId = "bed-7-1",
            Device = device,
            Action = AssociationAction.Start,
            Effective = eight,
            Received = eight,
            Patient = new(null, "Patient/1"),
        });
        gateway.Decoders.FlatJson(new() { DeviceSystem = Serials });
        gateway.AddSource("ward", s =>
        {
            s.Transport.NdjsonReader(new() { Folder = $"{folder}/ward", Follow = false, ClearedForIdentifiable = true });
            s.DeviceOnlyReadings = DeviceOnlyReadings.Preliminary;
            s.Purpose = ReadingPurpose.Historical;
        });
        gateway.Handlers.Fhir("ehr", new() { ObservationIdentifierSystem = "https://example.nhs.uk/id/observation" });
        gateway.AddDestination("ehr", d =>
        {
            d.Transport.NdjsonWriter(new() { Folder = $"{folder}/ehr", ClearedForIdentifiable = true });
            d.Thinning = new() { Rule = new() { Every = TimeSpan.FromMinutes(1) } };
        });
        gateway.Store.MemoryOutbox(new() { WhenQuarantineIsFull = QuarantineOverflow.DiscardOldest });
    }

    // The line with its payload in the clear.
    private static string Opened(string line) => JsonDocument.Parse(line).RootElement.TryGetProperty("base64", out JsonElement payload)
        ? line + Encoding.UTF8.GetString(payload.GetBytesFromBase64())
        : line;

    private async Task<string[]> RunAsync(string name, Action<GatewayBuilder, string> configure)
    {
        string folder = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.Combine(folder, "ward"));
        IEnumerable<string> messages = Enumerable.Range(0, 10).Select(i => $$"""{"device":"O-1","at":"2026-11-21T09:30:0{{i}}Z","spo2":9{{i}}}""");
        await File.WriteAllLinesAsync(Path.Combine(folder, "ward", "exchange.000000000001.ndjson"), messages.Select(m =>
            $$"""{"class":"clinical-reading","route":"ward","base64":"{{Convert.ToBase64String(Encoding.UTF8.GetBytes(m))}}"}"""));
        await using Gateway gateway = Gateway.Create(g => configure(g, folder), new ManualClock());
        await gateway.StartAsync();
        await gateway.Completion.WaitAsync(Ward.Patience);
        await gateway.DisposeAsync();
        return [.. Directory.EnumerateFiles(Path.Combine(folder, "ehr"), "*.ndjson").Order(StringComparer.Ordinal).SelectMany(File.ReadAllLines).Select(Opened)];
    }
}
