using NhsIoT.Sdk.Transport;

namespace WardGateway.Bundles;

/// <summary>Sends entries as transaction bundles; how a bundle goes out is for whoever derives from it.</summary>
internal abstract class BundleTransport(TimeProvider clock) : ISendTransport
{
    private const int LargestBatch = 100;
    private readonly BundleCutter _cutter = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private TransportHealth _health = new(Connected: true);

    public TransportHealth Health => _health;

    /// <summary>Gets a value indicating that patients may go out: here they are test numbers, which name nobody.</summary>
    public bool ClearedForIdentifiable => true;

    public int MaxBatch => LargestBatch;

    /// <summary>Gets how many bundles went out.</summary>
    public long Bundles { get; private set; }

    public async ValueTask SendAsync(ReadOnlyMemory<Envelope> batch, Memory<Delivery> deliveries, CancellationToken cancellationToken)
    {
        // Alarms and readings are sent by two senders; bundles go out one after the other.
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            int sent = 0;
            while (sent < batch.Length)
            {
                int count = _cutter.Cut(batch.Span[sent..]);
                if (count == 0)
                {
                    deliveries.Span[sent++] = Delivery.Rejected("not a FHIR resource with its request line");
                    continue;
                }

                await SendBundleAsync(_cutter.Bundle, deliveries.Slice(sent, count), cancellationToken).ConfigureAwait(false);
                sent += count;
                Bundles++;
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public virtual ValueTask DisposeAsync()
    {
        _turn.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Sends one bundle and says what is known of each of its entries.</summary>
    protected abstract Task SendBundleAsync(ReadOnlyMemory<byte> bundle, Memory<Delivery> deliveries, CancellationToken cancellationToken);

    /// <summary>Says how the way is: <paramref name="fault"/> is what is wrong, or null.</summary>
    protected void Report(string? fault) => _health = new(fault is null, clock.GetUtcNow(), fault);
}
