using NhsIoT.Sdk.Devices;

namespace NhsIoT.Sdk;

/// <summary>Calls the handlers with the words of a message, and again with what they derive from them.</summary>
internal sealed class HandlerCalls(GatewayServices services) : IDisposable
{
    // What is derived may derive more; a handler that derives from its own words for ever must not hold the lane.
    private const int DeepestDerivation = 4;
    private readonly IHandler[] _durable = [.. services.Handlers.Where(h => h.Guarantee == HandlerGuarantee.Durable)];
    private readonly IHandler[] _bestEffort = [.. services.Handlers.Where(h => h.Guarantee == HandlerGuarantee.BestEffort)];
    private readonly Dictionary<Source, PlacedBatch> _batches = [];
    private HandlerOutput _unheard = new();
    private CancellationTokenSource _deadline = new(Timeout.InfiniteTimeSpan, services.Clock);

    /// <summary>How a call ended.</summary>
    public enum Ending
    {
        Done,
        Failed,
        Late,
    }

    public HandlerOutput Output { get; private set; } = new();

    /// <summary>Runs the durable handlers on the words since a mark; best-effort ones get the alarms first, not durable yet.</summary>
    public async ValueTask<Ending> RunAsync(Source source, LaneWords words, LaneWords.Mark since, CancellationToken abort)
    {
        PlacedBatch batch = BatchOf(source);
        if (words.AlarmCount > since.Alarms)
        {
            batch.IsDurable = false;
            words.Show(batch, since, alarmsOnly: true);
            await TellAsync(batch, abort).ConfigureAwait(false);
        }

        for (int depth = 0; ; depth++)
        {
            batch.IsDurable = true;
            words.Show(batch, since);
            foreach (IHandler handler in _durable)
            {
                Ending ending = await CallAsync(handler, batch, Output, abort).ConfigureAwait(false);
                if (ending != Ending.Done)
                {
                    return ending;
                }
            }

            if (Output.Derived.IsEmpty)
            {
                return Ending.Done;
            }

            if (depth == DeepestDerivation)
            {
                return Ending.Failed;
            }

            since = words.Here;
            await words.TakeAsync(Output.Derived, abort).ConfigureAwait(false);
            Output.Derived.Clear();
        }
    }

    /// <summary>Gives the best-effort handlers the whole batch, now that it is committed.</summary>
    public ValueTask AfterCommitAsync(Source source, LaneWords words, CancellationToken abort)
    {
        if (_bestEffort.Length == 0)
        {
            return ValueTask.CompletedTask;
        }

        PlacedBatch batch = BatchOf(source);
        batch.IsDurable = true;
        words.Show(batch, default);
        return TellAsync(batch, abort);
    }

    public void Dispose() => _deadline.Dispose();

    /// <summary>Leaves what a late handler may still hold to it.</summary>
    public void Replace()
    {
        Output = new HandlerOutput();
        _unheard = new HandlerOutput();
        _batches.Clear();
    }

    private async ValueTask TellAsync(PlacedBatch batch, CancellationToken abort)
    {
        foreach (IHandler handler in _bestEffort)
        {
            await CallAsync(handler, batch, _unheard, abort).ConfigureAwait(false);

            // Best effort makes nothing that has to be kept.
            _unheard.Clear();
        }
    }

    private async ValueTask<Ending> CallAsync(IHandler handler, PlacedBatch batch, HandlerOutput output, CancellationToken abort)
    {
        try
        {
            ValueTask call = handler.HandleAsync(batch, output, _deadline.Token);
            if (!call.IsCompletedSuccessfully)
            {
                await WithDeadlineAsync(call.AsTask(), abort).ConfigureAwait(false);
            }

            return Ending.Done;
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception fault) when (fault is TimeoutException or OperationCanceledException)
        {
            Log.HandlerFailed(services.Logger, handler.Name, batch.Source.Name, "deadline", 1);
            return Ending.Late;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            Log.HandlerFailed(services.Logger, handler.Name, batch.Source.Name, fault.GetType().Name, 1);
            return Ending.Failed;
        }
    }

    private async Task WithDeadlineAsync(Task call, CancellationToken abort)
    {
        TimeSpan deadline = services.Options.MessageDeadline;
        _deadline.CancelAfter(deadline);
        try
        {
            await call.WaitAsync(deadline, services.Clock, abort).ConfigureAwait(false);
        }
        finally
        {
            _deadline.CancelAfter(Timeout.InfiniteTimeSpan);
            if (!call.IsCompleted || _deadline.IsCancellationRequested)
            {
                await _deadline.CancelAsync().ConfigureAwait(false);
                _deadline = new CancellationTokenSource(Timeout.InfiniteTimeSpan, services.Clock);
            }
        }
    }

    private PlacedBatch BatchOf(Source source)
    {
        if (!_batches.TryGetValue(source, out PlacedBatch? batch))
        {
            batch = new PlacedBatch { Source = source.Terms, Devices = services.Devices };
            _batches.Add(source, batch);
        }

        return batch;
    }
}
