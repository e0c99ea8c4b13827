namespace NhsIoT.Sdk.Transport;

/// <summary>What is known of one envelope after it was sent.</summary>
/// <remarks>The default value is <see cref="DeliveryState.Unknown"/>: what nobody answered for may or may not have arrived. Immutable.</remarks>
public readonly record struct Delivery
{
    private Delivery(DeliveryState state, string? reason, TimeSpan? retryAfter, DeliveryFault fault = DeliveryFault.Entry)
    {
        State = state;
        Reason = reason;
        RetryAfter = retryAfter;
        Fault = fault;
    }

    /// <summary>Gets the answer that the other side has taken it.</summary>
    public static Delivery Accepted { get; } = new(DeliveryState.Accepted, null, null);

    /// <summary>Gets what is known.</summary>
    public DeliveryState State { get; }

    /// <summary>Gets what the fault lies in, where it was not accepted.</summary>
    /// <value>The default is <see cref="DeliveryFault.Entry"/>: nothing says that another entry would fare the same.</value>
    public DeliveryFault Fault { get; }

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

    /// <summary>States that an envelope names a person and the transport is not cleared for that. It was not sent.</summary>
    /// <param name="transport">The name of the transport, as a person would know it.</param>
    /// <returns>The delivery; its state is <see cref="DeliveryState.Rejected"/>, its reason names the transport.</returns>
    public static Delivery NotCleared(string transport)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(transport);
        return new Delivery(DeliveryState.Rejected, $"{transport} is not cleared for identifiable data", null);
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

    /// <summary>
    /// States that the destination as a whole takes nothing now: it cannot be reached, does not let us in (HTTP 401, 403), or
    /// is too busy (429, 503). No entry is to blame: none has an attempt counted, and its lanes pause.
    /// </summary>
    /// <param name="reason">Why, without content.</param>
    /// <param name="retryAfter">How long the other side asks to wait; <see langword="null"/> where it said nothing.</param>
    /// <returns>The delivery; its state is <see cref="DeliveryState.Unknown"/>.</returns>
    public static Delivery Unavailable(string reason, TimeSpan? retryAfter = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return new Delivery(DeliveryState.Unknown, reason, retryAfter, DeliveryFault.Destination);
    }

    /// <summary>
    /// States that the destination takes nothing until somebody mends its settings: another host answers, the address is no
    /// endpoint. Waiting does not help; its lanes stop and nothing is lost.
    /// </summary>
    /// <param name="reason">Why, without content.</param>
    /// <returns>The delivery; its state is <see cref="DeliveryState.Unknown"/>.</returns>
    public static Delivery Misconfigured(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return new Delivery(DeliveryState.Unknown, reason, null, DeliveryFault.Settings);
    }
}

/// <summary>What the fault of a delivery lies in.</summary>
public enum DeliveryFault : byte
{
    /// <summary>The entry, as far as is known: it alone is tried again or put aside.</summary>
    Entry = 0,

    /// <summary>The destination as a whole, for the time being.</summary>
    Destination,

    /// <summary>The settings of the destination: nothing goes until somebody mends them.</summary>
    Settings,
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
