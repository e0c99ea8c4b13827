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

    /// <summary>Gets the names of the destinations that it may deliver to.</summary>
    /// <value>
    /// Each is looked for when the gateway is configured. Empty for a handler that delivers nothing. Never changes. A delivery
    /// to another destination is refused, and its message put aside.
    /// </value>
    IReadOnlyList<string> Destinations { get; }

    /// <summary>Handles a batch.</summary>
    /// <remarks>
    /// A best-effort handler gets live alarms before the commit, then all words after it. A late, historical or test alarm comes
    /// after the commit only and says so by its purpose: whoever wakes people wakes them for live alarms alone.
    /// </remarks>
    /// <param name="batch">The words; borrowed until the returned task ends.</param>
    /// <param name="output">Where entries and further words go.</param>
    /// <param name="cancellationToken">Ends the handling; nothing of this batch is then committed.</param>
    /// <returns>A task that ends when the batch is handled.</returns>
    ValueTask HandleAsync(PlacedBatch batch, HandlerOutput output, CancellationToken cancellationToken);
}
