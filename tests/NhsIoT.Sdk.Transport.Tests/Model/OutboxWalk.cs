using System.Text;

namespace NhsIoT.Sdk.Transport.Tests.Model;

/// <summary>A walk through outbox and model side by side, steered by a list of numbers.</summary>
internal sealed class OutboxWalk(int[] steps) : IAsyncDisposable
{
    private readonly OutboxBench _bench = new();
    private readonly OutboxModel _model = new();
    private readonly List<(OutboxLease Lease, IReadOnlyList<ModelEntry> Expected)> _leases = [];
    private int _next;

    public async Task GoAsync()
    {
        while (_next < steps.Length)
        {
            await StepAsync();
            Assert.Equal(_model.Waiting, _bench.Outbox.Counts.Waiting);
            Assert.Equal(_model.Quarantined.Count, _bench.Outbox.Counts.Quarantined);
        }

        await EmptyAsync();
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    private int Draw(int below) => _next < steps.Length ? steps[_next++] % below : 0;

    private Task StepAsync()
    {
        switch (Draw(8))
        {
            case 0 or 1 or 2:
                return AppendAsync();
            case 3 or 4:
                return PeekAsync(1 + Draw(6));
            case 5 or 6:
                return _leases.Count > 0 ? SettleAsync(Draw(_leases.Count)) : Task.CompletedTask;
            default:
                _bench.Clock.Advance(TimeSpan.FromSeconds(Draw(20)));
                return Task.CompletedTask;
        }
    }

    private async Task AppendAsync()
    {
        ModelEntry[] entries = [.. Enumerable.Range(0, 1 + Draw(5)).Select(_ => new ModelEntry($"k{Draw(4)}", $"id-{Draw(40)}", Draw(3), $"content {Draw(2)}"))];
        AppendOutcome[] outcomes = await _bench.AppendAsync([.. entries.Select(e => OutboxBench.Revised(OutboxBench.Entry(e.Key, e.Id, e.Content), e.Revision))]);
        Assert.Equal(entries.Select(_model.Append), outcomes);
    }

    private async Task PeekAsync(int max)
    {
        IReadOnlyList<ModelEntry> expected = _model.Ready(max, _bench.Clock.GetUtcNow());
        using CancellationTokenSource cancellation = new();
        Task<OutboxLease> peek = _bench.Outbox.PeekAsync(new OutboxPeek(OutboxBench.Destination, DeliveryClass.ClinicalReading, max), cancellation.Token).AsTask();
        if (expected.Count == 0)
        {
            Assert.False(peek.IsCompleted);
            await cancellation.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => peek);
            return;
        }

        OutboxLease lease = await peek;
        Assert.Equal(expected, Entries(lease));
        _model.Lease(expected);
        _leases.Add((lease, expected));
    }

    private async Task SettleAsync(int index)
    {
        (OutboxLease lease, IReadOnlyList<ModelEntry> expected) = _leases[index];
        _leases.RemoveAt(index);

        // Its bytes stood still, whatever happened since.
        Assert.Equal(expected, Entries(lease));
        EntryEnding[] endings = [.. expected.Select(_ => Ending())];
        await _bench.SettleAsync(lease, endings);
        _model.Settle(expected, endings);
    }

    private EntryEnding Ending() => Draw(5) switch
    {
        0 => default,
        1 => EntryEnding.Leave(_bench.Clock.GetUtcNow().AddSeconds(Draw(15))),
        2 => EntryEnding.Quarantine("no"),
        _ => EntryEnding.Remove,
    };

    // Nothing lost, nothing twice: what is left comes out, in the order of the model, and then there is nothing.
    private async Task EmptyAsync()
    {
        while (_leases.Count > 0)
        {
            await SettleAsync(0);
        }

        _bench.Clock.Advance(TimeSpan.FromMinutes(1));
        while (_model.Waiting > 0)
        {
            await PeekAsync(7);
            (OutboxLease lease, IReadOnlyList<ModelEntry> expected) = _leases[0];
            _leases.RemoveAt(0);
            await _bench.RemoveAsync(lease);
            _model.Settle(expected, [.. expected.Select(_ => EntryEnding.Remove)]);
        }

        Assert.Equal(0, _bench.Outbox.Counts.Waiting);
        IReadOnlyList<QuarantineRecord> records = await _bench.QuarantineAsync();
        Assert.Equal(_model.Quarantined.Select(e => e.Content).Order(), records.Select(r => Encoding.UTF8.GetString(r.Payload.Span)).Order());
        foreach (QuarantineRecord record in records)
        {
            await _bench.Outbox.DiscardQuarantineAsync(record.Number, CancellationToken.None);
        }

        Assert.Equal(default, _bench.Outbox.Counts);
    }

    private static IEnumerable<ModelEntry> Entries(OutboxLease lease) => lease.Entries.ToArray()
        .Select(e => new ModelEntry(e.Key!, Encoding.ASCII.GetString(e.Id.Span), e.Revision, Encoding.UTF8.GetString(e.Payload.Span)));
}
