namespace NhsIoT.Sdk.Transport;

/// <summary>Where everything waits between being accepted here and being accepted there.</summary>
/// <remarks>
/// Nothing that was appended is lost unseen: an entry ends removed, left for later, quarantined with its reason, or counted
/// in a <see cref="LossRecord"/>. Each destination has entries and room of its own: one that is slow or refuses takes none of
/// another's. Ids and content hashes outlive removal, so that the same content again is seen to be the same. Each call is
/// one transaction. Thread-safe. Contract cases: <c>OutboxContract</c> in NhsIoT.Sdk.Testing.
/// </remarks>
public interface IOutbox : IAsyncDisposable
{
    /// <summary>Gets whether it survives the process.</summary>
    OutboxDurability Durability { get; }

    /// <summary>Gets what it holds now.</summary>
    OutboxCounts Counts { get; }

    /// <summary>
    /// Stores received messages with the entries made from them, and quarantine records, all or nothing. Waits while there
    /// is no room: that is the back-pressure.
    /// </summary>
    /// <remarks>
    /// Room is counted for each destination and class apart. What waits for none: an entry that is the same or superseded, or that
    /// may be lost (<see cref="OutboxEntry.MayBeLost"/>). An append that carries an alarm has room that no append without one
    /// can take, for its alarms and for all that comes with them. An append larger than the room goes in alone.
    /// </remarks>
    /// <param name="append">What to store. All bytes are borrowed until the returned task ends; the outbox copies them.</param>
    /// <param name="outcomes">As long as the entries: outcome i is of entry i.</param>
    /// <param name="cancellationToken">Ends the wait; nothing is then stored.</param>
    /// <returns>A task that ends when all of it is as durable as <see cref="Durability"/> says.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled; nothing was stored.</exception>
    ValueTask AppendAsync(OutboxAppend append, Memory<AppendOutcome> outcomes, CancellationToken cancellationToken);

    /// <summary>Leases entries of one destination and class, in order; a leased key is leased to nobody else.</summary>
    /// <param name="request">Whose entries and how many.</param>
    /// <param name="cancellationToken">Ends the wait; nothing is then leased.</param>
    /// <returns>A lease of at least one entry.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    ValueTask<OutboxLease> PeekAsync(OutboxPeek request, CancellationToken cancellationToken);

    /// <summary>Ends a lease: says of each entry what becomes of it.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="endings">As long as the lease: ending i is of entry i.</param>
    /// <param name="cancellationToken">Ends the wait; the lease then stands.</param>
    /// <returns>A task that ends when the endings are as durable as <see cref="Durability"/> says.</returns>
    /// <exception cref="InvalidOperationException">The lease was settled before.</exception>
    ValueTask SettleAsync(OutboxLease lease, ReadOnlyMemory<EntryEnding> endings, CancellationToken cancellationToken);

    /// <summary>Reads what was quarantined or is held, oldest first.</summary>
    /// <param name="query">Which records, and how many at the most.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The records, with copies of their bytes; fewer than asked for: there are no more.</returns>
    ValueTask<IReadOnlyList<QuarantineRecord>> ReadQuarantineAsync(QuarantineQuery query, CancellationToken cancellationToken);

    /// <summary>Discards a quarantine record and its bytes, after somebody has dealt with it.</summary>
    /// <param name="number">The <see cref="QuarantineRecord.Number"/>.</param>
    /// <param name="cancellationToken">Ends the wait; the record then stands.</param>
    /// <returns>Whether there was such a record.</returns>
    ValueTask<bool> DiscardQuarantineAsync(long number, CancellationToken cancellationToken);

    /// <summary>Reads what was lost and nobody was told of yet, oldest first.</summary>
    /// <param name="max">How many records at the most.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>
    /// The records. What is lost after this goes into other records: these stand as they were read, and are read again, until
    /// they are settled.
    /// </returns>
    ValueTask<IReadOnlyList<LossRecord>> ReadLossesAsync(int max, CancellationToken cancellationToken);

    /// <summary>Forgets loss records, after those were told who have to know.</summary>
    /// <param name="numbers">The <see cref="LossRecord.Number"/> of each. A number that is not known any more is passed over.</param>
    /// <param name="cancellationToken">Ends the wait; the records then stand.</param>
    /// <returns>A task that ends when it is as durable as <see cref="Durability"/> says.</returns>
    ValueTask SettleLossesAsync(ReadOnlyMemory<long> numbers, CancellationToken cancellationToken);
}

/// <summary>Whether an outbox survives the process.</summary>
public enum OutboxDurability : byte
{
    /// <summary>It does not: everything in it is lost with the process.</summary>
    Volatile = 0,

    /// <summary>It does: what was appended is on stable storage.</summary>
    Durable,
}

/// <summary>What an outbox holds.</summary>
/// <param name="Waiting">Entries that wait or are leased.</param>
/// <param name="WaitingAlarms">Those of them that are of the alarm class.</param>
/// <param name="Quarantined">Quarantine records, those that are held not among them.</param>
/// <param name="Messages">Received messages whose bytes are kept: for entries that wait, in quarantine, or held.</param>
/// <param name="Held">Messages that wait for somebody to say who their device or patient is.</param>
/// <param name="Losses">Loss records that were not settled.</param>
public readonly record struct OutboxCounts(long Waiting, long WaitingAlarms, long Quarantined, long Messages, long Held = 0, long Losses = 0);
