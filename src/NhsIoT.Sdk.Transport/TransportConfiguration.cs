namespace NhsIoT.Sdk.Transport;

/// <summary>The seam for transports: a transport package adds one extension method on this class.</summary>
/// <remarks>Used while a gateway is configured, for one source or destination; not thread-safe.</remarks>
public sealed class TransportConfiguration
{
    /// <summary>Gets the maker of the transport that was chosen.</summary>
    /// <value><see langword="null"/>: none was chosen yet.</value>
    public Func<TransportServices, ITransport>? Factory { get; private set; }

    /// <summary>Chooses the transport.</summary>
    /// <param name="factory">Makes it when the gateway starts.</param>
    /// <exception cref="InvalidOperationException">A transport was chosen before.</exception>
    public void Use(Func<TransportServices, ITransport> factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        Factory = Factory is null
            ? factory
            : throw new InvalidOperationException("A source or destination has one transport; one was chosen before.");
    }
}
