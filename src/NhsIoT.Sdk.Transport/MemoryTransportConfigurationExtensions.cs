namespace NhsIoT.Sdk.Transport;

/// <summary>Plugs an in-memory transport into a gateway.</summary>
public static class MemoryTransportConfigurationExtensions
{
    /// <summary>Sends into, or receives from, a transport in memory whose other end the application holds.</summary>
    /// <param name="configuration">The transport of a source or destination.</param>
    /// <param name="transport">The transport. The gateway disposes it when it stops.</param>
    /// <exception cref="InvalidOperationException">A transport was chosen before.</exception>
    public static void Memory(this TransportConfiguration configuration, MemoryTransport transport)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(transport);
        configuration.Use(_ => transport);
    }
}
