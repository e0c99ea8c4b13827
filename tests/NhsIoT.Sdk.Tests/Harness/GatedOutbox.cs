using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk.Tests.Harness;

/// <summary>The in-memory outbox behind a gate: an append waits until the test opens it, or fails as often as told.</summary>
internal sealed class GatedOutbox : IOutbox
{
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IOutbox? _inner;
    private int _failed;

    public int Failures { get; init; }

    public int Failed => Volatile.Read(ref _failed);

    public Task Reached => _reached.Task;

    public OutboxDurability Durability => Inner.Durability;

    public OutboxCounts Counts => Inner.Counts;

    private IOutbox Inner => _inner!;

    public IOutbox Around(TransportServices services)
    {
        _inner = new MemoryOutbox(new MemoryOutboxOptions(), services.Clock, services.Loggers);
        return this;
    }

    public void Open() => _open.TrySetResult();

    public async ValueTask AppendAsync(OutboxAppend append, Memory<AppendOutcome> outcomes, CancellationToken cancellationToken)
    {
        _reached.TrySetResult();
        await _open.Task.WaitAsync(cancellationToken);
        if (_failed < Failures)
        {
            Interlocked.Increment(ref _failed);
            throw new IOException("The disk is gone.");
        }

        await Inner.AppendAsync(append, outcomes, cancellationToken);
    }

    public ValueTask<OutboxLease> PeekAsync(OutboxPeek request, CancellationToken cancellationToken) => Inner.PeekAsync(request, cancellationToken);

    public ValueTask SettleAsync(OutboxLease lease, ReadOnlyMemory<EntryEnding> endings, CancellationToken cancellationToken) =>
        Inner.SettleAsync(lease, endings, cancellationToken);

    public ValueTask<IReadOnlyList<QuarantineRecord>> ReadQuarantineAsync(QuarantineQuery query, CancellationToken cancellationToken) =>
        Inner.ReadQuarantineAsync(query, cancellationToken);

    public ValueTask<bool> DiscardQuarantineAsync(long number, CancellationToken cancellationToken) =>
        Inner.DiscardQuarantineAsync(number, cancellationToken);

    public ValueTask<IReadOnlyList<LossRecord>> ReadLossesAsync(int max, CancellationToken cancellationToken) => Inner.ReadLossesAsync(max, cancellationToken);

    public ValueTask SettleLossesAsync(ReadOnlyMemory<long> numbers, CancellationToken cancellationToken) => Inner.SettleLossesAsync(numbers, cancellationToken);

    public ValueTask DisposeAsync() => Inner.DisposeAsync();
}
