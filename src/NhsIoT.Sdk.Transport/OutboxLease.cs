namespace NhsIoT.Sdk.Transport;

/// <summary>Whose entries are asked for, and how many.</summary>
/// <param name="Destination">The name of the destination.</param>
/// <param name="Class">The class.</param>
/// <param name="Max">How many at the most; 1 and up.</param>
public readonly record struct OutboxPeek(string Destination, DeliveryClass Class, int Max)
{
    /// <summary>Gets how many entries to wait for, so that bundles become full.</summary>
    /// <value>
    /// 1 to <see cref="Max"/>. The default is 1: no waiting. It is waived while an append waits for room that nothing but
    /// this peek could make.
    /// </value>
    public int Minimum { get; init; } = 1;

    /// <summary>Gets how long to wait for the minimum, counted from when one is ready, or from the call where one is already.</summary>
    /// <value>
    /// Zero and up, or <see cref="Timeout.InfiniteTimeSpan"/>: as long as it takes. The default is zero. With an infinite
    /// linger, a minimum equal to the maximum, one producer and one lease at a time, what is leased together depends on
    /// nothing but the order of the appends.
    /// </value>
    public TimeSpan Linger { get; init; }
}

/// <summary>Entries that are leased to a sender until it settles them.</summary>
/// <param name="Destination">The name of the destination.</param>
/// <param name="Entries">The entries, in the order in which they were appended.</param>
/// <param name="Ticket">What the outbox knows the lease by; never given twice, so that a late second settling is seen.</param>
/// <remarks>
/// The bytes and the entries belong to the outbox and stay valid until the lease is settled; nothing ends a lease by a
/// time-out. Copies of this value settle the same lease. The default value is no lease.
/// </remarks>
public readonly record struct OutboxLease(string Destination, ReadOnlyMemory<Envelope> Entries, long Ticket)
{
    /// <summary>Gets how often each entry was left until a time before: number i is of entry i. Valid as long as the entries.</summary>
    /// <value>
    /// 0 and up. What was given back untried, by the default <see cref="EntryEnding"/>, is not counted. Does not outlive the process.
    /// </value>
    public ReadOnlyMemory<int> Attempts { get; init; }
}

/// <summary>What becomes of a leased entry.</summary>
/// <remarks>The default value gives it back untried: it stays, to be leased again at once, and no attempt is counted.</remarks>
public readonly record struct EntryEnding
{
    private EntryEnding(EntryEndingKind kind, DateTimeOffset until, string? reason)
    {
        Kind = kind;
        Until = until;
        Reason = reason;
    }

    /// <summary>Gets the ending of an entry that was delivered.</summary>
    public static EntryEnding Remove { get; } = new(EntryEndingKind.Remove, default, null);

    /// <summary>Gets what becomes of it.</summary>
    public EntryEndingKind Kind { get; }

    /// <summary>Gets until when it is left.</summary>
    public DateTimeOffset Until { get; }

    /// <summary>Gets why it is quarantined, without content.</summary>
    public string? Reason { get; }

    /// <summary>Leaves it after an attempt that is counted; later entries of its key wait behind it. Once expired it goes instead.</summary>
    /// <param name="until">Until when. A key waits for the latest time that one of its entries was left until.</param>
    /// <returns>The ending.</returns>
    public static EntryEnding Leave(DateTimeOffset until) => new(EntryEndingKind.Leave, until, null);

    /// <summary>Puts it aside with its bytes; later entries of its key go on.</summary>
    /// <param name="reason">Why, without content.</param>
    /// <returns>The ending.</returns>
    public static EntryEnding Quarantine(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return new EntryEnding(EntryEndingKind.Quarantine, default, reason);
    }
}

/// <summary>What becomes of a leased entry.</summary>
public enum EntryEndingKind : byte
{
    /// <summary>It stays for a later try.</summary>
    Leave = 0,

    /// <summary>It was delivered and goes.</summary>
    Remove,

    /// <summary>It is put aside with its bytes.</summary>
    Quarantine,
}
