namespace NhsIoT.Sdk.Transport;

/// <summary>What becomes of an entry that was sent and not accepted.</summary>
/// <remarks>Immutable.</remarks>
public readonly record struct RetryDecision
{
    private RetryDecision(RetryDecisionKind kind, RetryReason reason, TimeSpan wait, DateTimeOffset at)
    {
        Kind = kind;
        Reason = reason;
        Wait = wait;
        At = at;
    }

    /// <summary>Gets what becomes of it.</summary>
    public RetryDecisionKind Kind { get; }

    /// <summary>Gets why.</summary>
    public RetryReason Reason { get; }

    /// <summary>Gets how long to wait.</summary>
    /// <value>
    /// Zero and up. With <see cref="RetryDecisionKind.PauseLane"/> it is what the other side asked for, at the least; the circuit of
    /// the destination knows how often it has paused, and adds its own.
    /// </value>
    public TimeSpan Wait { get; }

    /// <summary>Gets the time of day at which that is over.</summary>
    public DateTimeOffset At { get; }

    internal static RetryDecision Retry(TimeSpan wait, DateTimeOffset now, RetryReason reason) =>
        new(RetryDecisionKind.RetryAt, reason, wait, After(now, wait));

    internal static RetryDecision Quarantine(RetryReason reason) => new(RetryDecisionKind.Quarantine, reason, TimeSpan.Zero, default);

    internal static RetryDecision Pause(TimeSpan asked, DateTimeOffset now) =>
        new(RetryDecisionKind.PauseLane, RetryReason.Unavailable, asked, After(now, asked));

    internal static RetryDecision Stop() => new(RetryDecisionKind.Stop, RetryReason.Misconfigured, TimeSpan.Zero, default);

    private static DateTimeOffset After(DateTimeOffset now, TimeSpan wait) =>
        wait < DateTimeOffset.MaxValue - now ? now + wait : DateTimeOffset.MaxValue;
}

/// <summary>What becomes of an entry that was sent and not accepted.</summary>
public enum RetryDecisionKind : byte
{
    /// <summary>It is sent again, not before <see cref="RetryDecision.At"/>.</summary>
    RetryAt = 0,

    /// <summary>It is put aside with its bytes; later entries of its key go on.</summary>
    Quarantine,

    /// <summary>It stays as it is, no attempt is counted, and nothing is sent to its destination for a while.</summary>
    PauseLane,

    /// <summary>It stays as it is, and nothing is sent to its destination until somebody has mended its settings.</summary>
    Stop,
}

/// <summary>Why it was decided so.</summary>
public enum RetryReason : byte
{
    /// <summary>Nobody answered for the entry.</summary>
    NoAnswer = 0,

    /// <summary>The other side asked for a longer wait than ours would be.</summary>
    AskedToWait,

    /// <summary>The other side refused the entry for good.</summary>
    Rejected,

    /// <summary>It had as many attempts as <see cref="RetryOptions.MaxAttempts"/> allows.</summary>
    TooManyAttempts,

    /// <summary>It is older than <see cref="RetryOptions.MaxAge"/>.</summary>
    TooOld,

    /// <summary>The destination as a whole takes nothing now.</summary>
    Unavailable,

    /// <summary>The destination is not set as it has to be.</summary>
    Misconfigured,
}
