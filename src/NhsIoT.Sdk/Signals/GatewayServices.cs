using Microsoft.Extensions.Logging;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>What every part of a running gateway shares.</summary>
internal sealed record GatewayServices(
    GatewayOptions Options,
    TimeProvider Clock,
    ILogger Logger,
    GatewayMetrics Metrics,
    GatewayTally Tally)
{
    private int _devicesVersion;

    /// <summary>Gets how long a part waits before it asks a store again that has failed.</summary>
    public static TimeSpan RetryDelay { get; } = TimeSpan.FromSeconds(1);

    public required IDeviceRegistry Devices { get; init; }

    public required IAssociations Associations { get; init; }

    public required IReadOnlyList<IHandler> Handlers { get; init; }

    public required IReadOnlyDictionary<string, Destination> Destinations { get; init; }

    public required DeviceClocks Clocks { get; init; }

    public required Admission Admission { get; init; }

    public required IReadingLedger Ledger { get; init; }

    /// <summary>Gets a number that grows with each change of the devices.</summary>
    public int DevicesVersion => Volatile.Read(ref _devicesVersion);

    public required IOutbox Outbox { get; init; }

    /// <summary>Gets what has become known, for the messages that are held until it does.</summary>
    public required News News { get; init; }

    /// <summary>Gets the registry, to note how devices are.</summary>
    public required DeviceRegistry Registry { get; init; }

    public required AuditWriter Audit { get; init; }

    public required DueReadings Due { get; init; }

    // A transport, store or handler may end by a time-out of its own, which throws the same as our cancellation does.
    public static bool IsAbort(Exception fault, CancellationToken abort) =>
        fault is OperationCanceledException && abort.IsCancellationRequested;

    /// <summary>Gives what a handler's output can do without: that of its destination, where it has one.</summary>
    public ThinningOptions? ThinningOf(IHandler handler) =>
        handler.Destinations is [string only] && Destinations.TryGetValue(only, out Destination? destination) ? destination.Thinning : null;

    /// <summary>Gives an entry of a handler as the outbox takes it, under the settings of its destination.</summary>
    public OutboxEntry EntryOf(in Delivered delivered, int message)
    {
        Destination destination = Destinations[delivered.Destination];
        Envelope envelope = EnvelopeOf(delivered.Entry);

        // What puts a record right is wanted however late: were it to expire, a reading would stand under another patient for ever.
        // It may be lost for want of room, because a dead destination must not keep it from the others: then it stays to be done.
        bool isCorrection = delivered.Entry.Cause == EntryCause.Reassociation;
        TimeSpan? life = isCorrection ? null : envelope.Class == DeliveryClass.Alarm ? destination.AlarmsExpireAfter : destination.ExpireAfter;
        return new OutboxEntry(destination.Name, message, life is { } time ? envelope with { Expires = Clock.GetUtcNow() + time } : envelope)
        {
            MayBeLost = destination.MayLose,
        };
    }

    private static Envelope EnvelopeOf(in Entry entry) => new()
    {
        Id = entry.Id,
        Revision = entry.Revision,
        Cause = (byte)entry.Cause,
        Class = entry.Class switch
        {
            EntryClass.Alarm => DeliveryClass.Alarm,
            EntryClass.ClinicalReading => DeliveryClass.ClinicalReading,
            _ => DeliveryClass.Housekeeping,
        },
        Identifiable = entry.Identifiable,
        Key = entry.Device.Key,
        Route = entry.Route,
        ContentType = entry.ContentType,
        Payload = entry.Payload,
    };

    public void DevicesChanged() => Interlocked.Increment(ref _devicesVersion);

    public Task PauseAsync(CancellationToken abort) => Task.Delay(RetryDelay, Clock, abort);
}
