using Microsoft.Extensions.Logging;

namespace NhsIoT.Sdk.Testing.Recording;

/// <summary>A logger that is on at every level, so that no line escapes a search.</summary>
internal sealed class RecordingLogger(LogRecorder recorder, string category) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => recorder.Scopes.Push(state);

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        List<string> details = [];
        AddValues(details, state);
        recorder.Scopes.ForEachScope(static (scope, list) => AddScope(list, scope), details);
        recorder.Add(new RecordedLog
        {
            Category = category,
            Level = logLevel,
            EventId = eventId,
            Message = formatter(state, exception),
            Exception = exception,
            Details = details,
        });
    }

    private static void AddScope(List<string> details, object? scope)
    {
        if (scope?.ToString() is { } text)
        {
            details.Add(text);
        }

        AddValues(details, scope);
    }

    private static void AddValues(List<string> details, object? state)
    {
        if (state is IEnumerable<KeyValuePair<string, object?>> values)
        {
            details.AddRange(values.Select(v => $"{v.Key}={v.Value}"));
        }
    }
}
