namespace NhsIoT.Sdk.Transport;

/// <summary>What is known of one envelope after it was sent.</summary>
/// <remarks>The default value is <see cref="DeliveryState.Unknown"/>: what nobody answered for may or may not have arrived. Immutable.</remarks>
public readonly record struct Delivery
{
    private Delivery(DeliveryState state, string? reason, TimeSpan? retryAfter)
    {
        State = state;
        Reason = reason;
        RetryAfter = retryAfter;
    }

    /// <summary>Gets the answer that the other side has taken it.</summary>
    public static Delivery Accepted { get; } = new(DeliveryState.Accepted, null, null);

    /// <summary>Gets what is known.</summary>
    public DeliveryState State { get; }

    /// <summary>Gets why, without content: a status, a reason code.</summary>
    /// <value><see langword="null"/> where it was accepted.</value>
    public string? Reason { get; }

    /// <summary>Gets how long the other side asks to wait before the next try.</summary>
    /// <value><see langword="null"/>: it said nothing.</value>
    public TimeSpan? RetryAfter { get; }

    /// <summary>States that the other side refused it for good: the same bytes will be refused again.</summary>
    /// <param name="reason">Why, without content.</param>
    /// <returns>The delivery.</returns>
    public static Delivery Rejected(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return new Delivery(DeliveryState.Rejected, reason, null);
    }

    /// <summary>States that it may or may not have arrived: it is to be sent again, with the same id.</summary>
    /// <param name="reason">Why, without content.</param>
    /// <param name="retryAfter">How long the other side asks to wait; <see langword="null"/> where it said nothing.</param>
    /// <returns>The delivery.</returns>
    public static Delivery Unknown(string reason, TimeSpan? retryAfter = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return new Delivery(DeliveryState.Unknown, reason, retryAfter);
    }
}

/// <summary>What is known of an envelope after it was sent.</summary>
public enum DeliveryState : byte
{
    /// <summary>It may or may not have arrived.</summary>
    Unknown = 0,

    /// <summary>The other side has taken it.</summary>
    Accepted,

    /// <summary>The other side refused it for good.</summary>
    Rejected,
}
