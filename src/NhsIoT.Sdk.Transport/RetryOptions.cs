namespace NhsIoT.Sdk.Transport;

/// <summary>How often and how soon an entry is sent again. Immutable.</summary>
/// <remarks>
/// The ceiling of the wait doubles with every attempt of an entry, from <see cref="FirstDelay"/> to <see cref="LongestDelay"/>; the
/// wait itself is drawn evenly from below it (full jitter), so that a thousand entries do not come back at one moment.
/// </remarks>
public sealed record RetryOptions
{
    private static readonly TimeSpan LongestOfAll = TimeSpan.FromDays(30);

    /// <summary>Gets the ceiling of the wait after the first attempt.</summary>
    /// <value>1 ms to <see cref="LongestDelay"/>. The default is 1 s.</value>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets the highest ceiling of the wait.</summary>
    /// <value><see cref="FirstDelay"/> to 1 day. The default is 5 min.</value>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets the longest wait that the other side may ask for; what it asks beyond that is cut to it.</summary>
    /// <value>Zero, which heeds no request, to 30 days. The default is 1 h.</value>
    public TimeSpan LongestAsked { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Gets after how many attempts of its own an entry is quarantined.</summary>
    /// <value>
    /// 1 to 1 000 000; <see langword="null"/>, the default: never. Without it an entry that a destination never answers for is sent
    /// again for as long as it lives, and its key waits behind it.
    /// </value>
    public int? MaxAttempts { get; init; }

    /// <summary>Gets at what age an entry that was not accepted is quarantined.</summary>
    /// <value>
    /// 1 s to 3 650 days; <see langword="null"/>, the default: at none. For who knows the age: an outbox does not tell it, so a gateway has
    /// no setting for this.
    /// </value>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names option, value and range.</exception>
    public void Validate()
    {
        Check(FirstDelay >= TimeSpan.FromMilliseconds(1) && FirstDelay <= LongestDelay, nameof(FirstDelay), FirstDelay, "FirstDelay is 1 ms to LongestDelay.");
        Check(LongestDelay <= TimeSpan.FromDays(1), nameof(LongestDelay), LongestDelay, "LongestDelay is FirstDelay to 1 day.");
        Check(LongestAsked >= TimeSpan.Zero && LongestAsked <= LongestOfAll, nameof(LongestAsked), LongestAsked, "LongestAsked is zero to 30 days.");
        Check(MaxAttempts is null or (>= 1 and <= 1_000_000), nameof(MaxAttempts), MaxAttempts, "MaxAttempts is 1 to 1000000, or null.");
        Check(MaxAge is not { } age || (age >= TimeSpan.FromSeconds(1) && age <= TimeSpan.FromDays(3650)), nameof(MaxAge), MaxAge, "MaxAge is 1 s to 3650 days, or null.");
    }

    private static void Check(bool valid, string name, object? value, string range)
    {
        if (!valid)
        {
            throw new ArgumentOutOfRangeException(name, value, range);
        }
    }
}
