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
    public required IDeviceRegistry Devices { get; init; }

    public required IAssociations Associations { get; init; }

    public required IReadOnlyList<IHandler> Handlers { get; init; }

    public required IOutbox Outbox { get; init; }
}
