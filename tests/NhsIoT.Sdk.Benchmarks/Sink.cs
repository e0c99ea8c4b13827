using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk.Benchmarks;

/// <summary>A destination that accepts everything and does nothing else; or waits before it does, to be slow.</summary>
internal sealed class Sink : ISendTransport
{
    private readonly Lock _gate = new();
    private long _accepted;
    private long _acceptedBytes;
    private long _waitedFor = long.MaxValue;
    private TaskCompletionSource _reached = new();

    public TransportHealth Health { get; } = new(true);

    public bool ClearedForIdentifiable => true;

    public int MaxBatch => 1000;

    public Func<ReadOnlyMemory<Envelope>, CancellationToken, ValueTask>? Before { get; set; }

    public long Accepted
    {
        get
        {
            lock (_gate)
            {
                return _accepted;
            }
        }
    }

    public async ValueTask SendAsync(ReadOnlyMemory<Envelope> batch, Memory<Delivery> deliveries, CancellationToken cancellationToken)
    {
        if (Before is not null)
        {
            await Before(batch, cancellationToken);
        }

        deliveries.Span.Fill(Delivery.Accepted);
        lock (_gate)
        {
            _accepted += batch.Length;
            foreach (Envelope envelope in batch.Span)
            {
                _acceptedBytes += envelope.Payload.Length;
            }

            if (_accepted >= _waitedFor)
            {
                _waitedFor = long.MaxValue;
                _reached.SetResult();
            }
        }
    }

    public Task WaitForAsync(long accepted)
    {
        lock (_gate)
        {
            if (_accepted >= accepted)
            {
                return Task.CompletedTask;
            }

            _waitedFor = accepted;
            _reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _reached.Task;
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
