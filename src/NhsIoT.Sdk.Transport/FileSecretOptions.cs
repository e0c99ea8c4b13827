namespace NhsIoT.Sdk.Transport;

/// <summary>Where files of secrets lie and how often they are looked at. Immutable.</summary>
public sealed record FileSecretOptions
{
    /// <summary>Gets the folder; each secret is a file of its own, called by its name.</summary>
    /// <value>Not empty.</value>
    public required string Folder { get; init; }

    /// <summary>Gets how often it looks whether a secret has another value. Asked, not notified: on network mounts nothing notifies.</summary>
    /// <value>100 ms to 1 day. The default is 30 s.</value>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentException">A value is missing or out of its range; the message names option and range.</exception>
    public void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Folder);
        if (PollInterval < TimeSpan.FromMilliseconds(100) || PollInterval > TimeSpan.FromDays(1))
        {
            throw new ArgumentOutOfRangeException(nameof(PollInterval), PollInterval, "PollInterval is 100 ms to 1 day.");
        }
    }
}
