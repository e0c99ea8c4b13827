namespace NhsIoT.Sdk.Transport;

/// <summary>Where passwords, keys and tokens come from, by name.</summary>
/// <remarks>A secret is asked for when it is needed, as at each connection, and not kept. Thread-safe.</remarks>
public interface ISecretSource : IAsyncDisposable
{
    /// <summary>Raised when a secret that was asked for before has another value: who is connected by it connects anew.</summary>
    /// <remarks>It carries the name alone. Raised on any thread; a handler that throws is logged and holds up nothing.</remarks>
    event EventHandler<SecretChangedEventArgs>? Changed;

    /// <summary>Gets a secret as it is now.</summary>
    /// <param name="name">Its name: 1 to 128 ASCII letters, digits, dashes, underscores and points, the first no point.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The secret, the caller's own to dispose.</returns>
    /// <exception cref="ArgumentException">The name is none.</exception>
    /// <exception cref="SecretUnavailableException">There is no such secret, or it cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    ValueTask<Secret> GetAsync(string name, CancellationToken cancellationToken);
}

/// <summary>Says which secret has another value.</summary>
/// <param name="name">Its name.</param>
public sealed class SecretChangedEventArgs(string name) : EventArgs
{
    /// <summary>Gets its name.</summary>
    public string Name { get; } = name;
}
