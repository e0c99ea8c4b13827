using System.Buffers;
using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk.Benchmarks;

/// <summary>What each contract costs a reading, one at a time.</summary>
public class ContractBenchmarks
{
    private const int Batch = 256;
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 30, 15, TimeSpan.Zero);
    private readonly DecodeOutput _decoded = new();
    private readonly HandlerOutput _handled = new();
    private readonly AssociationHistory _associations = new();
    private readonly DeviceRegistry _registry = new();
    private readonly MemoryTransport _transport = new(new MemoryTransportOptions { MaxBatch = Batch, Capacity = Batch });
    private readonly MemoryOutbox _outbox = new(new MemoryOutboxOptions(), TimeProvider.System, NullLoggerFactory.Instance);
    private readonly OutboxEntry[] _entries = new OutboxEntry[Batch];
    private readonly AppendOutcome[] _outcomes = new AppendOutcome[Batch];
    private readonly EntryEnding[] _endings = [.. Enumerable.Repeat(EntryEnding.Remove, Batch)];
    private readonly Envelope[] _envelopes = new Envelope[Batch];
    private readonly AcceptedMessage[] _messages = new AcceptedMessage[1];
    private readonly Delivery[] _deliveries = new Delivery[Batch];
    private readonly Received[] _received = new Received[Batch];
    private readonly byte[][] _ids = [.. Enumerable.Range(0, Batch).Select(_ => new byte[16])];
    private readonly byte[] _payload = new byte[966];
    private readonly OutboxAppend _append = new();
    private MeasurementContext _context = null!;
    private Measurement _measurement;
    private IDecoder _decoder = null!;
    private byte[] _message = null!;
    private long _next;

    [GlobalSetup]
    public async Task PrepareAsync()
    {
        DeviceProfile profile = DeviceProfileReader.Read(Encoding.UTF8.GetBytes(MonitorWard.Profile), "monitor.json", MetricCatalogue.Standard);
        KnownDevice device = _registry.Register(new DeviceDescriptor { Id = MonitorWard.Device, ProfileId = "monitor" }, profile);
        _context = device.ContextFor(0, ReadingPurpose.Live);
        _measurement = MakeMeasurement();
        DecoderConfiguration decoders = new();
        decoders.FlatJson(new FlatJsonOptions { DeviceSystem = MonitorWard.Serials });
        _decoder = decoders.Decoders[0];
        _message = """{"device":"MON-1","time":"2026-11-21T09:30:15.250Z","seq":100000001,"HR":62.8,"PR":63.1,"RR":14.6,"S":96.5}"""u8.ToArray();
        await _associations.RecordAsync(
            new AssociationEvent { Device = MonitorWard.Device, AssociationId = "a1", Action = AssociationAction.Start, Effective = DateTimeOffset.UnixEpoch, Received = Now },
            CancellationToken.None);
    }

    [Benchmark]
    public Measurement MakeMeasurement() =>
        new(_context, Value.Of(62.8m, Units.PerMinute), Quality.Good, ObservedTime.ByDevice(Now)) { Received = Now, Sequence = 1 };

    [Benchmark]
    public Quality JudgeMeasurement() => LimitRules.Judge(_measurement);

    [Benchmark]
    public Placement PlaceMeasurement() => _associations.At(MonitorWard.Device, _measurement.Observed, Now);

    [Benchmark]
    public int DecodeMessageOfFour()
    {
        _decoded.Clear();
        DeviceMessage message = new()
        {
            Payload = new ReadOnlySequence<byte>(_message),
            Route = "monitor",
            Received = Now,
            Purpose = ReadingPurpose.Live,
            Devices = _registry,
        };
        _decoder.Decode(message, _decoded);
        return _decoded.Measurements.Length;
    }

    [Benchmark]
    public int DeliverEntry()
    {
        _handled.Clear();
        _handled.Payload.Write(_payload);
        _handled.Deliver("sink", new Entry
        {
            Device = MonitorWard.Device,
            Id = _ids[0],
            Class = EntryClass.ClinicalReading,
            Identifiable = true,
            Route = "PUT Observation",
            ContentType = "application/fhir+json",
            Payload = _handled.TakePayload(),
        });
        return _handled.Entries.Length;
    }

    [Benchmark(OperationsPerInvoke = Batch)]
    public async Task SendReceiveAcceptAsync()
    {
        Envelope[] batch = Envelopes();
        await _transport.SendAsync(batch, _deliveries, CancellationToken.None);
        for (int got = 0; got < Batch;)
        {
            int count = await _transport.ReceiveAsync(_received, CancellationToken.None);
            for (int i = 0; i < count; i++)
            {
                _received[i].Accept();
            }

            got += count;
        }
    }

    [Benchmark(OperationsPerInvoke = Batch)]
    public async Task AppendPeekSettleAsync()
    {
        Envelope[] batch = Envelopes();
        for (int i = 0; i < Batch; i++)
        {
            _entries[i] = new OutboxEntry("sink", 0, batch[i]);
        }

        _messages[0] = new AcceptedMessage { Source = "monitor", Route = "monitor", Received = Now, Payload = _message };
        _append.Messages = _messages;
        _append.Entries = _entries;
        await _outbox.AppendAsync(_append, _outcomes, CancellationToken.None);
        OutboxLease lease = await _outbox.PeekAsync(new OutboxPeek("sink", DeliveryClass.ClinicalReading, Batch), CancellationToken.None);
        await _outbox.SettleAsync(lease, _endings.AsMemory(0, lease.Entries.Length), CancellationToken.None);
    }

    private Envelope[] Envelopes()
    {
        for (int i = 0; i < Batch; i++)
        {
            (1_000_000_000_000_000 + _next++).TryFormat(_ids[i], out _, provider: CultureInfo.InvariantCulture);
            _envelopes[i] = new Envelope
            {
                Id = _ids[i],
                Key = "monitor",
                Class = DeliveryClass.ClinicalReading,
                Route = "PUT Observation",
                Payload = _payload,
            };
        }

        return _envelopes;
    }
}
