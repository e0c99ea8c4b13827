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

    // A transport, store or handler may end by a time-out of its own, which throws the same as our cancellation does.
    public static bool IsAbort(Exception fault, CancellationToken abort) =>
        fault is OperationCanceledException && abort.IsCancellationRequested;

    /// <summary>Gives what a handler's output can do without: that of its destination, where it has one.</summary>
    public ThinningOptions? ThinningOf(IHandler handler) =>
        handler.Destinations is [string only] && Destinations.TryGetValue(only, out Destination? destination) ? destination.Thinning : null;

    public void DevicesChanged() => Interlocked.Increment(ref _devicesVersion);

    public Task PauseAsync(CancellationToken abort) => Task.Delay(RetryDelay, Clock, abort);
}
