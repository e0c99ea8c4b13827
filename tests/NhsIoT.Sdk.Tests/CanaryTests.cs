using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Fhir;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Testing;
using NhsIoT.Sdk.Tests.Harness;

namespace NhsIoT.Sdk.Tests;

/// <summary>A marked NHS number goes through every path, the failing ones too; it may stand in payloads and nowhere else.</summary>
public sealed class CanaryTests
{
    private const string Canary = "9990000018";
    private const string Serial = "SN-CANARY-77";
    private const string Serials = "urn:test:serial";

    private const string Profile = """
        {
          "id": "monitor", "version": "1",
          "metrics": [ { "name": "HR", "metric": "heart-rate", "unit": "/min" } ],
          "decoder": { "name": "flat-json", "section": { "time": "time", "fields": { "HR": "HR" } } }
        }
        """;

    private static readonly string[] Messages =
    [
        $$"""{"device":"{{Serial}}","time":"2026-11-21T09:30:15Z","HR":62.8,"patient":"{{Canary}}"}""",
        $$"""{"device":"{{Serial}}","time":"2026-11-21T09:31:15Z","HR":"{{Canary}}"}""",
        $$"""{"device":"{{Serial}}","time":"{{Canary}}","HR":62.8}""",
        $$"""{"device":"{{Canary}}","time":"2026-11-21T09:30:15Z","HR":62.8}""",
        $$"""{"device":"{{Serial}}","HR":{{Canary}}""",
        $$"""{{Canary}}""",
        $$"""{"device":"{{Serial}}","time":"2026-11-21T09:32:15Z","HR":{{Canary}}}""",
    ];

    [Fact]
    public async Task A_patient_stands_in_no_log_metric_activity_health_or_exception_text()
    {
        LogRecorder logs = new();
        List<string> seen = [];
        using MetricsRecorder gatewayMetrics = new("NhsIoT.Sdk"), fhirMetrics = new("NhsIoT.Sdk.Fhir"), transportMetrics = new("NhsIoT.Sdk.Transport");
        using ActivityListener activities = ListenTo(seen);
        NhsNumber.TryParse(Canary, allowTestNumbers: true, out NhsNumber number, out _);
        RecordingTransport record = new();
        record.RejectWhere(e => e.Payload.Span.IndexOf("62.8"u8) >= 0, "422");
        ScriptedIntake intake = new();
        await using (Gateway gateway = Gateway.Create(g => Build(g, intake, record, number), loggers: LoggerFactory.Create(l => l.AddProvider(logs))))
        {
            foreach (string message in Messages)
            {
                intake.Say(message);
            }

            await gateway.StartAsync(CancellationToken.None);
            intake.End();
            await gateway.Completion.WaitAsync(Ward.Patience);
            seen.AddRange((await gateway.ReadQuarantineAsync(100)).Select(q => $"{q.Reason} {q}"));
            Assert.True(seen.Count > 3, "the failing paths were not walked");
            HealthCheckResult health = await new GatewayHealthCheck(gateway).CheckHealthAsync(new HealthCheckContext());
            seen.Add($"{health.Description} {string.Join(' ', health.Data)}");
        }

        // The number did go through: it stands where it belongs.
        Assert.Contains(record.Sent, s => Encoding.UTF8.GetString(s.Envelope.Payload.Span).Contains(Canary, StringComparison.Ordinal));
        seen.AddRange(logs.Logs.Select(l => l.ToString()));
        seen.AddRange(new[] { gatewayMetrics, fhirMetrics, transportMetrics }.SelectMany(m => m.Metrics).Select(m => $"{m} {string.Join(' ', m.Tags)}"));
        seen.AddRange(record.Sent.Select(s => $"{s.Envelope} {s.Envelope.Route} {s.Envelope.Key} {Encoding.ASCII.GetString(s.Envelope.Id.Span)}"));
        seen.Add(PatientReference.FromNhsNumber(number).ToString());
        seen.Add(number.ToString());
        Assert.All(seen, text =>
        {
            Assert.DoesNotContain(Canary, text, StringComparison.Ordinal);
            Assert.DoesNotContain(Serial, text, StringComparison.Ordinal);
        });
    }

    private static void Build(GatewayBuilder gateway, ScriptedIntake intake, RecordingTransport record, NhsNumber number)
    {
        DeviceId device = new("RR813", new Identifier(Serials, Serial));
        gateway.Decoders.FlatJson(new FlatJsonOptions { DeviceSystem = Serials });
        gateway.Handlers.Fhir("record", new FhirOptions { ObservationIdentifierSystem = "urn:test:observation" });
        gateway.Handlers.Add(new FailingHandler());
        gateway.AddProfile(Encoding.UTF8.GetBytes(Profile), "monitor.json");
        gateway.AddDevice(new DeviceDescriptor { Id = device, ProfileId = "monitor", Name = Canary, SerialNumber = Serial });
        gateway.AddAssociation(new AssociationEvent
        {
            Device = device,
            AssociationId = "a1",
            Action = AssociationAction.Start,
            Effective = DateTimeOffset.UnixEpoch,
            Received = DateTimeOffset.UnixEpoch,
            Patient = PatientReference.FromNhsNumber(number),
        });
        gateway.AddSource("ward", s =>
        {
            s.Transport.Use(_ => intake);
            s.DeviceOnlyReadings = DeviceOnlyReadings.Final;
        });
        gateway.AddDestination("record", d => d.Transport.Use(_ => record));
    }

    private static ActivityListener ListenTo(List<string> seen)
    {
        ActivityListener listener = new()
        {
            ShouldListenTo = s => s.Name.StartsWith("NhsIoT.Sdk", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = a =>
            {
                lock (seen)
                {
                    seen.Add($"{a.DisplayName} {string.Join(' ', a.TagObjects)}");
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    /// <summary>Fails on the reading whose value is the canary, and says so in its exception.</summary>
    private sealed class FailingHandler : IHandler
    {
        public string Name => "failing";

        public HandlerGuarantee Guarantee => HandlerGuarantee.Durable;

        public IReadOnlyList<string> Destinations => [];

        public ValueTask HandleAsync(PlacedBatch batch, HandlerOutput output, CancellationToken cancellationToken)
        {
            foreach (Placed<Measurement> placed in batch.Measurements.Span)
            {
                if (placed.Word.Value.TryGetQuantity(out Quantity quantity) && quantity.Number > 1_000_000m)
                {
                    throw new InvalidOperationException($"Cannot handle {quantity.Number}");
                }
            }

            return ValueTask.CompletedTask;
        }
    }
}
