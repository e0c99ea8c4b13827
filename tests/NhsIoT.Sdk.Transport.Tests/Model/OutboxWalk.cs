using System.Text;

namespace NhsIoT.Sdk.Transport.Tests.Model;

/// <summary>A walk through outbox and model side by side, steered by a list of numbers.</summary>
internal sealed class OutboxWalk(int[] steps) : IAsyncDisposable
{
    /// <summary>The destination whose entries may be lost.</summary>
    public const string Loose = "screen";

    private static readonly string[] Destinations = [OutboxBench.Destination, Loose];

    private readonly OutboxBench _bench = new(new MemoryOutboxOptions
    {
        Alarms = new(OutboxModel.AlarmRoom),
        ClinicalReadings = new(OutboxModel.ReadingRoom),
    });

    private readonly OutboxModel _model = new();
    private readonly List<(OutboxLease Lease, IReadOnlyList<Placed> Expected)> _leases = [];
    private readonly Dictionary<(Place Place, LossReason Reason), long> _told = [];
    private int _next;

    public async Task GoAsync()
    {
        while (_next < steps.Length)
        {
            await StepAsync();
            OutboxCounts counts = _bench.Outbox.Counts;
            Assert.Equal((_model.Waiting, _model.Alarms, _model.Quarantined.Count), (counts.Waiting, counts.WaitingAlarms, counts.Quarantined));
        }

        await EmptyAsync();
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    private int Draw(int below) => _next < steps.Length ? steps[_next++] % below : 0;

    private Task StepAsync()
    {
        switch (Draw(12))
        {
            case 0 or 1 or 2 or 3:
                return AppendAsync();
            case 4 or 5:
                return PeekAsync(Destinations[Draw(2)], (DeliveryClass)Draw(2), 1 + Draw(6));
            case 6 or 7:
                return _leases.Count > 0 ? SettleAsync(Draw(_leases.Count)) : Task.CompletedTask;
            case 8:
                return Draw(3) == 0 ? TellAsync(1 + Draw(4)) : Task.CompletedTask;
            case 9:
                return _model.Quarantined.Count > 0 ? DiscardAsync(Draw(_model.Quarantined.Count)) : Task.CompletedTask;
            case 10:
                // Somebody puts the clock of the gateway right, or wrong.
                _bench.Clock.SetUtcNow(_bench.Clock.GetUtcNow().AddDays(Draw(801) - 400));
                return Task.CompletedTask;
            default:
                Pass(TimeSpan.FromSeconds(Draw(20)));
                return Task.CompletedTask;
        }
    }

    private void Pass(TimeSpan time)
    {
        _bench.Clock.Advance(time);
        _model.Pass(time);
    }

    private ModelEntry Entry()
    {
        Place place = new(Destinations[Draw(2)], (DeliveryClass)Draw(2), $"k{Draw(4)}");
        return new ModelEntry(place, $"id-{Draw(40)}", Draw(3), $"content {Draw(2)}") { Life = Draw(3) == 0 ? TimeSpan.FromSeconds(Draw(30)) : null };
    }

    private async Task AppendAsync()
    {
        ModelEntry[] entries = [.. Enumerable.Range(0, 1 + Draw(5)).Select(_ => Entry())];
        OutboxAppend append = new()
        {
            Messages = new[] { OutboxBench.Message("one"), OutboxBench.Message("two") },
            Entries = entries.Select(OutboxEntryOf).ToArray(),
        };
        using CancellationTokenSource cancellation = new();
        Task<AppendOutcome[]> appended = _bench.AppendAsync(append, cancellation.Token);
        Assert.Equal(_model.HasRoom(entries), appended.IsCompleted);
        if (appended.IsCompleted)
        {
            Assert.Equal(_model.Append(entries), await appended);
            return;
        }

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => appended);
    }

    private OutboxEntry OutboxEntryOf(ModelEntry entry)
    {
        OutboxEntry made = OutboxBench.Entry(entry.Place.Key, entry.Id, entry.Content, entry.Place.Class);
        DateTimeOffset? expires = entry.Life is TimeSpan life ? _bench.Clock.GetUtcNow() + life : null;
        return new OutboxEntry(entry.Place.Destination, Draw(2), made.Envelope with { Revision = entry.Revision, Expires = expires }) { MayBeLost = entry.MayBeLost };
    }

