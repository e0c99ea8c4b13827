using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>Asks devices by their schedules and hands out what they say as messages.</summary>
internal sealed class DriverTransport(string source, IReadOnlyList<PolledDevice> devices) : IOwnTransport
{
    private readonly CancellationTokenSource _ending = new();
    private readonly WordsQueue _queue = new();
    private GatewayServices? _services;

    public TransportHealth Health
    {
        get
        {
            int silent = devices.Count(d => d.IsOffline);
            return new TransportHealth(
                silent < devices.Count, devices.Max(d => d.LastAnswer), silent == 0 ? null : $"{silent} of {devices.Count} devices do not answer");
        }
    }

    public bool ClearedForIdentifiable => WordsQueue.ClearedForIdentifiable;

    public void Begin(GatewayServices services)
    {
        _services = services;
        _ = RunAsync(services);
    }

    // What drivers do when they are told is their own: it neither holds nor fails the stopping.
    public void Complete() => _ = _ending.CancelAsync();

    public ValueTask<int> ReceiveAsync(Memory<Received> messages, CancellationToken cancellationToken) => _queue.ReceiveAsync(messages, cancellationToken);

    public ValueTask DisposeAsync()
    {
        Complete();
        _queue.Complete();
        if (_services is not null && _queue.Left > 0)
        {
            Log.WordsLost(_services.Logger, source, _queue.Left);
        }

        return ValueTask.CompletedTask;
    }

    private async Task RunAsync(GatewayServices services)
    {
        PollServices polling = new(source, services, _queue);
        await Task.WhenAll(devices.Select(d => Task.Run(() => d.RunAsync(polling, _ending.Token)))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _queue.Complete();
    }
}
