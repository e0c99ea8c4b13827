namespace NhsIoT.Sdk.Testing;

/// <summary>A rule of a contract was broken.</summary>
public sealed class ContractException : Exception
{
    /// <summary>Makes an exception without details.</summary>
    public ContractException()
        : this("A rule of a contract was broken.")
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What was expected and what happened.</param>
    public ContractException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What was expected and what happened.</param>
    /// <param name="innerException">What caused it.</param>
    public ContractException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Gets the rule that was broken: the <see cref="ContractCase{TMaker}.Name"/>.</summary>
    /// <value><see langword="null"/> until the case that was run has named it.</value>
    public string? Rule { get; init; }
}
