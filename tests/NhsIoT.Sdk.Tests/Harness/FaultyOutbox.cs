using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk.Tests.Harness;

/// <summary>The in-memory outbox, of which each call first does what a test says: wait, or throw.</summary>
internal sealed class FaultyOutbox : IOutbox
{
    private IOutbox? _inner;

    public Action? OnAppend { get; init; }

    public Action? OnPeek { get; init; }

    public Action? OnSettle { get; init; }

    public bool IsDisposed { get; private set; }

    public OutboxDurability Durability => Inner.Durability;

    public OutboxCounts Counts => Inner.Counts;

    private IOutbox Inner => _inner!;

    /// <summary>Makes an action that throws so many times, each time something new, and then does nothing.</summary>
    public static Action Throwing(int times, Func<Exception> make)
    {
        int left = times;
        return () =>
        {
            if (Interlocked.Decrement(ref left) >= 0)
            {
                throw make();
            }
        };
    }

    public IOutbox Around(TransportServices services)
    {
        _inner = new MemoryOutbox(new MemoryOutboxOptions(), services.Clock, services.Loggers);
        return this;
    }

    public ValueTask AppendAsync(OutboxAppend append, Memory<AppendOutcome> outcomes, CancellationToken cancellationToken)
    {
        OnAppend?.Invoke();
        return Inner.AppendAsync(append, outcomes, cancellationToken);
    }

    public ValueTask<OutboxLease> PeekAsync(OutboxPeek request, CancellationToken cancellationToken)
    {
        OnPeek?.Invoke();
        return Inner.PeekAsync(request, cancellationToken);
    }

    public ValueTask SettleAsync(OutboxLease lease, ReadOnlyMemory<EntryEnding> endings, CancellationToken cancellationToken)
    {
        OnSettle?.Invoke();
        return Inner.SettleAsync(lease, endings, cancellationToken);
    }

    public ValueTask<IReadOnlyList<QuarantineRecord>> ReadQuarantineAsync(QuarantineQuery query, CancellationToken cancellationToken) =>
        Inner.ReadQuarantineAsync(query, cancellationToken);

    public ValueTask<bool> DiscardQuarantineAsync(long number, CancellationToken cancellationToken) =>
        Inner.DiscardQuarantineAsync(number, cancellationToken);

    public ValueTask<IReadOnlyList<LossRecord>> ReadLossesAsync(int max, CancellationToken cancellationToken) => Inner.ReadLossesAsync(max, cancellationToken);

    public ValueTask SettleLossesAsync(ReadOnlyMemory<long> numbers, CancellationToken cancellationToken) => Inner.SettleLossesAsync(numbers, cancellationToken);

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return Inner.DisposeAsync();
    }
}
