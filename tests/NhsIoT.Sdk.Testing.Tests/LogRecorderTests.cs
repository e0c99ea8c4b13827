using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace NhsIoT.Sdk.Testing.Tests;

[SuppressMessage("Performance", "CA1848", Justification = "Plain logging is what the recorder has to catch.")]
[SuppressMessage("Performance", "CA1873", Justification = "Plain logging is what the recorder has to catch.")]
public sealed class LogRecorderTests : IDisposable
{
    private const string Canary = "9990000018";
    private readonly LogRecorder _recorder = new();
    private readonly ILogger _logger;

    public LogRecorderTests() => _logger = LoggerFactory.Create(b => b.SetMinimumLevel(LogLevel.Trace).AddProvider(_recorder)).CreateLogger("category");

    public void Dispose() => _recorder.Dispose();

    [Fact]
    public void A_line_is_kept_with_all_that_belongs_to_it()
    {
        InvalidOperationException exception = new("broken");
        _logger.Log(LogLevel.Warning, new EventId(7, "seven"), exception, "value {Value}", 42);

        RecordedLog log = Assert.Single(_recorder.Logs);
        Assert.Equal(("category", LogLevel.Warning, 7, "value 42"), (log.Category, log.Level, log.EventId.Id, log.Message));
        Assert.Same(exception, log.Exception);
        Assert.Contains("Value=42", log.Details);
    }

    [Fact]
    public void A_canary_is_found_in_a_message() => AssertFound(() => _logger.LogTrace("patient {Number}", Canary));

    [Fact]
    public void A_canary_is_found_in_an_exception_within_an_exception() =>
        AssertFound(() => _logger.LogError(new InvalidOperationException("outer", new FormatException(Canary)), "failed"));

    [Fact]
    public void A_canary_is_found_in_a_scope() => AssertFound(() =>
    {
        using (_logger.BeginScope(new Dictionary<string, object> { ["number"] = Canary }))
        {
            _logger.LogInformation("within");
        }
    });

    [Fact]
    public void A_canary_is_found_in_a_value_that_the_message_does_not_show() =>
        AssertFound(() => _logger.Log(LogLevel.Debug, 0, new Dictionary<string, object?> { ["hidden"] = Canary }, null, (_, _) => "silent"));

    private void AssertFound(Action log)
    {
        _logger.LogInformation("nothing to see");
        Assert.Empty(_recorder.Find(Canary));
        log();
        Assert.Single(_recorder.Find(Canary));
    }
}
