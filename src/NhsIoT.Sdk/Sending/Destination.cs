using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>A destination as the gateway runs it.</summary>
internal sealed class Destination
{
    public required string Name { get; init; }

    public required ISendTransport Transport { get; init; }

    public required int MaxBatch { get; init; }

    public required int MinBatch { get; init; }

    public required TimeSpan Linger { get; init; }

    public required TimeSpan RetryAfter { get; init; }
}
