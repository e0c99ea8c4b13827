using Microsoft.Extensions.Logging;
using NhsIoT.Sdk.Testing.Recording;

namespace NhsIoT.Sdk.Testing;

/// <summary>A logger provider that keeps every line of every level, formatted, with values, scopes and exceptions.</summary>
/// <remarks>Made to find what must not be logged: feed a marked NHS number through the code and look for it. Thread-safe.</remarks>
public sealed class LogRecorder : ILoggerProvider, ISupportExternalScope
{
    private readonly Lock _gate = new();
    private readonly List<RecordedLog> _logs = [];

    /// <summary>Gets what was logged so far, in order.</summary>
    public IReadOnlyList<RecordedLog> Logs
    {
        get
        {
            lock (_gate)
            {
                return [.. _logs];
            }
        }
    }

    internal IExternalScopeProvider Scopes { get; private set; } = new LoggerExternalScopeProvider();

    /// <summary>Finds the lines in which a text stands: in the message, a value, a scope, or an exception.</summary>
    /// <param name="text">The text, compared without regard to case.</param>
    /// <returns>The lines; empty where it was never logged.</returns>
    public IReadOnlyList<RecordedLog> Find(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        return [.. Logs.Where(l => l.ToString().Contains(text, StringComparison.OrdinalIgnoreCase))];
    }

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new RecordingLogger(this, categoryName);

    /// <inheritdoc/>
    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => Scopes = scopeProvider;

    /// <summary>Does nothing: what was recorded stays.</summary>
    public void Dispose()
    {
    }

    internal void Add(RecordedLog log)
    {
        lock (_gate)
        {
            _logs.Add(log);
        }
    }
}
