namespace NhsIoT.Sdk.Transport;

/// <summary>A message that came in and waits to be settled: accepted, rejected or abandoned, exactly once.</summary>
/// <remarks>
/// Its bytes belong to it until it is settled and must not be read after. Not settling it holds back its source, which is
/// the back-pressure; nothing settles it by a time-out or a finaliser. Copies of this value settle the same message.
/// </remarks>
public readonly struct Received : IEquatable<Received>
{
    private readonly IReceipt? _receipt;
    private readonly long _ticket;

    /// <summary>Makes a received message.</summary>
    /// <param name="envelope">The bytes and the way that they came.</param>
    /// <param name="receipt">The transport's end: what is told how it was settled.</param>
    /// <param name="ticket">What the transport knows this message by; never given twice, so that a late second settling is seen.</param>
    public Received(in Envelope envelope, IReceipt receipt, long ticket)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        Envelope = envelope;
        _receipt = receipt;
        _ticket = ticket;
    }

    /// <summary>Gets the bytes and the way that they came.</summary>
    public Envelope Envelope { get; }

    /// <summary>Gets why the transport itself could not read it; its payload is then the bytes as they were found.</summary>
    /// <value><see langword="null"/>: nothing is wrong as far as the transport knows. It stands until the message is settled.</value>
    public ReceivedFault? Fault => _receipt?.FaultOf(_ticket);

    private IReceipt Receipt => _receipt ?? throw new InvalidOperationException("The default value is no message.");

    /// <summary>Compares which message it is.</summary>
    /// <param name="left">The first message.</param>
    /// <param name="right">The second message.</param>
    /// <returns>Whether they are the same message.</returns>
    public static bool operator ==(Received left, Received right) => left.Equals(right);

    /// <summary>Compares which message it is.</summary>
    /// <param name="left">The first message.</param>
    /// <param name="right">The second message.</param>
    /// <returns>Whether they are different messages.</returns>
    public static bool operator !=(Received left, Received right) => !left.Equals(right);

    /// <summary>Tells the source that the message is safe here. Only after it is durable, or quarantined.</summary>
    /// <exception cref="InvalidOperationException">It was settled before.</exception>
    public void Accept() => Receipt.Settle(_ticket, Settlement.Accepted, null);

    /// <summary>Tells the source that the message is refused for good; where the protocol cannot, it is acknowledged.</summary>
    /// <param name="reason">Why, without content.</param>
    /// <exception cref="InvalidOperationException">It was settled before.</exception>
    public void Reject(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        Receipt.Settle(_ticket, Settlement.Rejected, reason);
    }

    /// <summary>Gives the message back: the source sends it again.</summary>
    /// <exception cref="InvalidOperationException">It was settled before.</exception>
    public void Abandon() => Receipt.Settle(_ticket, Settlement.Abandoned, null);

    /// <inheritdoc/>
    public bool Equals(Received other) => _ticket == other._ticket && ReferenceEquals(_receipt, other._receipt);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Received other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_receipt, _ticket);
}

/// <summary>The transport's end of a received message.</summary>
public interface IReceipt
{
    /// <summary>Settles a message.</summary>
    /// <param name="ticket">Which message.</param>
    /// <param name="settlement">How.</param>
    /// <param name="reason">Why it was rejected; <see langword="null"/> otherwise.</param>
    /// <exception cref="InvalidOperationException">It was settled before.</exception>
    void Settle(long ticket, Settlement settlement, string? reason);

    /// <summary>Says why a message could not be read where it came in.</summary>
    /// <param name="ticket">Which message.</param>
    /// <returns><see langword="null"/>: it could, or it is settled. A transport that hands over whole messages leaves this as it is.</returns>
    ReceivedFault? FaultOf(long ticket) => null;
}

/// <summary>How a received message was settled.</summary>
public enum Settlement : byte
{
    /// <summary>It is safe here.</summary>
    Accepted = 0,

    /// <summary>It is refused for good.</summary>
    Rejected,

    /// <summary>It is given back.</summary>
    Abandoned,
}
