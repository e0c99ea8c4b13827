using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Fhir;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Testing;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk.Tests.Stories;

/// <summary>A day on which everything happens, to one patient and one monitor that stand nowhere but in what was meant for them.</summary>
public sealed class CanaryStories : IDisposable
{
    private const string Patient = StoryWard.Ann;
    private const string Name = "Philippa Canary";
    private const string Serial = "SN-CANARY-88";
    private const string Word = "zebrafinch";

    private readonly List<string> _seen = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("exchange").FullName;
    private readonly RecordingTransport _uncleared = new(new RecordingTransportOptions { ClearedForIdentifiable = false });
    private readonly RecordingTransport _dead = new();

    [Fact]
    public async Task A_patient_a_serial_number_and_a_payload_stand_nowhere_but_where_they_were_sent()
    {
        using MetricsRecorder gateway = new("NhsIoT.Sdk"), fhir = new("NhsIoT.Sdk.Fhir"), transport = new("NhsIoT.Sdk.Transport");
        using ActivityListener activities = ListenTo();
        StoryWard ward = Ward();
        await using (ward)
        {
            await ward.StartAsync();
            await DayAsync(ward);
            await SeeAsync(ward);
        }

        // It did go through: it stands where it belongs, in the record and in the exchange.
        Assert.NotEmpty(ward.RecordOf(Patient));
        Assert.NotEmpty(FiledReading.WithdrawnFrom(ward.Record));
        Assert.Contains(Directory.GetFiles(_folder), f => File.ReadAllText(f).Length > 0);
        _seen.AddRange(ward.Logs.Logs.Select(l => l.ToString()));
        _seen.AddRange(new[] { gateway, fhir, transport }.SelectMany(m => m.Metrics).Select(m => $"{m} {string.Join(' ', m.Tags)}"));
        _seen.AddRange(Directory.GetFiles(_folder).Select(f => Path.GetFileName(f)));
        foreach (SentEnvelope sent in ward.Record.Sent)
        {
            _seen.Add($"{sent} {sent.Envelope} {sent.Envelope.Route} {sent.Envelope.Key} {Encoding.ASCII.GetString(sent.Envelope.Id.Span)}");
        }

        Assert.True(_seen.Count > 200, "the day was too short");
        Assert.All(_seen, text => Assert.All([Patient, Name, Serial, Word], secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal)));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private StoryWard Ward() => new()
    {
        Monitors = [Serial],
        ConfigureSource = s => s.UnknownDevices = UnknownDevicePolicy.Hold,
        Configure = g =>
        {
            g.Store.MemoryOutbox(new MemoryOutboxOptions { ClinicalReadings = new OutboxLimit(64) });
            Add(g, "exchange", d => d.Transport.NdjsonWriter(new NdjsonWriterOptions { Folder = _folder, ClearedForIdentifiable = true }));
            Add(g, "uncleared", d => d.Transport.Use(_ => _uncleared));
            Add(g, "dead", d => d.Transport.Use(_ => _dead));
            g.AddDevice(new DeviceDescriptor { Id = StoryWard.IdOf(Serial + "-2"), ProfileId = "monitor", Name = Name, SerialNumber = Serial });
        },
    };

    private static void Add(GatewayBuilder gateway, string name, Action<DestinationBuilder> configure)
    {
        gateway.Handlers.Fhir(name, new FhirOptions { ObservationIdentifierSystem = "urn:test:observation" });
        gateway.AddDestination(name, d =>
        {
            d.WhenFull = FullPolicy.Lose;
            configure(d);
        });
    }

    // Everything that may happen to a message, wherever it can.
    private async Task DayAsync(StoryWard ward)
    {
        _dead.Disconnect();
        await SayAsync(ward, MessageOf(61, ward.Now));
        await ward.JoinAsync("a1", Serial, Patient, "08:00");
        await SayAsync(ward, MessageOf(62, ward.Now.AddMinutes(1), Patient));
        await SayAsync(ward, MessageOf(62, ward.Now, Patient));
        await SayAsync(ward, MessageOf(63, ward.Now, StoryWard.Bob));
        await SayAsync(ward, MessageOf(64, ward.Now.AddDays(-1)));
        await SayAsync(ward, MessageOf(65, ward.Now).Replace(Serial, Serial + "-9", StringComparison.Ordinal));
        await SayAsync(ward, $$"""{"device":"{{Serial}}","time":"{{Patient}}","HR":61,"note":"{{Word}}"}""");
        await SayAsync(ward, $$"""{"device":"{{Serial}}","HR":"{{Word}}","{{Name}}":{{Patient}}}""");
        await SayAsync(ward, $"{Word} {Patient} {Name}");
        for (int rate = 70; rate < 90; rate++)
        {
            ward.Clock.Advance(TimeSpan.FromMinutes(3));
            await SayAsync(ward, MessageOf(rate, ward.Now, Patient));
        }

        _seen.AddRange(ward.Gateway.FindReplaced(new ReplacementQuery()).Readings.Select(r => $"{r} {r.Former} {r.Placement}"));
        await PutRightAsync(ward);
        await ward.JoinAsync("a1", Serial, StoryWard.Bob, "08:00", AssociationAction.Correct);
        await PutRightAsync(ward);
        ward.Gateway.Devices.Register(new DeviceDescriptor { Id = StoryWard.IdOf(Serial + "-9"), ProfileId = "monitor" }, ProfileOf(ward));
        await Tests.Harness.Ward.UntilAsync(() => ward.Gateway.Waiting.Held == 0);
        await ward.JoinAsync("a1-2", Serial + "-9", Patient, "08:00");
        await SayAsync(ward, MessageOf(91, ward.Now).Replace(Serial, Serial + "-9", StringComparison.Ordinal));
        ward.Clock.Advance(TimeSpan.FromMinutes(1));
        await Tests.Harness.Ward.UntilAsync(() => ward.Gateway.Counts.EntriesLost > 0 && ward.Gateway.Waiting.Losses == 0);
    }

