using NhsIoT.Sdk;
using NhsIoT.Sdk.Testing;
using NhsIoT.Sdk.Transport;

namespace WardGateway.Screen;

/// <summary>What the screen shows of one moment.</summary>
internal sealed record WardFigures
{
    public required TimeSpan Elapsed { get; init; }

    public required GatewayCounts Gateway { get; init; }

    public required OutboxCounts Outbox { get; init; }

    public required long Bundles { get; init; }

    public required long BrokenRows { get; init; }

    /// <summary>Gets what is wrong with the destinations, if anything.</summary>
    public string? Trouble { get; init; }

    /// <summary>Gets the counts of the endpoint within this program; null where there is none.</summary>
    public EmbeddedFhirCounts? Endpoint { get; init; }

    /// <summary>Gets how much did not get where it should.</summary>
    public long Faults => BrokenRows + Gateway.MessagesQuarantined + Gateway.EntriesRejected + Gateway.EntriesClashed;

    public bool IsAllDelivered => Faults == 0 && Outbox.Waiting == 0;
}
