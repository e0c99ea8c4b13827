namespace NhsIoT.Sdk.Transport;

/// <summary>The seam for sources of secrets: a package that has one adds one extension method on this class.</summary>
/// <remarks>Used while a gateway is configured; not thread-safe.</remarks>
public sealed class SecretConfiguration
{
    /// <summary>Gets the maker of the source that was chosen.</summary>
    /// <value><see langword="null"/>: none was chosen; every secret is then unavailable.</value>
    public Func<TransportServices, ISecretSource>? Factory { get; private set; }

    /// <summary>Chooses the source.</summary>
    /// <param name="factory">Makes it when the gateway is built; the services that it is given have no secrets themselves.</param>
    /// <exception cref="InvalidOperationException">A source was chosen before.</exception>
    public void Use(Func<TransportServices, ISecretSource> factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        Factory = Factory is null
            ? factory
            : throw new InvalidOperationException("A gateway has one source of secrets; one was chosen before.");
    }
}

/// <summary>The sources of secrets of this package.</summary>
public static class SecretConfigurationExtensions
{
    /// <summary>Takes secrets from the files of a folder.</summary>
    /// <param name="secrets">The secrets of the gateway.</param>
    /// <param name="options">Where the files lie.</param>
    /// <exception cref="ArgumentException">An option is missing or out of its range.</exception>
    /// <exception cref="InvalidOperationException">A source was chosen before.</exception>
    public static void Files(this SecretConfiguration secrets, FileSecretOptions options)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        secrets.Use(services => new FileSecretSource(options, services.Clock, services.Loggers));
    }

    /// <summary>Takes secrets from environment variables.</summary>
    /// <param name="secrets">The secrets of the gateway.</param>
    /// <param name="prefix">What the variables begin with.</param>
    /// <exception cref="ArgumentException">The prefix is none.</exception>
    /// <exception cref="InvalidOperationException">A source was chosen before.</exception>
    public static void Environment(this SecretConfiguration secrets, string prefix = "NHSIOT_")
    {
        ArgumentNullException.ThrowIfNull(secrets);
        EnvironmentSecretSource source = new(prefix);
        secrets.Use(_ => source);
    }

    /// <summary>Takes secrets from the application.</summary>
    /// <param name="secrets">The secrets of the gateway.</param>
    /// <param name="source">The source; the application keeps it to announce changes.</param>
    /// <exception cref="InvalidOperationException">A source was chosen before.</exception>
    public static void Callback(this SecretConfiguration secrets, CallbackSecretSource source)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        ArgumentNullException.ThrowIfNull(source);
        secrets.Use(_ => source);
    }
}
