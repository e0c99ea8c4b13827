namespace NhsIoT.Sdk.Testing;

/// <summary>What an <see cref="EmbeddedFhirEndpoint"/> is told to do wrong with a request that writes.</summary>
/// <remarks>Immutable.</remarks>
public sealed record EndpointFault
{
    private EndpointFault()
    {
    }

    /// <summary>Gets the fault of a connection that breaks before anything is stored.</summary>
    public static EndpointFault DropBeforeStoring { get; } = new() { Drop = EndpointDrop.BeforeStoring };

    /// <summary>Gets the fault of a connection that breaks after all is stored: the sender cannot know it.</summary>
    public static EndpointFault DropAfterStoring { get; } = new() { Drop = EndpointDrop.AfterStoring };

    /// <summary>Gets the status that is answered, with nothing stored.</summary>
    /// <value><see langword="null"/>: the request is handled.</value>
    public int? Status { get; private init; }

    /// <summary>Gets how long the sender is asked to wait.</summary>
    /// <value>Whole seconds; <see langword="null"/>: nothing is said.</value>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>Gets how long the endpoint waits before it does anything.</summary>
    /// <value>Zero and up.</value>
    public TimeSpan Delay { get; private init; }

    /// <summary>Gets whether the connection breaks, and when.</summary>
    public EndpointDrop Drop { get; private init; }

    /// <summary>Answers a status and stores nothing.</summary>
    /// <param name="status">The HTTP status: 400 to 599.</param>
    /// <param name="retryAfter">How long the sender is asked to wait, in whole seconds; <see langword="null"/>: nothing is said.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The status is outside its range.</exception>
    public static EndpointFault Answer(int status, TimeSpan? retryAfter = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 400);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
        return new() { Status = status, RetryAfter = retryAfter };
    }

    /// <summary>Handles the request late.</summary>
    /// <param name="delay">How late; zero and up, or infinite.</param>
    /// <returns>The fault.</returns>
    public static EndpointFault Late(TimeSpan delay) => new() { Delay = delay };
}
