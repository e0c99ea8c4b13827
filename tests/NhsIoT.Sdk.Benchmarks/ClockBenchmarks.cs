using BenchmarkDotNet.Attributes;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Benchmarks;

/// <summary>What it costs to learn from a message, and to map a reading of a message that was just seen.</summary>
public class ClockBenchmarks
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);
    private readonly DeviceClock _clock = new(new ClockOptions());
    private readonly DeviceClock _behind = new(new ClockOptions());
    private readonly ObservedTime _reading = ObservedTime.ByDevice(Start.AddSeconds(100));
    private readonly ObservedTime _reset = ObservedTime.ByDevice(Start.AddHours(-1).AddSeconds(100));
    private readonly DateTimeOffset _received = Start.AddSeconds(100).AddMilliseconds(200);
    private long _messages;

    [GlobalSetup]
    public void Fill()
    {
        for (int second = 1; second <= 100; second++)
        {
            DateTimeOffset received = Start.AddSeconds(second).AddMilliseconds(200);
            _clock.Observe(ObservedTime.ByDevice(Start.AddSeconds(second)), received);
            _behind.Observe(ObservedTime.ByDevice(Start.AddHours(-1).AddSeconds(second)), received);
        }
    }

    [Benchmark]
    public ObservedTime MapOfMessageJustSeen() => _clock.Map(_reading, _received);

    [Benchmark]
    public ObservedTime MapByOffset() => _behind.Map(_reset, _received);

    [Benchmark]
    public void ObserveNextMessage()
    {
        DateTimeOffset time = Start.AddSeconds(++_messages);
        _behind.Observe(ObservedTime.ByDevice(time.AddHours(-1)), time);
    }
}
