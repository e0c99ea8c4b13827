using System.Buffers;
using BenchmarkDotNet.Attributes;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Fhir;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Benchmarks;

/// <summary>A reading to the bytes of its Observation, the id included; and a transaction Bundle of 1000 of them.</summary>
public class ObservationBenchmarks
{
    private const int BundleSize = 1000;
    private readonly FhirWriter _writer = new(new FhirOptions { ObservationIdentifierSystem = "urn:benchmark:observation", PerformerOrganisation = "RR8" });
    private readonly Placement _placement = Placement.Known("a1", new PatientReference(new Identifier("urn:benchmark:patient", "1"), "Patient/1"));
    private readonly Reused _output = new(1 << 16);
    private readonly Reused _bundle = new(1 << 22);
    private readonly List<(byte[] Id, byte[] Resource)> _observations = [];
    private Measurement _heartRate;
    private Measurement _bloodPressure;

    [GlobalSetup]
    public void Prepare()
    {
        _heartRate = Of(Metrics.HeartRate, Value.Of(62.8m, Units.PerMinute));
        _bloodPressure = Of(Metrics.CuffPressure, Value.Of(new CompoundValue(
            new CompoundPart(Metrics.CuffPressureSystolic, Value.Of(142m, Units.MillimetreOfMercury)),
            new CompoundPart(Metrics.CuffPressureDiastolic, Value.Of(94m, Units.MillimetreOfMercury)))));
        for (int i = 0; i < BundleSize; i++)
        {
            _output.Clear();
            WrittenObservation written = _writer.Write(_heartRate with { Sequence = i }, _placement, DeviceOnlyReadings.Final, _output);
            byte[] resource = _output.Written.ToArray();
            _observations.Add((written.IdIn(resource).ToArray(), resource));
        }
    }

    [Benchmark]
    public int HeartRate() => Write(_heartRate);

    [Benchmark]
    public int BloodPressure() => Write(_bloodPressure);

    [Benchmark(OperationsPerInvoke = BundleSize)]
    public int ObservationInBundle()
    {
        _bundle.Clear();
        BundleWriter writer = new(_bundle, new BundleOptions { MaxEntries = BundleSize });
        foreach ((byte[] id, byte[] resource) in _observations)
        {
            writer.TryAppend("PUT Observation", id, resource);
        }

        writer.Complete();
        return _bundle.Written.Length;
    }

    private int Write(in Measurement measurement)
    {
        _output.Clear();
        _writer.Write(measurement, _placement, DeviceOnlyReadings.Final, _output);
        return _output.Written.Length;
    }

    private static Measurement Of(Metric metric, in Value value)
    {
        DateTimeOffset observed = new(2026, 11, 21, 9, 30, 15, 250, TimeSpan.Zero);
        MeasurementContext context = new()
        {
            Device = MonitorWard.Device,
            Metric = metric,
            Provenance = new Provenance { Decoder = "benchmark", Mapping = "benchmark" },
            Purpose = ReadingPurpose.Live,
        };
        return new Measurement(context, value, Quality.Good, ObservedTime.ByDevice(observed)) { Received = observed, Sequence = 1 };
    }

    /// <summary>A buffer that is written again and again.</summary>
    private sealed class Reused(int size) : IBufferWriter<byte>
    {
        private readonly byte[] _bytes = new byte[size];
        private int _at;

        public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _at);

        public void Clear() => _at = 0;

        public void Advance(int count) => _at += count;

        public Memory<byte> GetMemory(int sizeHint = 0) => _bytes.AsMemory(_at);

        public Span<byte> GetSpan(int sizeHint = 0) => _bytes.AsSpan(_at);
    }
}
