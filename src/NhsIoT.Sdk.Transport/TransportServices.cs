using Microsoft.Extensions.Logging;
using NhsIoT.Sdk.Transport.Secrets;

namespace NhsIoT.Sdk.Transport;

/// <summary>What a transport or store is given by the gateway.</summary>
/// <param name="Name">The name of the source or destination that it serves.</param>
/// <param name="Clock">The gateway's clock.</param>
/// <param name="Loggers">Where loggers come from.</param>
public sealed record TransportServices(string Name, TimeProvider Clock, ILoggerFactory Loggers)
{
    /// <summary>Gets where passwords, keys and tokens come from. It belongs to the gateway.</summary>
    /// <value>The default has none: every secret is unavailable.</value>
    public ISecretSource Secrets { get; init; } = new NoSecrets();
}
