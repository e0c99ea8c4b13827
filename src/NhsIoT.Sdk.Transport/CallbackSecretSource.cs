using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NhsIoT.Sdk.Transport.Secrets;

namespace NhsIoT.Sdk.Transport;

/// <summary>Secrets from the application: from a vault, a key store, whatever it has.</summary>
/// <remarks>The application says by <see cref="Announce"/> when a secret has another value. Thread-safe, as far as its callback is.</remarks>
public sealed class CallbackSecretSource : ISecretSource
{
    private readonly Func<string, CancellationToken, ValueTask<Secret?>> _get;
    private readonly ILogger<CallbackSecretSource> _logger;

    /// <summary>Makes a source.</summary>
    /// <param name="get">
    /// Gives the secret of a name, or <see langword="null"/> where there is none; what it gives is disposed by whoever asked. What it throws
    /// reaches nobody but by its type, since its message may show the secret.
    /// </param>
    /// <param name="logger">Where it says that somebody who was told of a change has failed; <see langword="null"/>: nowhere.</param>
    public CallbackSecretSource(Func<string, CancellationToken, ValueTask<Secret?>> get, ILogger<CallbackSecretSource>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(get);
        _get = get;
        _logger = logger ?? NullLogger<CallbackSecretSource>.Instance;
    }

    /// <inheritdoc/>
    public event EventHandler<SecretChangedEventArgs>? Changed;

    /// <summary>Tells all that a secret has another value.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentException">The name is none.</exception>
    public void Announce(string name)
    {
        SecretNames.Check(name);
        SecretEvents.Raise(Changed, this, name, _logger);
    }

    /// <inheritdoc/>
    public async ValueTask<Secret> GetAsync(string name, CancellationToken cancellationToken)
    {
        SecretNames.Check(name);
        Secret? secret;
        try
        {
            secret = await _get(name, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not (OutOfMemoryException or OperationCanceledException))
        {
            throw new SecretUnavailableException($"The secret '{name}' cannot be had: {fault.GetType().Name}.") { SecretName = name };
        }

        return secret ?? throw new SecretUnavailableException($"The secret '{name}' cannot be had: the application has none.") { SecretName = name };
    }

    /// <summary>Does nothing: there is nothing to close.</summary>
    /// <returns>A task that has ended.</returns>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
