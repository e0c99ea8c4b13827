using System.Runtime.ExceptionServices;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>What a gateway is assembled from.</summary>
internal sealed record GatewayParts(
    GatewayServices Services,
    IReadOnlyList<Source> Sources,
    IReadOnlyList<Destination> Destinations,
    LaneSet Lanes) : IAsyncDisposable
{
    public required int DeviceCount { get; init; }

    public required IReadOnlyList<AssociationEvent> Associations { get; init; }

    /// <summary>Gets the source of what the gateway itself says: it begins before the others and ends after them.</summary>
    public required Source Voice { get; init; }

    public required DeviceRegistry Registry { get; init; }

    public required Replays Replays { get; init; }

    public required HeldMessages Held { get; init; }

    public required Upkeep Upkeep { get; init; }

    public required Reassociations Reassociations { get; init; }

    public OwnWords OwnWords => (OwnWords)Voice.Transport;

    public ISecretSource? Secrets { get; init; }

    public SourcePump PumpOf(Source source) => new(source, Lanes, Services);

    public IEnumerable<Sender> SendersOf(Action settled) =>
        from destination in Destinations
        from deliveryClass in new[] { DeliveryClass.Alarm, DeliveryClass.ClinicalReading, DeliveryClass.Housekeeping }
        select new Sender(destination, deliveryClass, Services, settled);

    public async ValueTask DisposeAsync()
    {
        List<Exception> faults = [];
        foreach (ITransport transport in Sources.Append(Voice).Select(s => (ITransport)s.Transport).Concat(Destinations.Select(d => d.Transport)).Distinct())
        {
            await CloseAsync(transport, faults).ConfigureAwait(false);
        }

        foreach (Destination destination in Destinations)
        {
            destination.Circuit.Dispose();
        }

        foreach (Lane lane in Lanes.All)
        {
            lane.Dispose();
        }

        Reassociations.Dispose();
        await CloseAsync(Services.Outbox, faults).ConfigureAwait(false);
        await CloseAsync(Services.Audit.Trail, faults).ConfigureAwait(false);
        if (Secrets is not null)
        {
            await CloseAsync(Secrets, faults).ConfigureAwait(false);
        }

        Services.Metrics.Dispose();
        if (faults.Count > 0)
        {
            ExceptionDispatchInfo.Throw(faults[0]);
        }
    }

    // One that cannot be closed must not keep the others open.
    private static async ValueTask CloseAsync(IAsyncDisposable part, List<Exception> faults)
    {
        try
        {
            await part.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            faults.Add(fault);
        }
    }
}
