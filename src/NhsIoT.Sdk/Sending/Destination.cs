using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>A destination as the gateway runs it.</summary>
internal sealed class Destination
{
    public required string Name { get; init; }

    public required ISendTransport Transport { get; init; }

    public required int MaxBatch { get; init; }

    public required bool MayLose { get; init; }

    public required TimeSpan? ExpireAfter { get; init; }

    public required TimeSpan? AlarmsExpireAfter { get; init; }

    public required ThinningOptions? Thinning { get; init; }

    public required int MinBatch { get; init; }

    public required TimeSpan Linger { get; init; }

    public required TimeSpan SendDeadline { get; init; }

    public required RetryPolicy Retry { get; init; }

    /// <summary>Gets the circuit that its senders share: what one learns of the destination holds for all.</summary>
    public required DestinationCircuit Circuit { get; init; }
}
