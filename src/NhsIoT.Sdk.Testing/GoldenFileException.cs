namespace NhsIoT.Sdk.Testing;

/// <summary>What was made is not what the golden file holds.</summary>
/// <remarks>The message shows the first line that differs, so golden files hold no data of real persons.</remarks>
public sealed class GoldenFileException : Exception
{
    /// <summary>Makes an exception without details.</summary>
    public GoldenFileException()
        : this("A golden file differs.")
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What differs.</param>
    public GoldenFileException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What differs.</param>
    /// <param name="innerException">What caused it.</param>
    public GoldenFileException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Gets the first line that differs.</summary>
    /// <value>1 and up; 0 where there is no golden file yet.</value>
    public int Line { get; init; }
}
