using System.Threading.Channels;

namespace NhsIoT.Sdk;

/// <summary>One worker for the messages of its partition, in their order.</summary>
internal sealed class Lane : IDisposable
{
    private readonly Channel<LaneItem> _queue;
    private readonly Acceptance _acceptance;
    private readonly GatewayServices _services;
    private readonly int _batchSize;
    private TaskCompletionSource? _tick;
    private TaskCompletionSource? _ticked;

    public Lane(string name, int capacity, GatewayServices services)
    {
        Name = name;
        _services = services;
        _batchSize = services.Options.MessagesPerCommit;
        _acceptance = new Acceptance(services);

        // A bounded channel keeps its memory; an unbounded one allocates while it runs. One place more is for a tick.
        _queue = Channel.CreateBounded<LaneItem>(new BoundedChannelOptions(capacity + 1) { SingleReader = true });
    }

    public string Name { get; }

    public void Add(in LaneItem item)
    {
        // There is room for all that the receive windows let in; only a lane that has ended takes nothing more.
        if (!_queue.Writer.TryWrite(item))
        {
            item.Message.Abandon();
            if (!item.IsReplay)
            {
                item.Source.UnderWay.Leave(item.Class);
                item.Source.Window.GiveBack(1);
                _services.Metrics.Abandoned(item.Source.Name, 1);
                _services.Tally.Abandoned(1);
            }
        }
    }

    /// <summary>Has the lane let go what it holds back for series that have ended.</summary>
    /// <returns>A task that ends when it did, after all that it was given before; or when the lane has ended.</returns>
    public Task TickAsync()
    {
        // One at a time: while a lane stands still, ticks must not take the places of messages.
        TaskCompletionSource tick = new(TaskCreationOptions.RunContinuationsAsynchronously);
        if (Interlocked.CompareExchange(ref _tick, tick, null) is { } waiting)
        {
            return waiting.Task;
        }

        if (!_queue.Writer.TryWrite(default))
        {
            Interlocked.Exchange(ref _tick, null)?.TrySetResult();
        }

        return tick.Task;
    }

    public void Complete() => _queue.Writer.TryComplete();

    public void Dispose() => _acceptance.Dispose();

    /// <summary>Runs until the lane is complete and empty. After <paramref name="abort"/> it gives everything back.</summary>
    public async Task RunAsync(CancellationToken abort)
    {
        // Without a token: waiting for the next message then allocates nothing. Completion ends it.
        while (await _queue.Reader.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false))
        {
            bool isTicked = Collect();
            if (_acceptance.Count > 0)
            {
                await _acceptance.RunAsync(abort).ConfigureAwait(false);
            }

            if (isTicked)
            {
                await _acceptance.FlushAsync(_services.Clock.GetUtcNow(), abort).ConfigureAwait(false);
                _ticked?.TrySetResult();
            }
        }

        await _acceptance.FlushAsync(null, abort).ConfigureAwait(false);
    }

    // A batch is of one source, because its terms hold for the whole batch. What has no source is a tick.
    private bool Collect()
    {
        bool isTicked = false;
        while (!isTicked && _acceptance.Count < _batchSize && _queue.Reader.TryPeek(out LaneItem next)
            && (_acceptance.Count == 0 || next.Source is null || ReferenceEquals(next.Source, _acceptance.Source)))
        {
            _queue.Reader.TryRead(out next);
            if (next.Source is not null)
            {
                _acceptance.Add(next);
            }
            else
            {
                isTicked = true;
                _ticked = Interlocked.Exchange(ref _tick, null);
            }
        }

        return isTicked;
    }
}