    private async Task PeekAsync(string destination, DeliveryClass deliveryClass, int max)
    {
        IReadOnlyList<Placed> expected = _model.Ready(destination, deliveryClass, max);
        using CancellationTokenSource cancellation = new();
        Task<OutboxLease> peek = _bench.Outbox.PeekAsync(new OutboxPeek(destination, deliveryClass, max), cancellation.Token).AsTask();
        if (expected.Count == 0)
        {
            Assert.False(peek.IsCompleted);
            await cancellation.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => peek);
            return;
        }

        OutboxLease lease = await peek;
        AssertHolds(lease, expected);
        Assert.Equal(expected.Select(e => e.Attempts), lease.Attempts.ToArray());
        _model.Lease(expected);
        _leases.Add((lease, expected));
    }

    private async Task SettleAsync(int index)
    {
        (OutboxLease lease, IReadOnlyList<Placed> expected) = _leases[index];
        _leases.RemoveAt(index);

        // Its bytes stood still, whatever happened since.
        AssertHolds(lease, expected);
        (EntryEnding Ending, TimeSpan? For)[] endings = [.. expected.Select(_ => Ending())];
        await _bench.SettleAsync(lease, [.. endings.Select(e => e.Ending)]);
        _model.Settle(expected, endings);
    }

    private (EntryEnding Ending, TimeSpan? For) Ending()
    {
        TimeSpan wait = TimeSpan.FromSeconds(Draw(15));
        return Draw(5) switch
        {
            0 => (default, null),
            1 => (EntryEnding.Leave(_bench.Clock.GetUtcNow() + wait), wait),
            2 => (EntryEnding.Quarantine("no"), null),
            _ => (EntryEnding.Remove, null),
        };
    }

    private async Task TellAsync(int max)
    {
        IReadOnlyList<LossRecord> losses = await _bench.LossesAsync(max);
        foreach (LossRecord loss in losses)
        {
            (Place Place, LossReason Reason) group = (new Place(loss.Destination, loss.Class, loss.Key!), loss.Reason);
            _told[group] = _told.GetValueOrDefault(group) + loss.Count;
        }

        await _bench.SettleLossesAsync([.. losses.Select(l => l.Number)]);
    }

    private async Task DiscardAsync(int index)
    {
        IReadOnlyList<QuarantineRecord> records = await _bench.QuarantineAsync();
        Assert.Equal(_model.Quarantined.Select(e => e.Content), records.Select(r => Encoding.UTF8.GetString(r.Payload.Span)));
        Assert.True(await _bench.Outbox.DiscardQuarantineAsync(records[index].Number, CancellationToken.None));
        _model.Quarantined.RemoveAt(index);
    }

    // Nothing lost untold, nothing twice: what is left comes out, in the order of the model, and then there is nothing.
    private async Task EmptyAsync()
    {
        while (_leases.Count > 0)
        {
            await SettleAsync(0);
        }

        Pass(TimeSpan.FromMinutes(1));
        foreach ((string destination, DeliveryClass deliveryClass) in Destinations.SelectMany(d => new[] { (d, DeliveryClass.Alarm), (d, DeliveryClass.ClinicalReading) }))
        {
            while (_model.Ready(destination, deliveryClass, 1).Count > 0)
            {
                await PeekAsync(destination, deliveryClass, 7);
                (OutboxLease lease, IReadOnlyList<Placed> expected) = _leases[0];
                _leases.RemoveAt(0);
                await _bench.RemoveAsync(lease);
                _model.Settle(expected, [.. expected.Select(_ => (EntryEnding.Remove, (TimeSpan?)null))]);
            }
        }

        while (_model.Quarantined.Count > 0)
        {
            await DiscardAsync(0);
        }

        await TellAsync(int.MaxValue);
        Assert.Equal(Ordered(_model.Lost), Ordered(_told));
        Assert.Equal(default, _bench.Outbox.Counts);
    }

    private static IEnumerable<string> Ordered(Dictionary<(Place Place, LossReason Reason), long> losses)
        => losses.Select(l => $"{l.Key.Place} {l.Key.Reason} {l.Value}").Order(StringComparer.Ordinal);

    private static void AssertHolds(OutboxLease lease, IReadOnlyList<Placed> expected) => Assert.Equal(
        expected.Select(e => e.Entry with { Life = null }),
        lease.Entries.ToArray().Select(e => new ModelEntry(
            new Place(lease.Destination, e.Class, e.Key!), Encoding.ASCII.GetString(e.Id.Span), e.Revision, Encoding.UTF8.GetString(e.Payload.Span))));
}
