using Microsoft.Extensions.Logging;

namespace NhsIoT.Sdk.Transport.Diagnostics;

/// <summary>All log messages of this package: counts and names of the configuration, never content.</summary>
internal static partial class Log
{
    [LoggerMessage(EventIds.OutboxLost, LogLevel.Warning,
        "The in-memory outbox was disposed with {Waiting} entries waiting, {Alarms} of them alarms, {Quarantined} records in quarantine, {Held} messages held and {Losses} loss records not told: they are lost.")]
    public static partial void OutboxLost(ILogger logger, long waiting, long alarms, long quarantined, long held, long losses);

    [LoggerMessage(EventIds.TransportLost, LogLevel.Warning,
        "The in-memory transport was disposed with {Queued} messages that nobody received and {Unsettled} that nobody settled: they are lost.")]
    public static partial void TransportLost(ILogger logger, int queued, int unsettled);
}
