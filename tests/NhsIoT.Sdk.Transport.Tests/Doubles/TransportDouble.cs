using NhsIoT.Sdk.Testing;

namespace NhsIoT.Sdk.Transport.Tests.Doubles;

/// <summary>A transport that keeps the contract, for others to break one rule of it.</summary>
internal class TransportDouble(TransportContractTerms terms, MemoryAnswer answer = MemoryAnswer.Settled, int capacityFactor = 1)
    : ISendTransport, IReceiveTransport, IReceipt
{
    private readonly List<Received> _handedOut = [];

    public TransportHealth Health => Inner.Health;

    public bool ClearedForIdentifiable => Inner.ClearedForIdentifiable;

    public int MaxBatch => Inner.MaxBatch;

    protected MemoryTransport Inner { get; } = new(new MemoryTransportOptions { Capacity = terms.Capacity * capacityFactor, Answer = answer }, terms.Clock);

    public virtual ValueTask SendAsync(ReadOnlyMemory<Envelope> batch, Memory<Delivery> deliveries, CancellationToken cancellationToken)
        => Inner.SendAsync(batch, deliveries, cancellationToken);

    public virtual async ValueTask<int> ReceiveAsync(Memory<Received> messages, CancellationToken cancellationToken)
    {
        Received[] received = new Received[messages.Length];
        int count = await Inner.ReceiveAsync(received, cancellationToken);
        for (int i = 0; i < count; i++)
        {
            _handedOut.Add(received[i]);
            messages.Span[i] = new Received(Change(received[i].Envelope), this, _handedOut.Count - 1);
        }

        return count;
    }

    public void Settle(long ticket, Settlement settlement, string? reason) => Settle(_handedOut[(int)ticket], settlement, reason);

    public ValueTask DisposeAsync() => EndAsync();

    protected virtual ValueTask EndAsync() => Inner.DisposeAsync();

    protected virtual Envelope Change(Envelope envelope) => envelope;

    protected virtual void Settle(Received message, Settlement settlement, string? reason)
    {
        switch (settlement)
        {
            case Settlement.Accepted:
                message.Accept();
                break;
            case Settlement.Rejected:
                message.Reject(reason!);
                break;
            default:
                message.Abandon();
                break;
        }
    }
}

/// <summary>Changes each batch on its way in.</summary>
internal sealed class BatchChangingTransport(TransportContractTerms terms, Func<Envelope[], Envelope[]> change) : TransportDouble(terms)
{
    public override ValueTask SendAsync(ReadOnlyMemory<Envelope> batch, Memory<Delivery> deliveries, CancellationToken cancellationToken)
    {
        Envelope[] changed = change(batch.ToArray());
        deliveries.Span.Fill(Delivery.Accepted);
        return Inner.SendAsync(changed, new Delivery[changed.Length], cancellationToken);
    }
}

/// <summary>Lends each message the same buffer.</summary>
internal sealed class BufferSharingTransport(TransportContractTerms terms) : TransportDouble(terms)
{
    private readonly byte[] _shared = new byte[200_000];

    protected override Envelope Change(Envelope envelope)
    {
        envelope.Payload.CopyTo(_shared);
        return envelope with { Payload = _shared.AsMemory(0, envelope.Payload.Length) };
    }
}

/// <summary>Goes on receiving when it was told to stop, for nobody.</summary>
internal sealed class DeafTransport(TransportContractTerms terms) : TransportDouble(terms)
{
    public override async ValueTask<int> ReceiveAsync(Memory<Received> messages, CancellationToken cancellationToken)
        => await base.ReceiveAsync(messages, CancellationToken.None).AsTask().WaitAsync(cancellationToken);
}

/// <summary>Ends at once when it is disposed.</summary>
internal sealed class AbruptTransport(TransportContractTerms terms) : TransportDouble(terms)
{
    private bool _disposed;

    public override ValueTask<int> ReceiveAsync(Memory<Received> messages, CancellationToken cancellationToken)
        => _disposed ? new ValueTask<int>(0) : base.ReceiveAsync(messages, cancellationToken);

    protected override ValueTask EndAsync()
    {
        _disposed = true;
        return ValueTask.CompletedTask;
    }
}

/// <summary>Says nothing when a message is settled again.</summary>
internal sealed class LenientTransport(TransportContractTerms terms) : TransportDouble(terms)
{
    protected override void Settle(Received message, Settlement settlement, string? reason)
    {
        try
        {
            base.Settle(message, settlement, reason);
        }
        catch (InvalidOperationException)
        {
            // Nobody will know.
        }
    }
}

/// <summary>Settles another way than it was told.</summary>
internal sealed class SettlementChangingTransport(TransportContractTerms terms, Settlement told, Settlement done) : TransportDouble(terms, MemoryAnswer.Stored)
{
    protected override void Settle(Received message, Settlement settlement, string? reason)
        => base.Settle(message, settlement == told ? done : settlement, reason ?? "changed");
}

/// <summary>Wants messages settled in the order in which they came.</summary>
internal sealed class OrderlyTransport(TransportContractTerms terms) : TransportDouble(terms)
{
    private readonly Queue<string> _order = new();

    protected override Envelope Change(Envelope envelope)
    {
        _order.Enqueue(System.Text.Encoding.UTF8.GetString(envelope.Payload.Span));
        return envelope;
    }

    protected override void Settle(Received message, Settlement settlement, string? reason)
    {
        if (_order.Dequeue() != System.Text.Encoding.UTF8.GetString(message.Envelope.Payload.Span))
        {
            throw new InvalidOperationException("Not in this order.");
        }

        base.Settle(message, settlement, reason);
    }
}

/// <summary>Sends what is given back again, behind everything else.</summary>
internal sealed class RequeueingTransport(TransportContractTerms terms) : TransportDouble(terms)
{
    protected override void Settle(Received message, Settlement settlement, string? reason)
    {
        if (settlement == Settlement.Abandoned)
        {
            Envelope again = message.Envelope with { Payload = message.Envelope.Payload.ToArray() };
            _ = Inner.SendAsync(new[] { again }, new Delivery[1], CancellationToken.None).AsTask();
            settlement = Settlement.Accepted;
        }

        base.Settle(message, settlement, reason);
    }
}

/// <summary>Answers before it knows.</summary>
internal sealed class HopefulTransport(TransportContractTerms terms) : TransportDouble(terms)
{
    public override async ValueTask SendAsync(ReadOnlyMemory<Envelope> batch, Memory<Delivery> deliveries, CancellationToken cancellationToken)
    {
        deliveries.Span.Fill(Delivery.Accepted);
        await Inner.SendAsync(batch, new Delivery[batch.Length], cancellationToken);
    }
}
