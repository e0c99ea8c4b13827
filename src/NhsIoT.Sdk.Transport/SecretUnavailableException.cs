namespace NhsIoT.Sdk.Transport;

/// <summary>A secret cannot be had. The message names it and shows nothing of its content.</summary>
public sealed class SecretUnavailableException : Exception
{
    /// <summary>Makes an exception.</summary>
    public SecretUnavailableException()
        : this("A secret cannot be had.")
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">Which secret, and why, without its content.</param>
    public SecretUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">Which secret, and why, without its content.</param>
    /// <param name="innerException">What went wrong. It must not show the content either.</param>
    public SecretUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Gets the name of the secret.</summary>
    /// <value>Empty: not known.</value>
    public string SecretName { get; init; } = "";
}
