using Microsoft.Extensions.Logging;

namespace NhsIoT.Sdk.Testing;

/// <summary>A line that was logged.</summary>
/// <remarks>Immutable.</remarks>
public sealed record RecordedLog
{
    /// <summary>Gets the category of the logger.</summary>
    public required string Category { get; init; }

    /// <summary>Gets the level.</summary>
    public required LogLevel Level { get; init; }

    /// <summary>Gets the id of the event.</summary>
    public required EventId EventId { get; init; }

    /// <summary>Gets the formatted message.</summary>
    public required string Message { get; init; }

    /// <summary>Gets the exception.</summary>
    /// <value><see langword="null"/>: none was logged.</value>
    public Exception? Exception { get; init; }

    /// <summary>Gets what else a log sink could write: the named values, and the scopes from the outermost.</summary>
    public required IReadOnlyList<string> Details { get; init; }

    /// <summary>Gives all that a sink could write of the line, with the exception and all that it holds.</summary>
    /// <returns>The text that a search for a canary looks through.</returns>
    public override string ToString() =>
        string.Join('\n', [$"{Level} {Category}[{EventId.Id}] {Message}", .. Details, Exception?.ToString() ?? ""]);
}
