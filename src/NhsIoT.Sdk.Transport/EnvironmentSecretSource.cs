using NhsIoT.Sdk.Transport.Secrets;

namespace NhsIoT.Sdk.Transport;

/// <summary>Secrets from the environment variables of the process.</summary>
/// <remarks>
/// The secret <c>ehr-token</c> with the prefix <c>NHSIOT_</c> is the variable <c>NHSIOT_EHR_TOKEN</c>: upper case, with underscores for
/// dashes and points. Every process of the same user may read the environment, and it does not change while the process runs: prefer
/// files. Thread-safe.
/// </remarks>
public sealed class EnvironmentSecretSource : ISecretSource
{
    private readonly string _prefix;

    /// <summary>Makes a source.</summary>
    /// <param name="prefix">What the variables begin with: up to 64 ASCII letters, digits and underscores.</param>
    /// <exception cref="ArgumentException">The prefix is none.</exception>
    public EnvironmentSecretSource(string prefix = "NHSIOT_")
    {
        ArgumentNullException.ThrowIfNull(prefix);
        if (prefix.Length > 64 || !prefix.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            throw new ArgumentException("The prefix is up to 64 ASCII letters, digits and underscores.", nameof(prefix));
        }

        _prefix = prefix;
    }

    /// <summary>Never raised: the environment of a process does not change.</summary>
    public event EventHandler<SecretChangedEventArgs>? Changed
    {
        add { }
        remove { }
    }

    /// <inheritdoc/>
    public ValueTask<Secret> GetAsync(string name, CancellationToken cancellationToken)
    {
        SecretNames.Check(name);
        cancellationToken.ThrowIfCancellationRequested();
        string variable = _prefix + name.ToUpperInvariant().Replace('-', '_').Replace('.', '_');
        return Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value
            ? new ValueTask<Secret>(new Secret(value))
            : throw new SecretUnavailableException($"The secret '{name}' cannot be had: the variable {variable} is not set.") { SecretName = name };
    }

    /// <summary>Does nothing: there is nothing to close.</summary>
    /// <returns>A task that has ended.</returns>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
