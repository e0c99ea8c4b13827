using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>Calls a transport for one sender, within a deadline of ours, whatever the transport makes of it.</summary>
internal sealed class SendCall(Destination destination, GatewayServices services) : IDisposable
{
    // How long a transport has to say what it knows, once its time is up.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    // Each holds a batch of memory: a transport that never returns must not be given ever more of them.
    private const int MostAbandoned = 4;
    private readonly List<Task> _abandoned = [];
    private LentBatch _lent = new(destination.MaxBatch);
    private CancellationTokenSource? _ends;

    /// <summary>Sends entries; what is not answered for stays unknown.</summary>
    public async ValueTask SendAsync(ReadOnlyMemory<Envelope> entries, Memory<Delivery> deliveries, CancellationToken abort)
    {
        await HaveRoomAsync(abort).ConfigureAwait(false);
        Memory<Delivery> answers = _lent.Deliveries(entries.Length);
        bool returned = true;
        try
        {
            _ends ??= CancellationTokenSource.CreateLinkedTokenSource(abort);
            ValueTask sending = destination.Transport.SendAsync(_lent.Fill(entries.Span), answers, _ends.Token);
            if (sending.IsCompleted)
            {
                await sending.ConfigureAwait(false);
            }
            else
            {
                returned = await ReturnsAsync(sending.AsTask(), entries.Length).ConfigureAwait(false);
            }
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // What the transport had answered before it failed stands; the rest is unknown and is sent again.
            if (!GatewayServices.IsAbort(fault, abort))
            {
                Log.SendFailed(services.Logger, destination.Name, fault.GetType().Name, entries.Length);
                services.Metrics.Failed("destination", destination.Name);
            }
        }

        if (returned)
        {
            answers.CopyTo(deliveries);
        }
    }

    public void Dispose() => _ends?.Dispose();

    // Says whether the transport has returned; if not, its call is abandoned with all that was lent to it.
    private async ValueTask<bool> ReturnsAsync(Task sending, int count)
    {
        if (await EndsWithinAsync(sending, destination.SendDeadline).ConfigureAwait(false))
        {
            await sending.ConfigureAwait(false);
            return true;
        }

        CancellationTokenSource overdue = _ends!;
        _ends = null;
        await overdue.CancelAsync().ConfigureAwait(false);
        overdue.Dispose();
        if (await EndsWithinAsync(sending, Grace).ConfigureAwait(false))
        {
            await sending.ConfigureAwait(false);
            return true;
        }

        _abandoned.Add(sending.ContinueWith(static t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default));
        _lent = new LentBatch(destination.MaxBatch);
        Log.SendAbandoned(services.Logger, destination.Name, destination.SendDeadline, count);
        services.Metrics.Failed("destination", destination.Name);
        return false;
    }

    private async ValueTask<bool> EndsWithinAsync(Task sending, TimeSpan time)
    {
        await sending.WaitAsync(time, services.Clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return sending.IsCompleted;
    }

    private async ValueTask HaveRoomAsync(CancellationToken abort)
    {
        _abandoned.RemoveAll(static t => t.IsCompleted);
        if (_abandoned.Count >= MostAbandoned)
        {
            Log.TransportHangs(services.Logger, destination.Name, _abandoned.Count);
            await Task.WhenAny(_abandoned).WaitAsync(abort).ConfigureAwait(false);
            _abandoned.RemoveAll(static t => t.IsCompleted);
        }
    }
}
