using BenchmarkDotNet.Attributes;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk.Benchmarks;

/// <summary>A message on its way through the in-memory transport: send with copy, receive, accept; 100 at a time.</summary>
public class TransportRound
{
    private const int Batch = 100;
    private readonly Envelope[] _batch = new Envelope[Batch];
    private readonly Delivery[] _deliveries = new Delivery[Batch];
    private readonly Received[] _received = new Received[Batch];
    private MemoryTransport _transport = null!;

    /// <summary>When the sender is answered.</summary>
    [Params(MemoryAnswer.Stored, MemoryAnswer.Settled)]
    public MemoryAnswer Answer { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        Array.Fill(_batch, new Envelope { Key = "device", Route = "ward", Payload = new byte[1_000] });
        _transport = new MemoryTransport(new MemoryTransportOptions { Answer = Answer });
    }

    [Benchmark(OperationsPerInvoke = Batch)]
    public async Task Message()
    {
        ValueTask send = _transport.SendAsync(_batch, _deliveries, CancellationToken.None);
        int count = await _transport.ReceiveAsync(_received, CancellationToken.None);
        for (int i = 0; i < count; i++)
        {
            _received[i].Accept();
        }

        await send;
    }

    [GlobalCleanup]
    public async Task CleanupAsync() => await _transport.DisposeAsync();
}
