namespace NhsIoT.Sdk.Transport;

/// <summary>Where events are recorded that somebody may have to account for. Nothing in it is changed or taken out by the gateway.</summary>
/// <remarks>Thread-safe.</remarks>
public interface IAuditTrail : IAsyncDisposable
{
    /// <summary>Gets whether it survives the process.</summary>
    AuditDurability Durability { get; }

    /// <summary>Gets how much it holds.</summary>
    AuditCounts Counts { get; }

    /// <summary>Records an event.</summary>
    /// <param name="auditEvent">The event.</param>
    /// <param name="cancellationToken">Ends the wait; the event may then be recorded or not.</param>
    /// <returns>The number that it was recorded under: 1 and up, ascending; never given twice.</returns>
    /// <exception cref="ArgumentException">The event has a fault (<see cref="AuditEvent.FindFault"/>); the message does not repeat its content.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    ValueTask<long> AppendAsync(AuditEvent auditEvent, CancellationToken cancellationToken);

    /// <summary>Reads a page of events, oldest first.</summary>
    /// <param name="query">Which ones.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The page.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The query asks for less than one event.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    ValueTask<AuditPage> ReadAsync(AuditQuery query, CancellationToken cancellationToken);
}

/// <summary>Whether an audit trail survives the process.</summary>
public enum AuditDurability : byte
{
    /// <summary>It does not: everything in it is lost with the process.</summary>
    Volatile = 0,

    /// <summary>It does: what was recorded is on stable storage.</summary>
    Durable,
}

/// <summary>How much an audit trail holds.</summary>
/// <param name="Held">Events that can be read.</param>
/// <param name="FellOut">Events that were recorded and had to make room for later ones.</param>
public readonly record struct AuditCounts(long Held, long FellOut);

/// <summary>An event as it was recorded.</summary>
/// <param name="Number">Its number in this trail.</param>
/// <param name="Event">The event.</param>
public sealed record AuditRecord(long Number, AuditEvent Event);

/// <summary>Some events, oldest first.</summary>
/// <param name="Records">The events.</param>
/// <param name="Next">What <see cref="AuditQuery.After"/> is for the next page; <see langword="null"/>: there is no more for now.</param>
/// <param name="IsGap">Whether events that the query may have asked for have fallen out: between two pages, or before the first.</param>
public sealed record AuditPage(IReadOnlyList<AuditRecord> Records, long? Next, bool IsGap);

/// <summary>Which events are asked for. What is <see langword="null"/> does not matter. Immutable.</summary>
public sealed record AuditQuery
{
    /// <summary>Gets after which number.</summary>
    /// <value>The default is 0: from the first.</value>
    public long After { get; init; }

    /// <summary>Gets how many at the most.</summary>
    /// <value>1 and up. The default is 100.</value>
    public int Max { get; init; } = 100;

    /// <summary>Gets of which kind.</summary>
    public AuditKind? Kind { get; init; }

    /// <summary>Gets how they ended.</summary>
    public AuditOutcome? Outcome { get; init; }

    /// <summary>Gets from when on.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Gets before when.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>Gets by whom, by the whole name.</summary>
    public string? Actor { get; init; }

    /// <summary>Gets of which part.</summary>
    public string? Part { get; init; }

    /// <summary>Gets to what, by the whole key.</summary>
    public string? Subject { get; init; }

    /// <summary>Gets of which act.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Says whether an event is asked for, whatever its number.</summary>
    /// <param name="auditEvent">The event.</param>
    /// <returns>Whether it is.</returns>
    public bool Matches(AuditEvent auditEvent)
    {
        ArgumentNullException.ThrowIfNull(auditEvent);
        return (Kind is null || Kind == auditEvent.Kind)
            && (Outcome is null || Outcome == auditEvent.Outcome)
            && (From is null || auditEvent.At >= From)
            && (Before is null || auditEvent.At < Before)
            && Is(Actor, auditEvent.Actor.Name)
            && Is(Part, auditEvent.Part)
            && Is(Subject, auditEvent.Subject)
            && Is(CorrelationId, auditEvent.CorrelationId);
    }

    private static bool Is(string? asked, string? actual) => asked is null || string.Equals(asked, actual, StringComparison.Ordinal);
}
