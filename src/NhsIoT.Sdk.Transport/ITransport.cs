namespace NhsIoT.Sdk.Transport;

/// <summary>A way for bytes to go or to come.</summary>
/// <remarks>Disposing drains: what was accepted for sending is settled, then connections are closed.</remarks>
public interface ITransport : IAsyncDisposable
{
    /// <summary>Gets how the way is.</summary>
    TransportHealth Health { get; }

    /// <summary>Gets a value indicating whether it may carry data that identify a person.</summary>
    bool ClearedForIdentifiable { get; }
}

/// <summary>A way for bytes to go.</summary>
/// <remarks>Called by one sender for each key at a time; implementations are thread-safe.</remarks>
public interface ISendTransport : ITransport
{
    /// <summary>Gets how many envelopes it takes at once.</summary>
    /// <value>1 and up.</value>
    int MaxBatch { get; }

    /// <summary>Sends envelopes and says of each what is known.</summary>
    /// <param name="batch">1 to <see cref="MaxBatch"/> envelopes; their bytes are borrowed until the returned task ends.</param>
    /// <param name="deliveries">As long as the batch: delivery i is of envelope i. What is not written stays unknown.</param>
    /// <param name="cancellationToken">Ends the sending; what was not answered until then stays unknown.</param>
    /// <returns>A task that ends when everything is known that will be.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <remarks>
    /// A failing network is an ordinary answer (<see cref="DeliveryState.Unknown"/>), not an exception. Where envelopes are sent
    /// one after the other, none is sent after one of the same key of which nothing is known: it would overtake it.
    /// </remarks>
    ValueTask SendAsync(ReadOnlyMemory<Envelope> batch, Memory<Delivery> deliveries, CancellationToken cancellationToken);
}

/// <summary>A way for bytes to come. It is pulled: not pulling is the back-pressure.</summary>
/// <remarks>One caller receives at a time; messages are settled from any thread.</remarks>
public interface IReceiveTransport : ITransport
{
    /// <summary>Waits for messages.</summary>
    /// <param name="messages">Where they go; at least one place.</param>
    /// <param name="cancellationToken">Ends the wait; no message is lost by it.</param>
    /// <returns>How many came: 1 and up; 0 when there will be no more.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    ValueTask<int> ReceiveAsync(Memory<Received> messages, CancellationToken cancellationToken);
}
