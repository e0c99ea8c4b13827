using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk.Benchmarks;

/// <summary>An entry on its way through the in-memory outbox: append with copy and fingerprint, lease, settle; 100 at a time.</summary>
public class OutboxRound
{
    private const int Batch = 100;
    private readonly OutboxEntry[] _entries = new OutboxEntry[Batch];
    private readonly AppendOutcome[] _outcomes = new AppendOutcome[Batch];
    private readonly EntryEnding[] _endings = [.. Enumerable.Repeat(EntryEnding.Remove, Batch)];
    private OutboxAppend _append = null!;
    private MemoryOutbox _outbox = null!;
    private long _number;

    /// <summary>Bytes of a payload: a flat JSON message, an Observation, a bundle of a dozen.</summary>
    [Params(100, 1_000, 10_000)]
    public int PayloadBytes { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        for (int i = 0; i < Batch; i++)
        {
            _entries[i] = new OutboxEntry("record", 0, new Envelope
            {
                Id = Encoding.ASCII.GetBytes("0123456789abcdefghijklmnopqrstuv-0000000000000-0000000000000"),
                Key = $"device-{i % 50}",
                Class = DeliveryClass.ClinicalReading,
                Route = "PUT Observation",
                ContentType = "application/fhir+json",
                Payload = Bytes(PayloadBytes, i),
            });
        }

        AcceptedMessage message = new() { Source = "ward", Route = "ward/1", Received = DateTimeOffset.UnixEpoch, Payload = Bytes(100, Batch) };
        _append = new OutboxAppend { Messages = new[] { message }, Entries = _entries };
        _outbox = new MemoryOutbox(new MemoryOutboxOptions(), TimeProvider.System, NullLoggerFactory.Instance);
    }

    [Benchmark(OperationsPerInvoke = Batch)]
    public async Task Entry()
    {
        foreach (ref readonly OutboxEntry entry in _entries.AsSpan())
        {
            // Each entry is new: that is the long way through the memory of ids.
            MemoryMarshal.TryGetArray(entry.Envelope.Id, out ArraySegment<byte> id);
            Utf8Formatter.TryFormat(++_number, id.AsSpan(47), out _, new System.Buffers.StandardFormat('D', 13));
        }

        await _outbox.AppendAsync(_append, _outcomes, CancellationToken.None);
        OutboxLease lease = await _outbox.PeekAsync(new OutboxPeek("record", DeliveryClass.ClinicalReading, Batch), CancellationToken.None);
        await _outbox.SettleAsync(lease, _endings, CancellationToken.None);
    }

    [GlobalCleanup]
    public async Task CleanupAsync() => await _outbox.DisposeAsync();

    private static byte[] Bytes(int length, int seed)
    {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++)
        {
            bytes[i] = (byte)((i * 31 % 251) ^ seed);
        }

        return bytes;
    }
}
