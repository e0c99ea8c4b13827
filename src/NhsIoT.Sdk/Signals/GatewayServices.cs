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
    /// <summary>Gets how long a part waits before it asks a store again that has failed.</summary>
    public static TimeSpan RetryDelay { get; } = TimeSpan.FromSeconds(1);

    public required IDeviceRegistry Devices { get; init; }

    public required IAssociations Associations { get; init; }

    public required IReadOnlyList<IHandler> Handlers { get; init; }

    public required IOutbox Outbox { get; init; }

    // A transport, store or handler may end by a time-out of its own, which throws the same as our cancellation does.
    public static bool IsAbort(Exception fault, CancellationToken abort) =>
        fault is OperationCanceledException && abort.IsCancellationRequested;

    public Task PauseAsync(CancellationToken abort) => Task.Delay(RetryDelay, Clock, abort);
}
