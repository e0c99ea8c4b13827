using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>Sends messages that were put aside through the gateway again, under their own time of receipt and so under the same ids.</summary>
/// <remarks>
/// A record is discarded after its message was accepted, or put aside anew: were the gateway to end between the two, it would be
/// there twice, and the ids of what came of it show that. Never twice at once: what is held anew would then be held twice.
/// </remarks>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "A semaphore without a wait handle holds nothing, and a message may still be under way.")]
internal sealed class Replays(IReadOnlyList<Source> sources, LaneSet lanes, IOutbox outbox) : IReceipt
{
    /// <summary>How many may be under way at once: the lanes have room for them beyond the windows of the sources.</summary>
    public const int Most = 64;

    private readonly SemaphoreSlim _places = new(Most);
    private readonly ConcurrentDictionary<long, byte> _numbers = [];
    private readonly ConcurrentDictionary<long, TaskCompletionSource<Settlement>> _underWay = [];
    private long _tickets;
    private volatile bool _isOpen;

    /// <summary>Begins: the lanes run, or are about to.</summary>
    public void Begin() => _isOpen = true;

    /// <summary>Ends: what is still under way is given up, and its record stays.</summary>
    public void End()
    {
        _isOpen = false;
        foreach (long ticket in _underWay.Keys)
        {
            TrySettle(ticket, Settlement.Abandoned);
        }
    }

    /// <summary>Sends the message of a record through its lane.</summary>
    /// <param name="number">The number of the record.</param>
    /// <param name="cancellationToken">Ends the wait alone: the message goes through or not.</param>
    /// <returns>
    /// Whether it went through, or was put aside anew; not where there is no such message or somebody else is at it, its source is gone,
    /// or the gateway gave it back or does not run.
    /// </returns>
    public async ValueTask<bool> ReplayAsync(long number, CancellationToken cancellationToken) => _isOpen && _numbers.TryAdd(number, 0)
        && await RunAsync(number).WaitAsync(cancellationToken).ConfigureAwait(false);

    void IReceipt.Settle(long ticket, Settlement settlement, string? reason)
    {
        if (!TrySettle(ticket, settlement) && _isOpen)
        {
            throw new InvalidOperationException("The message was settled before.");
        }
    }

    private async Task<bool> RunAsync(long number)
    {
        await _places.WaitAsync().ConfigureAwait(false);
        try
        {
            // Read only now: whoever was at it before may have done it.
            IReadOnlyList<QuarantineRecord> found =
                await outbox.ReadQuarantineAsync(new QuarantineQuery(1) { After = number - 1 }, CancellationToken.None).ConfigureAwait(false);
            if (found is not [{ IsEntry: false } record] || record.Number != number || SourceOf(record) is not { } source)
            {
                return false;
            }

            Settlement settlement = await SendAsync(source, record).ConfigureAwait(false);
            return settlement != Settlement.Abandoned && await outbox.DiscardQuarantineAsync(number, CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            _numbers.TryRemove(number, out _);
            _places.Release();
        }
    }

    private Source? SourceOf(QuarantineRecord record) => sources.FirstOrDefault(s => string.Equals(s.Name, record.Origin, StringComparison.Ordinal));

    private Task<Settlement> SendAsync(Source source, QuarantineRecord record)
    {
        long ticket = Interlocked.Increment(ref _tickets);
        TaskCompletionSource<Settlement> settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _underWay[ticket] = settled;
        if (_isOpen)
        {
            Envelope envelope = new() { Key = record.Key, Route = record.Route, ContentType = record.ContentType, Payload = record.Payload };
            lanes.Add(new LaneItem(source, new Received(envelope, this, ticket), record.Received, record.Class) { IsReplay = true });
        }
        else
        {
            TrySettle(ticket, Settlement.Abandoned);
        }

        return settled.Task;
    }

    private bool TrySettle(long ticket, Settlement settlement) =>
        _underWay.TryRemove(ticket, out TaskCompletionSource<Settlement>? settled) && settled.TrySetResult(settlement);
}
