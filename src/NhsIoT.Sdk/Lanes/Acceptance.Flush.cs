namespace NhsIoT.Sdk;

/// <content>What thinning holds back, and when it goes.</content>
internal sealed partial class Acceptance
{
    /// <summary>Lets go what thinning holds back: of series that ended by <paramref name="now"/>, or at the end of all.</summary>
    public async ValueTask FlushAsync(DateTimeOffset? now, CancellationToken abort)
    {
        foreach (DurableHandler durable in _calls.Thinned)
        {
            foreach (Source source in durable.Sources.ToArray())
            {
                // What cannot go out now goes with the next tick; at the end there is none.
                int tries = now is null ? services.Options.HandlerAttempts : 1;
                bool isDone = false;
                for (_calls.Attempt = 1; _calls.Attempt <= tries && !isDone; _calls.Attempt++)
                {
                    isDone = await TryFlushAsync(durable, source, now, abort).ConfigureAwait(false);
                }

                if (!isDone && now is null)
                {
                    Log.HeldBackLost(services.Logger, durable.Handler.Name);
                    services.Metrics.Failed("thinned", source.Name);
                }
            }
        }
    }

    private async ValueTask<bool> TryFlushAsync(DurableHandler durable, Source source, DateTimeOffset? now, CancellationToken abort)
    {
        try
        {
            if (!await _calls.FlushAsync(durable, source, now, abort).ConfigureAwait(false))
            {
                return false;
            }

            await _store.AppendAsync(source, _calls.Output, abort).ConfigureAwait(false);
            _calls.CommitFlush(durable, source);
            TellCommitted();
            return true;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // Were a lane to end by it, its messages would hang unseen and for ever.
            if (!GatewayServices.IsAbort(fault, abort))
            {
                Log.LaneFailed(services.Logger, source.Name, fault.GetType().Name);
                services.Metrics.Failed("lane", source.Name);
            }

            return false;
        }
        finally
        {
            // After a commit there is nothing to undo.
            _calls.RollBack();
            _calls.Output.Clear();
            DropWords();
        }
    }
}
