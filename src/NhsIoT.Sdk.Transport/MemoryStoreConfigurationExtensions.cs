namespace NhsIoT.Sdk.Transport;

/// <summary>Plugs the in-memory outbox into a gateway.</summary>
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
}
