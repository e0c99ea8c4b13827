using System.Runtime.InteropServices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Associations;

/// <summary>Lays out the associations of a device in time. Reused, so that it keeps its room; not thread-safe.</summary>
internal sealed class Drawing
{
    private static readonly Placement Overlapping = Placement.Unknown("associations of the device overlap at that time");
    private static readonly Placement Contradictory = Placement.Unknown("what is known of the association at that time contradicts itself");
    private static readonly Placement Shared = Placement.Unknown(SharedBecause);
    private const string SharedBecause = "the device is shared and its associations overlap at that time";

    private readonly List<long> _begins = [];
    private readonly List<int> _order = [];
    private readonly List<long> _transfers = [];
    private readonly List<Placement> _stretches = [];
    private readonly List<long> _turnTimes = [];
    private readonly List<int> _turns = [];
    private readonly List<int> _open = [];
    private readonly List<long> _starts = [];
    private readonly List<Placement> _placements = [];

    /// <summary>Draws the timeline of one device.</summary>
    /// <param name="stays">All that is known of its associations.</param>
    /// <param name="shared">What was answered for each place while the device was shared; null where it is not shared.</param>
    public Timeline Draw(ReadOnlySpan<Stay> stays, List<Placement>? shared)
    {
        Clear();
        Order(stays);
        foreach (int number in _order)
        {
            AddStretches(stays[number], shared is not null);
        }

        CollectionsMarshal.AsSpan(_turnTimes).Sort(CollectionsMarshal.AsSpan(_turns));
        Sweep(shared);
        return new Timeline(CollectionsMarshal.AsSpan(_starts), CollectionsMarshal.AsSpan(_placements), _starts.Count);
    }

    // What began, by its earliest start; and from each on, when the next transfer ends whatever began before it.
    private void Order(ReadOnlySpan<Stay> stays)
    {
        for (int i = 0; i < stays.Length; i++)
        {
            if (stays[i].HasStart && !stays[i].IsCancelled)
            {
                _begins.Add(stays[i].Start.Earliest);
                _order.Add(i);
            }
        }

        CollectionsMarshal.AsSpan(_begins).Sort(CollectionsMarshal.AsSpan(_order));
        CollectionsMarshal.SetCount(_transfers, _order.Count);
        long next = Never.Ended;
        for (int i = _order.Count - 1; i >= 0; i--)
        {
            next = stays[_order[i]].IsTransfer ? _begins[i] : next;
            _transfers[i] = next;
        }
    }

    private void AddStretches(in Stay stay, bool isShared)
    {
        (Times start, Times end) = (stay.Start, stay.End);
        int next = FirstAfter(start.Latest);
        long cut = next < _order.Count ? _transfers[next] : Never.Ended;
        // As a ward does: whoever attaches a device to the next patient has taken it from the one before, said or not.
        long open = isShared || next == _order.Count ? cut : _begins[next];
        long latestEnd = end.IsStated ? end.Latest : open;
        if (stay.IsContradictory)
        {
            Add(Math.Min(start.Earliest, end.Earliest), Math.Min(Math.Max(latestEnd, start.Latest), cut), Contradictory);
            return;
        }

        long earliestEnd = end.IsStated ? end.Earliest : open;
        Add(start.Earliest, start.Latest, Contradictory);
        Add(start.Latest, Math.Min(earliestEnd, cut), stay.Placement);
        Add(earliestEnd, Math.Min(latestEnd, cut), Contradictory);
    }

    private int FirstAfter(long utcTicks)
    {
        int found = _begins.BinarySearch(utcTicks);
        int index = found < 0 ? ~found : found;
        while (index < _begins.Count && _begins[index] <= utcTicks)
        {
            index++;
        }

        return index;
    }

    private void Add(long start, long end, Placement placement)
    {
        if (start < end)
        {
            _turnTimes.Add(start);
            _turns.Add(_stretches.Count);
            _turnTimes.Add(end);
            _turns.Add(~_stretches.Count);
            _stretches.Add(placement);
        }
    }

    private void Sweep(List<Placement>? shared)
    {
        for (int i = 0; i < _turns.Count; i++)
        {
            if (_turns[i] >= 0)
            {
                _open.Add(_turns[i]);
            }
            else
            {
                _open.Remove(~_turns[i]);
            }

            bool isLastAtThisTime = i + 1 == _turns.Count || _turnTimes[i + 1] > _turnTimes[i];
            if (isLastAtThisTime && _turnTimes[i] != Never.Ended)
            {
                Put(_turnTimes[i], Answer(shared));
            }
        }
    }

    private void Put(long start, Placement placement)
    {
        if (_placements.Count == 0 || !ReferenceEquals(_placements[^1], placement))
        {
            _starts.Add(start);
            _placements.Add(placement);
        }
    }

    private Placement Answer(List<Placement>? shared) => _open.Count switch
    {
        0 => Placement.NotAssociated,
        1 => _stretches[_open[0]],
        _ => shared is null ? Overlapping : SharedAt(shared),
    };

    // Which of its patients a reading of a shared device belongs to nobody can say; the place may still be the same for all.
    private Placement SharedAt(List<Placement> shared)
    {
        PlaceReference? place = _stretches[_open[0]].Place;
        foreach (int stretch in _open)
        {
            place = _stretches[stretch].Place == place ? place : null;
        }

        if (place is null)
        {
            return Shared;
        }

        Placement? known = shared.Find(p => p.Place == place);
        if (known is null)
        {
            shared.Add(known = Placement.Unknown(SharedBecause, place));
        }

        return known;
    }

    private void Clear()
    {
        _begins.Clear();
        _order.Clear();
        _stretches.Clear();
        _turnTimes.Clear();
        _turns.Clear();
        _open.Clear();
        _starts.Clear();
        _placements.Clear();
    }
}
