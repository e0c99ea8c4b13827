using System.Text;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk.Tests.Harness;

/// <summary>A destination of which a test writes the sending; it keeps what was accepted, in order.</summary>
internal sealed class FaultySend(Func<ReadOnlyMemory<Envelope>, Memory<Delivery>, CancellationToken, ValueTask> send) : ISendTransport
{
    private readonly Lock _gate = new();
    private readonly List<string> _accepted = [];

    public TransportHealth Health { get; } = new(true);

    public bool ClearedForIdentifiable => true;

    public int MaxBatch { get; init; } = 100;

    public int Calls { get; private set; }

    public IReadOnlyList<string> Accepted
    {
        get
        {
            lock (_gate)
            {
                return [.. _accepted];
            }
        }
    }

    public static string TextOf(in Envelope envelope) => Encoding.UTF8.GetString(envelope.Payload.Span);

    public async ValueTask SendAsync(ReadOnlyMemory<Envelope> batch, Memory<Delivery> deliveries, CancellationToken cancellationToken)
    {
        Calls++;
        try
        {
            await send(batch, deliveries, cancellationToken);
        }
        finally
        {
            lock (_gate)
            {
                for (int i = 0; i < batch.Length; i++)
                {
                    if (deliveries.Span[i].State == DeliveryState.Accepted)
                    {
                        _accepted.Add(TextOf(batch.Span[i]));
                    }
                }
            }
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
