using Microsoft.Extensions.Logging;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>Every log message of the gateway. None holds content, identifiers of patients, or serial numbers.</summary>
internal static partial class Log
{
    [LoggerMessage(EventIds.Started, LogLevel.Information, "Gateway started: {Sources} source(s), {Destinations} destination(s), {Devices} device(s), {Lanes} lane(s).")]
    public static partial void Started(ILogger logger, int sources, int destinations, int devices, int lanes);

    [LoggerMessage(EventIds.VolatileOutbox, LogLevel.Warning, "The outbox is volatile: what waits in it is lost with the process.")]
    public static partial void VolatileOutbox(ILogger logger);

    [LoggerMessage(EventIds.VolatileAuditTrail, LogLevel.Warning, "The audit trail is volatile: what it holds is lost with the process.")]
    public static partial void VolatileAuditTrail(ILogger logger);

    [LoggerMessage(EventIds.Draining, LogLevel.Information, "Gateway draining.")]
    public static partial void Draining(ILogger logger);

    [LoggerMessage(EventIds.Stopped, LogLevel.Information, "Gateway stopped; nothing is left under way.")]
    public static partial void Stopped(ILogger logger);

    [LoggerMessage(EventIds.StoppedWithRest, LogLevel.Warning, "Gateway stopped at its deadline: {Waiting} entries were not delivered, {Abandoned} messages were given back to their sources.")]
    public static partial void StoppedWithRest(ILogger logger, long waiting, long abandoned);

    [LoggerMessage(EventIds.SourceFailed, LogLevel.Error, "Source {Source} failed ({Fault}); receiving again in {Delay}.")]
    public static partial void SourceFailed(ILogger logger, string source, string fault, TimeSpan delay);

    [LoggerMessage(EventIds.SourceEnded, LogLevel.Information, "Source {Source} has ended.")]
    public static partial void SourceEnded(ILogger logger, string source);

    [LoggerMessage(EventIds.ClassUnknown, LogLevel.Error, "The class of a message of source {Source} could not be told ({Fault}); it goes as those of its source do.")]
    public static partial void ClassUnknown(ILogger logger, string source, string fault);

    [LoggerMessage(EventIds.SettleFailed, LogLevel.Error, "Source {Source} could not be told that a message was {Settlement} ({Fault}); it may send it again.")]
    public static partial void SettleFailed(ILogger logger, string source, Settlement settlement, string fault);

    [LoggerMessage(EventIds.PollFailed, LogLevel.Warning, "Source {Source}: device {Device} did not answer ({Fault}), {Failures} time(s) in a row.")]
    public static partial void PollFailed(ILogger logger, string source, string device, string fault, int failures);

    [LoggerMessage(EventIds.DriverBusy, LogLevel.Warning, "Source {Source}: the driver of device {Device} has not ended though its time is up; it is not asked again before it has.")]
    public static partial void DriverBusy(ILogger logger, string source, string device);

    [LoggerMessage(EventIds.DeviceOffline, LogLevel.Error, "Source {Source}: device {Device} counts as offline after {Failures} polls without an answer.")]
    public static partial void DeviceOffline(ILogger logger, string source, string device, int failures);

    [LoggerMessage(EventIds.DeviceOnline, LogLevel.Information, "Source {Source}: device {Device} answers again.")]
    public static partial void DeviceOnline(ILogger logger, string source, string device);

    [LoggerMessage(EventIds.DriverLeft, LogLevel.Warning, "Source {Source}: the driver of device {Device} did not end when the gateway stopped; what it may still say is lost.")]
    public static partial void DriverLeft(ILogger logger, string source, string device);

    [LoggerMessage(EventIds.WordsLost, LogLevel.Error, "Source {Source}: {Count} messages of drivers were not safe when the gateway stopped at its deadline; they are lost.")]
    public static partial void WordsLost(ILogger logger, string source, int count);

    [LoggerMessage(EventIds.MessageQuarantined, LogLevel.Warning, "A message of source {Source} was quarantined: {Code} at {Place}.")]
    public static partial void MessageQuarantined(ILogger logger, string source, string code, string place);

    [LoggerMessage(EventIds.MessageHeld, LogLevel.Information, "A message of source {Source} is held until more is known of its device or patient.")]
    public static partial void MessageHeld(ILogger logger, string source);

    [LoggerMessage(EventIds.EntriesLost, LogLevel.Error, "{Count} entries of source {Source} were lost: their destinations have no room and may lose.")]
    public static partial void EntriesLost(ILogger logger, int count, string source);

    [LoggerMessage(EventIds.ReleaseFailed, LogLevel.Error, "Held messages could not be let go ({Fault}); they stay held.")]
    public static partial void ReleaseFailed(ILogger logger, string fault);

    [LoggerMessage(EventIds.UpkeepFailed, LogLevel.Error, "What the gateway looks after could not be looked after ({Fault}); it is tried again.")]
    public static partial void UpkeepFailed(ILogger logger, string fault);

    [LoggerMessage(EventIds.Lost, LogLevel.Error, "{Count} entries of class {Class} were lost for {Destination}: {Reason}.")]
    public static partial void Lost(ILogger logger, long count, DeliveryClass @class, string destination, LossReason reason);

