using BenchmarkDotNet.Attributes;

namespace NhsIoT.Sdk.Benchmarks;

/// <summary>
/// The whole way of a reading: JSON → decode → quality → association → Observation → in-memory outbox → a send that does
/// nothing. On one core: <c>taskset -c 0</c> before the command.
/// </summary>
/// <remarks>On one core the compiler's second pass shares it with what it compiles: it takes some millions of readings until all is steady.</remarks>
[WarmupCount(40)]
public class WholeWay
{
    private const int Messages = 25_000;
    private const int ReadingsOfAMessage = 4;
    private MonitorWard _ward = null!;

    [GlobalSetup]
    public async Task StartAsync()
    {
        _ward = new MonitorWard();
        await _ward.StartAsync();

        // The device and its metrics go out once, before the first reading.
        await _ward.PassAsync(1);
    }

    [Benchmark(OperationsPerInvoke = Messages * ReadingsOfAMessage)]
    public Task Reading() => _ward.PassAsync(Messages);

    [GlobalCleanup]
    public async Task StopAsync()
    {
        await _ward.FinishAsync();
        await _ward.DisposeAsync();
    }
}
