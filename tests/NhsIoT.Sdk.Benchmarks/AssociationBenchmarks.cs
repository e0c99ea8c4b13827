using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Benchmarks;

/// <summary>What it costs to ask whose a reading is, in a trust of 100 000 devices that changed hands 100 times each.</summary>
/// <remarks>Devices and times are asked for in an order that no cache foresees.</remarks>
public class AssociationBenchmarks
{
    private const int Devices = 100_000;
    private const int Changes = 100;
    private const int Questions = 1 << 16;
    private static readonly DateTimeOffset First = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly AssociationHistory _history = new();
    private readonly DeviceId[] _asked = new DeviceId[Questions];
    private readonly IDeviceAssociations[] _handles = new IDeviceAssociations[Questions];
    private readonly ObservedTime[] _times = new ObservedTime[Questions];
    private readonly ObservedTime _now = ObservedTime.ByDevice(First.AddHours(Changes + 1));
    private int _next;

    [GlobalSetup]
    public async Task PrepareAsync()
    {
        DeviceId[] devices = [.. Enumerable.Range(0, Devices).Select(i => new DeviceId("RR813", new Identifier("urn:example:serial", $"D-{i}")))];
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long started = Stopwatch.GetTimestamp();
        await LoadAsync(devices);
        TimeSpan took = Stopwatch.GetElapsedTime(started);
        Console.WriteLine($"// {Devices} devices of {Changes} changes took {took.TotalSeconds:F1} s and {(GC.GetTotalMemory(forceFullCollection: true) - before) >> 20} MiB.");
        Random random = new(20261121);
        for (int i = 0; i < Questions; i++)
        {
            _asked[i] = devices[random.Next(Devices)];
            _handles[i] = _history.Of(_asked[i]);
            _times[i] = ObservedTime.ByDevice(First.AddMinutes(random.Next(Changes * 60)));
        }
    }

    [Benchmark]
    public Placement NewestByHandle() => _handles[Next()].At(_now, First);

    [Benchmark]
    public Placement AnyTimeByHandle()
    {
        int question = Next();
        return _handles[question].At(_times[question], First);
    }

    [Benchmark]
    public Placement AnyTimeOfAnyDevice()
    {
        int question = Next();
        return _history.At(_asked[question], _times[question], First);
    }

    private int Next() => _next = (_next + 1) & (Questions - 1);

    // Hour by hour, as the days of a ward bring them.
    private async Task LoadAsync(DeviceId[] devices)
    {
        PatientReference[] patients = [.. Enumerable.Range(0, 1000).Select(i => new PatientReference(new Identifier("urn:example:patient", $"P-{i}")))];
        PlaceReference[] beds = [.. Enumerable.Range(0, 1000).Select(i => new PlaceReference(new Identifier("urn:example:bed", $"B-{i}")))];
        for (int change = 0; change < Changes; change++)
        {
            for (int device = 0; device < devices.Length; device++)
            {
                await _history.RecordAsync(
                    new AssociationEvent
                    {
                        Device = devices[device],
                        AssociationId = $"a-{device}-{change}",
                        Action = AssociationAction.Start,
                        Effective = First.AddHours(change),
                        Received = First.AddHours(change),
                        Patient = patients[(device + change) % patients.Length],
                        Place = beds[device % beds.Length],
                    },
                    CancellationToken.None);
            }
        }
    }
}