    [LoggerMessage(EventIds.AuditRefused, LogLevel.Critical, "An audit event ({Kind}) was not recorded: too many wait.")]
    public static partial void AuditRefused(ILogger logger, AuditKind kind);

    [LoggerMessage(EventIds.CloseFailed, LogLevel.Error, "A part that was opened for a gateway with faults cannot be closed ({Fault}).")]
    public static partial void CloseFailed(ILogger logger, string fault);

    [LoggerMessage(EventIds.AuditFailed, LogLevel.Critical, "An audit event ({Kind}) could not be recorded ({Fault}).")]
    public static partial void AuditFailed(ILogger logger, AuditKind kind, string fault);

    [LoggerMessage(EventIds.HandlerFailed, LogLevel.Error, "Handler {Handler} failed on a message of source {Source} ({Fault}), attempt {Attempt}.")]
    public static partial void HandlerFailed(ILogger logger, string handler, string source, string fault, int attempt);

    [LoggerMessage(EventIds.StoreFailed, LogLevel.Critical, "The outbox cannot store ({Fault}); nothing is acknowledged until it can. Trying again in {Delay}.")]
    public static partial void StoreFailed(ILogger logger, string fault, TimeSpan delay);

    [LoggerMessage(EventIds.EntryClashed, LogLevel.Error, "{Count} entries of source {Source} have the identity of others with other content; they were quarantined.")]
    public static partial void EntryClashed(ILogger logger, int count, string source);

    [LoggerMessage(EventIds.BestEffortFailed, LogLevel.Error, "Best-effort handler {Handler} failed ({Fault}).")]
    public static partial void BestEffortFailed(ILogger logger, string handler, string fault);

    [LoggerMessage(EventIds.NoDestination, LogLevel.Error, "Handler {Handler} delivers to a destination that it does not name; the message of source {Source} is quarantined.")]
    public static partial void NoDestination(ILogger logger, string handler, string source);

    [LoggerMessage(EventIds.WordRefused, LogLevel.Error, "A word of a message of source {Source} cannot be placed ({Fault}); the message is quarantined.")]
    public static partial void WordRefused(ILogger logger, string source, string fault);

    [LoggerMessage(EventIds.AssociationsFailed, LogLevel.Critical, "Associations cannot be recorded or asked ({Fault}); nothing is acknowledged until they can. Trying again in {Delay}.")]
    public static partial void AssociationsFailed(ILogger logger, string fault, TimeSpan delay);

    [LoggerMessage(EventIds.AfterCommitFailed, LogLevel.Error, "Something failed after messages of source {Source} were committed ({Fault}); they are safe.")]
    public static partial void AfterCommitFailed(ILogger logger, string source, string fault);

    [LoggerMessage(EventIds.LaneFailed, LogLevel.Critical, "A lane failed on messages of source {Source} ({Fault}); they are given back.")]
    public static partial void LaneFailed(ILogger logger, string source, string fault);

    [LoggerMessage(EventIds.SendFailed, LogLevel.Warning, "Sending to {Destination} failed ({Fault}); {Count} entries are left for later.")]
    public static partial void SendFailed(ILogger logger, string destination, string fault, int count);

    [LoggerMessage(EventIds.EntryRejected, LogLevel.Error, "{Destination} rejected an entry ({Reason}); it was quarantined.")]
    public static partial void EntryRejected(ILogger logger, string destination, string reason);

    [LoggerMessage(EventIds.NotCleared, LogLevel.Error, "{Destination} is not cleared for identifiable data; {Count} entries were quarantined.")]
    public static partial void NotCleared(ILogger logger, string destination, int count);

    [LoggerMessage(EventIds.OutboxFailed, LogLevel.Critical, "The outbox cannot lease or settle for {Destination} ({Fault}). Trying again in {Delay}.")]
    public static partial void OutboxFailed(ILogger logger, string destination, string fault, TimeSpan delay);

    [LoggerMessage(EventIds.SendAbandoned, LogLevel.Error, "Sending to {Destination} did not end within {Deadline} and was abandoned; {Count} entries are sent again.")]
    public static partial void SendAbandoned(ILogger logger, string destination, TimeSpan deadline, int count);

    [LoggerMessage(EventIds.TransportHangs, LogLevel.Critical, "The transport of {Destination} has not returned from {Count} sendings; nothing more is sent until one returns.")]
    public static partial void TransportHangs(ILogger logger, string destination, int count);

    [LoggerMessage(EventIds.EntryGivenUp, LogLevel.Error, "An entry for {Destination} was quarantined ({Reason}) after {Attempts} attempts.")]
    public static partial void EntryGivenUp(ILogger logger, string destination, RetryReason reason, int attempts);

    [LoggerMessage(EventIds.DestinationPaused, LogLevel.Warning, "{Destination} takes nothing; it is tried again in {Wait}.")]
    public static partial void DestinationPaused(ILogger logger, string destination, TimeSpan wait);

    [LoggerMessage(EventIds.DestinationStopped, LogLevel.Critical, "{Destination} is not set as it has to be; nothing is sent to it until that is mended. Nothing is lost.")]
    public static partial void DestinationStopped(ILogger logger, string destination);

    [LoggerMessage(EventIds.DestinationAnswers, LogLevel.Information, "{Destination} answers again.")]
    public static partial void DestinationAnswers(ILogger logger, string destination);
}
