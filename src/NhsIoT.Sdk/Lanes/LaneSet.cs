using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>The lanes: a fixed number of partitions of the keys, each with a lane for alarms and one for the rest.</summary>
/// <remarks>
/// A lane of alarms is a worker of its own, so that readings which wait for room never stand before an alarm. Lanes need no
/// limit of their own: what is in them is bounded by the receive windows of the sources.
/// </remarks>
internal sealed class LaneSet(int count, Func<string, Lane> make)
{
    private readonly Lane[] _alarms = [.. Enumerable.Range(0, count).Select(i => make($"alarms-{i}"))];
    private readonly Lane[] _others = [.. Enumerable.Range(0, count).Select(i => make($"readings-{i}"))];

    public IEnumerable<Lane> All => _alarms.Concat(_others);

    public void Add(in LaneItem item)
    {
        Envelope envelope = item.Message.Envelope;
        Lane[] lanes = item.Class == DeliveryClass.Alarm ? _alarms : _others;
        lanes[PartitionOf(envelope.Key ?? envelope.Route, lanes.Length)].Add(item);
    }

    /// <summary>Ticks each lane.</summary>
    /// <returns>A task that ends when all have worked off what they were given before.</returns>
    public Task TickAsync() => Task.WhenAll(All.Select(lane => lane.TickAsync()));

    public void Complete()
    {
        foreach (Lane lane in All)
        {
            lane.Complete();
        }
    }

    // FNV-1a: the same key falls into the same lane in every run, so that runs can be compared.
    private static int PartitionOf(ReadOnlySpan<char> key, int count)
    {
        uint hash = 2166136261;
        foreach (char c in key)
        {
            hash = unchecked((hash ^ c) * 16777619);
        }

        return (int)(hash % (uint)count);
    }
}