    private static string MessageOf(int rate, DateTimeOffset at, string? patient = null) =>
        StoryWard.MessageOf(Serial, rate, at, patient).Replace("}", $",\"note\":\"{Word}\",\"name\":\"{Name}\"}}", StringComparison.Ordinal);

    private static async Task SayAsync(StoryWard ward, string message)
    {
        ward.Say(message);
        await ward.SettledAsync();
    }

    private static async Task PutRightAsync(StoryWard ward) => Assert.True(await ward.Gateway.ReassociateAsync(
        ward.Gateway.FindReplaced(new ReplacementQuery()).Readings, new AuditActor("J. Ward", AuditActorKind.Person), "checked").WaitAsync(Tests.Harness.Ward.Patience) > 0);

    private static DeviceProfile ProfileOf(StoryWard ward)
    {
        Assert.True(ward.Gateway.Devices.TryFind(StoryWard.IdOf(Serial), out KnownDevice? known));
        return known.Profile;
    }

    private async Task SeeAsync(StoryWard ward)
    {
        Gateway gateway = ward.Gateway;
        AuditActor actor = new("J. Ward", AuditActorKind.Person);
        IReadOnlyList<QuarantineRecord> aside = await gateway.ReadQuarantineAsync(1000);
        Assert.True(aside.Count > 3, "the failing paths were not walked");
        _seen.AddRange(aside.Select(q => $"{q} {q.Reason} {q.Route} {q.Key} {q.Origin}"));
        _seen.Add((await Assert.ThrowsAnyAsync<ArgumentException>(async () => await gateway.DiscardQuarantineAsync(aside[0].Number, actor, $"of {Patient}"))).ToString());
        _seen.Add((await Assert.ThrowsAnyAsync<ArgumentException>(async () => await gateway.ReplayAsync(aside[0].Number, new AuditActor(Patient, AuditActorKind.Person), "again"))).ToString());
        AuditPage audit = await gateway.ReadAuditAsync(new AuditQuery { Max = 1000 });
        Assert.Contains(audit.Records, r => r.Event.Kind == AuditKind.Loss);
        Assert.Contains(audit.Records, r => r.Event.Kind == AuditKind.ClearanceRefusal);
        _seen.AddRange(audit.Records.Select(r => $"{r} {r.Event.Part} {r.Event.Subject} {r.Event.Reason} {r.Event.Actor.Name} {r.Event.CorrelationId}"));
        HealthCheckResult health = await new GatewayHealthCheck(gateway).CheckHealthAsync(new HealthCheckContext());
        _seen.Add($"{health.Description} {string.Join(' ', health.Data)} {gateway.Counts} {gateway.Waiting}");
        _seen.AddRange(gateway.Sources.Select(s => s.ToString()));
        _seen.AddRange(gateway.Destinations.Select(d => d.ToString()));
        Assert.NotEmpty(ward.Screen.Statuses);
        _seen.AddRange(ward.Screen.Statuses.Select(s => $"{s} {s.Note}"));
        _seen.AddRange(gateway.Devices.Devices.Select(d => $"{d} {d.Descriptor} {d.Id} {d.Id.Identifier}"));

        // A destination that is not cleared learns of no patient, and of no words that nobody asked for.
        Assert.NotEmpty(_uncleared.Accepted);
        Assert.All(_uncleared.Sent, s => Assert.All([Patient, StoryWard.Bob, Word], secret =>
            Assert.DoesNotContain(secret, Encoding.UTF8.GetString(s.Envelope.Payload.Span), StringComparison.Ordinal)));
    }

    private ActivityListener ListenTo()
    {
        ActivityListener listener = new()
        {
            ShouldListenTo = s => s.Name.StartsWith("NhsIoT.Sdk", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = a =>
            {
                lock (_seen)
                {
                    _seen.Add($"{a.DisplayName} {string.Join(' ', a.TagObjects)}");
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
