using NhsIoT.Sdk.Transport.Retrying;

namespace NhsIoT.Sdk.Transport;

/// <summary>Decides what becomes of an entry that was sent and not accepted.</summary>
/// <remarks>
/// A table and nothing else: it keeps no state, reads no clock and draws from the chance that it is given. Immutable and
/// thread-safe, as far as the given <see cref="Random"/> is. Allocates nothing.
/// </remarks>
public sealed class RetryPolicy
{
    /// <summary>Makes a policy.</summary>
    /// <param name="options">How often and how soon.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public RetryPolicy(RetryOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        Options = options;
    }

    /// <summary>Gets how often and how soon.</summary>
    public RetryOptions Options { get; }

    /// <summary>Decides.</summary>
    /// <param name="delivery">What is known of the entry; not that it was accepted.</param>
    /// <param name="entry">What was tried before, and the time of day.</param>
    /// <param name="random">Where jitter comes from.</param>
    /// <returns>What becomes of it.</returns>
    /// <exception cref="ArgumentException">The entry was accepted: there is nothing to decide.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The attempts are negative.</exception>
    public RetryDecision Decide(in Delivery delivery, in TriedEntry entry, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegative(entry.Attempts);
        return (delivery.State, delivery.Fault) switch
        {
            (DeliveryState.Accepted, _) => throw new ArgumentException("What was accepted is not tried again.", nameof(delivery)),
            (DeliveryState.Rejected, _) => RetryDecision.Quarantine(RetryReason.Rejected),
            (_, DeliveryFault.Settings) => RetryDecision.Stop(),
            (_, DeliveryFault.Destination) => RetryDecision.Pause(AskedBy(delivery), entry.Now),
            _ => OfUnanswered(delivery, entry, random),
        };
    }

    private RetryDecision OfUnanswered(in Delivery delivery, in TriedEntry entry, Random random)
    {
        if (Options.MaxAge is { } oldest && entry.Age >= oldest)
        {
            return RetryDecision.Quarantine(RetryReason.TooOld);
        }

        // Attempts counts those before this one.
        if (Options.MaxAttempts is { } most && entry.Attempts >= most - 1)
        {
            return RetryDecision.Quarantine(RetryReason.TooManyAttempts);
        }

        TimeSpan asked = AskedBy(delivery);
        TimeSpan own = Backoff.Draw(Options.FirstDelay, Options.LongestDelay, entry.Attempts, random);
        return asked > own
            ? RetryDecision.Retry(asked, entry.Now, RetryReason.AskedToWait)
            : RetryDecision.Retry(own, entry.Now, RetryReason.NoAnswer);
    }

    private TimeSpan AskedBy(in Delivery delivery)
    {
        TimeSpan asked = delivery.RetryAfter ?? TimeSpan.Zero;
        return asked <= TimeSpan.Zero ? TimeSpan.Zero : asked < Options.LongestAsked ? asked : Options.LongestAsked;
    }
}

/// <summary>An entry that was just sent: what a retry is decided from, beside the answer.</summary>
/// <param name="Attempts">How often it was sent before and got no answer of its own: 0 and up.</param>
/// <param name="Now">The time of day.</param>
public readonly record struct TriedEntry(int Attempts, DateTimeOffset Now)
{
    /// <summary>Gets how long ago it was accepted here.</summary>
    /// <value><see langword="null"/>, the default: not known; it is then never too old.</value>
    public TimeSpan? Age { get; init; }
}
