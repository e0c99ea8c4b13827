using System.Buffers;
using System.Text;
using BenchmarkDotNet.Attributes;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Benchmarks;

/// <summary>What the contracts of Telemetry and Devices cost a reading, one at a time.</summary>
public class ContractBenchmarks
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 30, 15, TimeSpan.Zero);
    private readonly DecodeOutput _decoded = new();
    private readonly HandlerOutput _handled = new();
    private readonly AssociationHistory _associations = new();
    private readonly DeviceRegistry _registry = new();
    private readonly byte[] _id = [.. "benchmark-1"u8];
    private readonly byte[] _payload = new byte[966];
    private MeasurementContext _context = null!;
    private Measurement _measurement;
    private IDecoder _decoder = null!;
    private byte[] _message = null!;

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
            Id = _id,
            Class = EntryClass.ClinicalReading,
            Identifiable = true,
            Route = "PUT Observation",
            ContentType = "application/fhir+json",
            Payload = _handled.TakePayload(),
        });
        return _handled.Entries.Length;
    }
}
