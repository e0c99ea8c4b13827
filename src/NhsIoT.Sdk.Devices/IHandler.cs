namespace NhsIoT.Sdk.Devices;

/// <summary>Makes something from the four words: records to deliver, further words, notifications.</summary>
/// <remarks>
/// Idempotent: it may be called again with words that it had before, after a failed commit or a redelivery. Called for one
/// batch of a lane at a time, but by several lanes at once: thread-safe.
/// </remarks>
public interface IHandler
{
    /// <summary>Gets its name, unique within a gateway.</summary>
    string Name { get; }

    /// <summary>Gets what it promises.</summary>
    HandlerGuarantee Guarantee { get; }

    /// <summary>Handles a batch.</summary>
    /// <param name="batch">The words; borrowed until the returned task ends.</param>
    /// <param name="output">Where entries and further words go.</param>
    /// <param name="cancellationToken">Ends the handling; nothing of this batch is then committed.</param>
    /// <returns>A task that ends when the batch is handled.</returns>
    ValueTask HandleAsync(PlacedBatch batch, HandlerOutput output, CancellationToken cancellationToken);
}
