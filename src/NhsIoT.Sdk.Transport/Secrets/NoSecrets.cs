namespace NhsIoT.Sdk.Transport.Secrets;

/// <summary>Stands where no source of secrets was chosen.</summary>
internal sealed class NoSecrets : ISecretSource
{
    public event EventHandler<SecretChangedEventArgs>? Changed
    {
        add { }
        remove { }
    }

    public ValueTask<Secret> GetAsync(string name, CancellationToken cancellationToken)
    {
        SecretNames.Check(name);
        throw new SecretUnavailableException($"The secret '{name}' cannot be had: no source of secrets was chosen.") { SecretName = name };
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
