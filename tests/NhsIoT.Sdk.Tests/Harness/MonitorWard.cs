using System.Globalization;
using System.Text;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Fhir;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk.Tests.Harness;

/// <summary>The real way of a monitor's readings: flat JSON, a patient beside it, Observations; its two ends allocate nothing.</summary>
internal sealed class MonitorWard : IAsyncDisposable
{
    private const string Serials = "urn:test:serial";

    private const string Profile = """
        {
          "id": "monitor", "version": "1", "expectedInterval": "PT1S", "manufacturer": "Synthetic", "model": "Test",
          "metrics": [
            { "name": "HR", "metric": "heart-rate", "unit": "/min" },
            { "name": "PR", "metric": "pulse-rate-oximeter", "unit": "/min" },
            { "name": "RR", "metric": "respiratory-rate", "unit": "/min" },
            { "name": "S", "metric": "oxygen-saturation", "unit": "%" }
          ],
          "decoder": { "name": "flat-json", "section": { "time": "time", "sequence": "seq", "fields": { "HR": "HR", "PR": "PR", "RR": "RR", "S": "S" } } }
        }
        """;

    private readonly DeviceId _device = new("RR813", new Identifier(Serials, "MON-1"));
    private readonly RingIntake _intake = new();
    private readonly NullSend _sink = new();

    private readonly ThinningOptions? _thinning;

    public MonitorWard(ThinningOptions? thinning = null)
    {
        _thinning = thinning;
        Gateway = Gateway.Create(Build);
    }

    public Gateway Gateway { get; }

    /// <summary>Lets so many messages pass and waits until nothing of them is under way.</summary>
    /// <remarks>It spins: a timer for each look would allocate, and that is what is measured.</remarks>
    public void Pass(int messages)
    {
        _intake.Offer(messages);
        Assert.True(SpinWait.SpinUntil(() => _intake.Settled == _intake.Offered && Gateway.Waiting.Waiting == 0, Ward.Patience));
    }

    public async Task FinishAsync()
    {
        _intake.End();
        await Gateway.Completion.WaitAsync(Ward.Patience);
    }

    public ValueTask DisposeAsync() => Gateway.DisposeAsync();

    private void Build(GatewayBuilder gateway)
    {
        gateway.Options.Lanes = 1;
        gateway.Decoders.FlatJson(new FlatJsonOptions { DeviceSystem = Serials });
        gateway.AddProfile(Encoding.UTF8.GetBytes(Profile), "monitor.json");
        gateway.AddDevice(new DeviceDescriptor { Id = _device, ProfileId = "monitor" });
        gateway.AddAssociation(new AssociationEvent
        {
            Device = _device,
            AssociationId = "a1",
            Action = AssociationAction.Start,
            Effective = DateTimeOffset.UnixEpoch,
            Received = DateTimeOffset.UnixEpoch,
            Patient = new PatientReference(new Identifier("urn:test:patient", "1")),
        });
        gateway.AddSource("monitor", source =>
        {
            source.Transport.Use(_ => _intake);
            source.DeviceOnlyReadings = DeviceOnlyReadings.Final;
        });
        gateway.AddDestination("sink", destination =>
        {
            destination.Transport.Use(_ => _sink);
            destination.MaxBatch = 1000;
            destination.Thinning = _thinning;
        });

        // Full from the start: ids that are remembered take room until there are so many.
        gateway.Store.MemoryOutbox(new MemoryOutboxOptions { RememberedIds = 16_384 });
        gateway.Handlers.Fhir("sink", new FhirOptions { ObservationIdentifierSystem = "urn:test:observation" });
    }

    /// <summary>Hands out messages from a ring of buffers that are lent until they are settled.</summary>
    private sealed class RingIntake : IReceiveTransport, IReceipt
    {
        private const int Window = 1024;
        private const int SequenceDigits = 9;
        private readonly byte[][] _ring;
        private readonly int _sequenceAt;
        private readonly SemaphoreSlim _more = new(0);
        private long _next;
        private long _offered;
        private long _settled;
        private bool _ended;

        public RingIntake()
        {
            const string Text = """{"device":"MON-1","time":"2026-11-21T09:30:15.250Z","seq":100000000,"HR":62.8,"PR":63.1,"RR":14.6,"S":96.5}""";
            _sequenceAt = Text.IndexOf("100000000", StringComparison.Ordinal);
            _ring = [.. Enumerable.Range(0, Window * 2).Select(_ => Encoding.ASCII.GetBytes(Text))];
        }

        public TransportHealth Health { get; } = new(true);

        public bool ClearedForIdentifiable => true;

        public long Settled => Volatile.Read(ref _settled);

        public long Offered => Volatile.Read(ref _offered);

        public void Offer(int messages)
        {
            Interlocked.Add(ref _offered, messages);
            _more.Release();
        }

        public void End()
        {
            Volatile.Write(ref _ended, true);
            _more.Release();
        }

        public async ValueTask<int> ReceiveAsync(Memory<Received> messages, CancellationToken cancellationToken)
        {
            while (_next == Offered)
            {
                if (Volatile.Read(ref _ended))
                {
                    return 0;
                }

                await _more.WaitAsync(cancellationToken);
            }

            return Fill(messages.Span);
        }

        public void Settle(long ticket, Settlement settlement, string? reason) => Interlocked.Increment(ref _settled);

        public ValueTask DisposeAsync()
        {
            _more.Dispose();
            return ValueTask.CompletedTask;
        }

        private int Fill(Span<Received> messages)
        {
            int count = (int)Math.Min(messages.Length, Offered - _next);
            for (int i = 0; i < count; i++)
            {
                byte[] buffer = _ring[_next % _ring.Length];
                (100_000_000 + _next).TryFormat(buffer.AsSpan(_sequenceAt, SequenceDigits), out _, "D9", CultureInfo.InvariantCulture);
                messages[i] = new Received(new Envelope { Route = "monitor", Payload = buffer }, this, _next++);
            }

            return count;
        }
    }

    /// <summary>Accepts everything.</summary>
    private sealed class NullSend : ISendTransport
    {
        public TransportHealth Health { get; } = new(true);

        public bool ClearedForIdentifiable => true;

        public int MaxBatch => 1000;

        public ValueTask SendAsync(ReadOnlyMemory<Envelope> batch, Memory<Delivery> deliveries, CancellationToken cancellationToken)
        {
            deliveries.Span.Fill(Delivery.Accepted);
            return ValueTask.CompletedTask;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
