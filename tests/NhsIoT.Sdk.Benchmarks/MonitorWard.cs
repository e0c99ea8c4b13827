using System.Text;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Fhir;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Benchmarks;

/// <summary>A gateway with one synthetic monitor, a patient beside it, and a sink for its Observations.</summary>
/// <remarks>
/// All that a gateway can do for a reading is on: the clock is mapped, every rule judges, readings are due, the association is
/// looked up, the sink thins (and keeps all, because each is due), and the ledger records what went out.
/// </remarks>
internal sealed class MonitorWard : IAsyncDisposable
{
    public const string Serials = "urn:benchmark:serial";

    public const string Profile = """
        {
          "id": "monitor", "version": "1", "manufacturer": "Synthetic", "model": "Benchmark",
          "expectedInterval": "PT1S",
          "clock": { "synchronised": true },
          "rules": { "stuck": { "readings": 100 }, "gap": { "factor": 3 } },
          "metrics": [
            { "name": "HR", "metric": "heart-rate", "rules": { "jump": { "change": 50 } }, "unit": "/min" },
            { "name": "PR", "metric": "pulse-rate-oximeter", "rules": { "jump": { "change": 50 } }, "unit": "/min" },
            { "name": "RR", "metric": "respiratory-rate", "rules": { "jump": { "change": 50 } }, "unit": "/min" },
            { "name": "S", "metric": "oxygen-saturation", "rules": { "jump": { "change": 50 } }, "unit": "%" }
          ],
          "decoder": { "name": "flat-json", "section": { "time": "time", "sequence": "seq", "fields": { "HR": "HR", "PR": "PR", "RR": "RR", "S": "S" } } }
        }
        """;

    private const int EntriesOfAMessage = 4;
    private long _passed;
    private long _once;

    public MonitorWard(Action<GatewayBuilder>? configure = null) => Gateway = Gateway.Create(gateway =>
    {
        gateway.Options.Lanes = 1;
        gateway.Decoders.FlatJson(new FlatJsonOptions { DeviceSystem = Serials });
        gateway.AddProfile(Encoding.UTF8.GetBytes(Profile), "monitor.json");
        gateway.AddDevice(new DeviceDescriptor { Id = Device, ProfileId = "monitor" });
        gateway.AddAssociation(new AssociationEvent
        {
            Device = Device,
            AssociationId = "benchmark",
            Action = AssociationAction.Start,
            Effective = DateTimeOffset.UnixEpoch,
            Received = DateTimeOffset.UnixEpoch,
            Patient = new PatientReference(new Identifier("urn:benchmark:patient", "1")),
        });
        gateway.AddSource("monitor", source =>
        {
            source.Transport.Use(_ => Intake);
            source.Decoder = "flat-json";
            source.DeviceOnlyReadings = DeviceOnlyReadings.Final;
        });
        gateway.AddDestination("sink", destination =>
        {
            destination.Transport.Use(_ => Sink);
            destination.MaxBatch = 1000;
            destination.Thinning = new ThinningOptions { Rule = new ThinningRule { Every = TimeSpan.FromTicks(1) } };
        });
        gateway.Handlers.Fhir("sink", new FhirOptions { ObservationIdentifierSystem = "urn:benchmark:observation" });
        configure?.Invoke(gateway);
    });

    public static DeviceId Device { get; } = new("RR813", new Identifier(Serials, "MON-1"));

    public MonitorIntake Intake { get; } = new(1024);

    public Sink Sink { get; } = new();

    public Gateway Gateway { get; }

    public Task StartAsync() => Gateway.StartAsync(CancellationToken.None);

    /// <summary>Lets so many messages pass and waits until the sink has all of their readings.</summary>
    public async Task PassAsync(int messages)
    {
        Intake.Offer(messages);
        _passed += messages;
        await Sink.WaitForAsync((_passed * EntriesOfAMessage) + _once);

        // The first message brings the device and its metrics along.
        _once = Sink.Accepted - (_passed * EntriesOfAMessage);
    }

    /// <summary>Ends the source and fails if anything was lost.</summary>
    public async Task FinishAsync()
    {
        Intake.End();
        await Gateway.Completion;
        GatewayCounts counts = Gateway.Counts;
        if (counts.Readings != Intake.HandedOut * EntriesOfAMessage || counts.EntriesDelivered != counts.EntriesAppended
            || counts.EntriesClashed + counts.MessagesQuarantined > 0 || Intake.Settled != Intake.HandedOut)
        {
            throw new InvalidOperationException($"Something was lost or doubled: {counts}");
        }
    }

    public ValueTask DisposeAsync() => Gateway.DisposeAsync();
}
