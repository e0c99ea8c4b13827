namespace NhsIoT.Sdk.Transport;

/// <summary>Plugs the stores in memory into a gateway.</summary>
public static class MemoryStoreConfigurationExtensions
{
    /// <summary>Keeps what waits in memory: it is lost with the process, and the gateway's health says so.</summary>
    /// <param name="stores">The stores of the gateway.</param>
    /// <param name="options">How much it holds; <see langword="null"/>: the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="InvalidOperationException">An outbox was chosen before.</exception>
    public static void MemoryOutbox(this StoreConfiguration stores, MemoryOutboxOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stores);
        options ??= new MemoryOutboxOptions();
        options.Validate();
        stores.UseOutbox(services => new MemoryOutbox(options, services.Clock, services.Loggers));
    }

    /// <summary>Keeps audit events in memory: they are lost with the process, and the oldest fall out.</summary>
    /// <param name="stores">The stores of the gateway.</param>
    /// <param name="capacity">How many events it holds: 1 to 1 048 576. The default is 16 384.</param>
    /// <exception cref="ArgumentOutOfRangeException">The capacity is out of its range.</exception>
    /// <exception cref="InvalidOperationException">An audit trail was chosen before.</exception>
    public static void MemoryAuditTrail(this StoreConfiguration stores, int capacity = 16_384)
    {
        ArgumentNullException.ThrowIfNull(stores);
        MemoryAuditTrail trail = new(capacity);
        stores.UseAuditTrail(_ => trail);
    }
}
