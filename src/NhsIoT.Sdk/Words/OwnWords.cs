using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>What the gateway itself has to say of devices: messages like others, of the source <see cref="Name"/>.</summary>
internal sealed class OwnWords : IOwnTransport
{
    /// <summary>The name of the source; no other has it.</summary>
    public const string Name = "gateway";

    /// <summary>How many messages wait at the most; who says more waits too.</summary>
    public const int Capacity = 256;

    private readonly WordsQueue _queue = new();
    private readonly SemaphoreSlim _room = new(Capacity);

    public TransportHealth Health { get; } = new(Connected: true);

    public bool ClearedForIdentifiable => WordsQueue.ClearedForIdentifiable;

    /// <summary>Says how a device is, and waits until that is safe. Two of one device keep their order if the second waits for the first.</summary>
    /// <param name="status">The status, of a registered device.</param>
    /// <param name="cancellationToken">Ends the wait; the status may be said all the same.</param>
    /// <returns>Whether it is in the outbox or in quarantine; if not, the gateway stopped before.</returns>
    /// <remarks>Never awaited within a lane: the lane would wait for itself.</remarks>
    public async ValueTask<bool> SayAsync(DeviceStatus status, CancellationToken cancellationToken)
    {
        DecodeOutput words = new();
        words.Add(status);
        await _room.WaitAsync(cancellationToken).ConfigureAwait(false);
        Task<bool> settled = GiveRoomBackAsync(_queue.Put(words, status.Device.Key));
        return await settled.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Begin(GatewayServices services)
    {
        // It speaks when it is made to.
    }

    public void Complete() => _queue.Complete();

    public ValueTask<int> ReceiveAsync(Memory<Received> messages, CancellationToken cancellationToken) => _queue.ReceiveAsync(messages, cancellationToken);

    public ValueTask DisposeAsync()
    {
        Complete();
        return ValueTask.CompletedTask;
    }

    private async Task<bool> GiveRoomBackAsync(Task<bool> settled)
    {
        bool isSafe = await settled.ConfigureAwait(false);
        _room.Release();
        return isSafe;
    }
}
