namespace NhsIoT.Sdk.Transport;

/// <summary>The seam for stores: a store package adds one extension method on this class.</summary>
/// <remarks>Used while a gateway is configured; not thread-safe.</remarks>
public sealed class StoreConfiguration
{
    /// <summary>Gets the maker of the outbox that was chosen.</summary>
    /// <value><see langword="null"/>: none was chosen; the gateway then uses a volatile one and says so.</value>
    public Func<TransportServices, IOutbox>? OutboxFactory { get; private set; }

    /// <summary>Chooses the outbox.</summary>
    /// <param name="factory">Makes it when the gateway starts.</param>
    /// <exception cref="InvalidOperationException">An outbox was chosen before.</exception>
    public void UseOutbox(Func<TransportServices, IOutbox> factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        OutboxFactory = OutboxFactory is null
            ? factory
            : throw new InvalidOperationException("A gateway has one outbox; one was chosen before.");
    }

    /// <summary>Gets the maker of the audit trail that was chosen.</summary>
    /// <value><see langword="null"/>: none was chosen; the gateway then uses a volatile one and says so.</value>
    public Func<TransportServices, IAuditTrail>? AuditTrailFactory { get; private set; }

    /// <summary>Chooses the audit trail.</summary>
    /// <param name="factory">Makes it when the gateway starts.</param>
    /// <exception cref="InvalidOperationException">An audit trail was chosen before.</exception>
    public void UseAuditTrail(Func<TransportServices, IAuditTrail> factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        AuditTrailFactory = AuditTrailFactory is null
            ? factory
            : throw new InvalidOperationException("A gateway has one audit trail; one was chosen before.");
    }
}
