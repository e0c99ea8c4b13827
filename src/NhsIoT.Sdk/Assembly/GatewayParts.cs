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

    public SourcePump PumpOf(Source source) => new(source, Lanes, Services);

    public IEnumerable<Sender> SendersOf(Action settled) =>
        from destination in Destinations
        from deliveryClass in new[] { DeliveryClass.Alarm, DeliveryClass.ClinicalReading, DeliveryClass.Housekeeping }
        select new Sender(destination, deliveryClass, Services, settled);

    public async ValueTask DisposeAsync()
    {
        foreach (ITransport transport in Sources.Select(s => (ITransport)s.Transport).Concat(Destinations.Select(d => d.Transport)).Distinct())
        {
            await transport.DisposeAsync().ConfigureAwait(false);
        }

        foreach (Lane lane in Lanes.All)
        {
            lane.Dispose();
        }

        await Services.Outbox.DisposeAsync().ConfigureAwait(false);
        Services.Metrics.Dispose();
    }
}
