using System.Collections.Concurrent;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>Sends messages that were put aside through the gateway again, under their own time of receipt and so under the same ids.</summary>
/// <remarks>
/// A record is discarded after its message was accepted, or put aside anew: were the gateway to end between the two, it would be
/// there twice, and the ids of what came of it show that.
/// </remarks>
internal sealed class Replays(IReadOnlyList<Source> sources, LaneSet lanes, IOutbox outbox) : IReceipt, IDisposable
{
    /// <summary>How many may be under way at once: the lanes have room for them beyond the windows of the sources.</summary>
    public const int Most = 64;

    private readonly SemaphoreSlim _places = new(Most);
    private readonly ConcurrentDictionary<long, TaskCompletionSource<Settlement>> _underWay = [];
    private long _tickets;

    /// <summary>Sends the message of a record through its lane.</summary>
    /// <returns>Whether it went through, or was put aside anew; not where its source is gone, or the gateway gave it back.</returns>
    public async ValueTask<bool> ReplayAsync(QuarantineRecord record, CancellationToken cancellationToken)
    {
        if (record.IsEntry || sources.FirstOrDefault(s => string.Equals(s.Name, record.Origin, StringComparison.Ordinal)) is not { } source)
        {
            return false;
        }

        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            Settlement settlement = await SendAsync(source, record).ConfigureAwait(false);
            return settlement != Settlement.Abandoned && await outbox.DiscardQuarantineAsync(record.Number, CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();

    void IReceipt.Settle(long ticket, Settlement settlement, string? reason)
    {
        if (!_underWay.TryRemove(ticket, out TaskCompletionSource<Settlement>? settled))
        {
            throw new InvalidOperationException("The message was settled before.");
        }

        settled.SetResult(settlement);
    }

    private Task<Settlement> SendAsync(Source source, QuarantineRecord record)
    {
        long ticket = Interlocked.Increment(ref _tickets);
        TaskCompletionSource<Settlement> settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _underWay[ticket] = settled;
        Envelope envelope = new() { Key = record.Key, Route = record.Route, ContentType = record.ContentType, Payload = record.Payload };
        lanes.Add(new LaneItem(source, new Received(envelope, this, ticket), record.Received, record.Class) { IsReplay = true });
        return settled.Task;
    }
}
