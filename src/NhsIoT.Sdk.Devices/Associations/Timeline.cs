using System.Collections.Immutable;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Associations;

/// <summary>The associations of one device, laid out in time: an immutable snapshot that look-ups search.</summary>
internal sealed class Timeline
{
    private static readonly Placement Overlapping = Placement.Unknown("associations of the device overlap at that time");
    private static readonly Placement Contradictory = Placement.Unknown("what is known of the association at that time contradicts itself");
    private static readonly Placement Changing = Placement.Unknown("the association of the device changed while it was observed");

    private readonly ImmutableDictionary<string, Episode> _episodes;
    private readonly Segment[] _segments;

    private Timeline(ImmutableDictionary<string, Episode> episodes)
    {
        _episodes = episodes;
        _segments = SegmentsOf(episodes.Values);
    }

    public static Timeline Empty { get; } = new(ImmutableDictionary.Create<string, Episode>(StringComparer.Ordinal));

    public Timeline With(AssociationEvent word)
    {
        Episode before = _episodes.GetValueOrDefault(word.AssociationId) ?? new Episode(word.AssociationId);
        Episode after = before.With(word);
        return before == after ? this : new Timeline(_episodes.SetItem(word.AssociationId, after));
    }

    /// <summary>The answer for a point, or for a stretch that lies within one answer.</summary>
    public Placement At(long startUtcTicks, long lengthTicks)
    {
        int first = IndexAt(startUtcTicks);
        // A stretch that ends when the next association begins does not touch it.
        int last = lengthTicks == 0 ? first : IndexAt(startUtcTicks + Math.Min(lengthTicks - 1, Episode.Never - startUtcTicks));
        return first == last ? PlacementOf(first) : Changing;
    }

    private Placement PlacementOf(int index) => index < 0 ? Placement.NotAssociated : _segments[index].Placement;

    // The last segment that begins at or before the time; -1 before the first.
    private int IndexAt(long utcTicks)
    {
        int low = 0;
        int high = _segments.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_segments[middle].StartUtcTicks <= utcTicks)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low - 1;
    }

    private static Segment[] SegmentsOf(IEnumerable<Episode> episodes)
    {
        List<(long At, int Step, Stretch Stretch)> turns = [];
        foreach (Stretch stretch in episodes.SelectMany(StretchesOf).Where(s => s.Start < s.End))
        {
            turns.Add((stretch.Start, 1, stretch));
            turns.Add((stretch.End, -1, stretch));
        }

        turns.Sort((a, b) => a.At.CompareTo(b.At));
        List<Segment> segments = [];
        HashSet<Stretch> open = new(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < turns.Count; i++)
        {
            _ = turns[i].Step > 0 ? open.Add(turns[i].Stretch) : open.Remove(turns[i].Stretch);
            bool isLastAtThisTime = i + 1 == turns.Count || turns[i + 1].At > turns[i].At;
            Placement placement = open.Count switch { 0 => Placement.NotAssociated, 1 => open.First().Placement, _ => Overlapping };
            if (isLastAtThisTime && turns[i].At != Episode.Never && (segments.Count == 0 || segments[^1].Placement != placement))
            {
                segments.Add(new Segment(turns[i].At, placement));
            }
        }

        return [.. segments];
    }

    // An end without a start says nothing about when it began, so it places nothing.
    private static IEnumerable<Stretch> StretchesOf(Episode e)
    {
        if (e.IsCancelled || !e.HasStart)
        {
            return [];
        }

        long latestEnd = e.HasEnd ? e.LatestEnd : Episode.Never;
        return e.IsContradictory || e.LatestStart > e.EarliestEnd
            ? [new Stretch(Math.Min(e.EarliestStart, e.EarliestEnd), Math.Max(latestEnd, e.LatestStart), Contradictory)]
            :
            [
                new Stretch(e.EarliestStart, e.LatestStart, Contradictory),
                new Stretch(e.LatestStart, e.EarliestEnd, e.Placement!),
                new Stretch(e.EarliestEnd, latestEnd, Contradictory),
            ];
    }

    private sealed record Stretch(long Start, long End, Placement Placement);
}
