namespace NhsIoT.Sdk.Transport;

/// <summary>Plugs the exchange of files into a gateway.</summary>
public static class NdjsonTransportConfigurationExtensions
{
    /// <summary>Writes what a destination is sent as lines of JSON into files. For exchange; no durable store.</summary>
    /// <param name="configuration">The transport of a destination.</param>
    /// <param name="options">Where and how much.</param>
    /// <exception cref="ArgumentException">An option is missing or out of its range.</exception>
    /// <exception cref="InvalidOperationException">A transport was chosen before.</exception>
    public static void NdjsonWriter(this TransportConfiguration configuration, NdjsonWriterOptions options)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        configuration.Use(services => new NdjsonWriter(options, services.Clock));
    }

    /// <summary>Reads the messages of a source from files of lines of JSON.</summary>
    /// <param name="configuration">The transport of a source.</param>
    /// <param name="options">Where, and from whose position.</param>
    /// <exception cref="ArgumentException">An option is missing or out of its range.</exception>
    /// <exception cref="InvalidOperationException">A transport was chosen before.</exception>
    public static void NdjsonReader(this TransportConfiguration configuration, NdjsonReaderOptions options)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        configuration.Use(services => new NdjsonReader(options, services.Clock));
    }
}
