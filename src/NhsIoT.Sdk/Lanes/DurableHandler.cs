using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk;

/// <summary>A handler that must not lose, as one lane calls it: with the destinations that it named, and with what is thinned before it.</summary>
/// <param name="handler">The handler.</param>
/// <param name="output">Its bit among the outputs.</param>
/// <param name="thinning">What its destination can do without; <see langword="null"/>: nothing.</param>
internal sealed class DurableHandler(IHandler handler, ulong output, ThinningOptions? thinning)
{
    private readonly string[] _destinations = [.. handler.Destinations];
    private readonly Dictionary<Source, Thinner> _thinners = [];
    private WordList<Placed<Measurement>> _kept = new();
    private string? _last;

    public IHandler Handler => handler;

    public bool IsThinned => thinning is not null;

    /// <summary>Gets its bit among the outputs; 0 where it delivers nothing.</summary>
    public ulong Output => _destinations.Length == 0 ? 0 : output;

    /// <summary>Gets the readings of this batch that were kept; in memory of its own, because the handler may be late and still read it.</summary>
    public ReadOnlyMemory<Placed<Measurement>> Kept => _kept.From(0);

    public IEnumerable<Source> Sources => _thinners.Keys;

    /// <summary>Says whether it named all destinations of its entries: an entry that no sender takes would wait for ever, and every draining for it.</summary>
    public bool Names(ReadOnlySpan<Delivered> entries)
    {
        foreach (ref readonly Delivered delivered in entries)
        {
            if (!ReferenceEquals(delivered.Destination, _last) && Array.IndexOf(_destinations, delivered.Destination) < 0)
            {
                return false;
            }

            _last = delivered.Destination;
        }

        return true;
    }

    /// <summary>Gives those of some readings that go to the handler, and those held back before that do now.</summary>
    public ReadOnlyMemory<Placed<Measurement>> Thin(Source source, PlacedBatch batch) =>
        Keep(ThinnerOf(source).Thin(batch.Measurements.Span, batch.Alarms.Span));

    /// <summary>Gives the readings that were held back for series which ended; at the end, all.</summary>
    public ReadOnlyMemory<Placed<Measurement>> Flush(Source source, DateTimeOffset? now) =>
        Keep(now is { } time ? ThinnerOf(source).FlushIdle(time) : ThinnerOf(source).Flush());

    /// <summary>Keeps what happened; gives how many readings were left out.</summary>
    public long Commit()
    {
        long thinned = 0;
        foreach (Thinner thinner in _thinners.Values)
        {
            long before = thinner.Thinned;
            thinner.Commit();
            thinned += thinner.Thinned - before;
        }

        _kept.Clear();
        return thinned;
    }

    public void RollBack()
    {
        foreach (Thinner thinner in _thinners.Values)
        {
            thinner.RollBack();
        }

        _kept.Clear();
    }

    /// <summary>Leaves the kept readings to a handler that is late.</summary>
    public void LeaveKept() => _kept = new WordList<Placed<Measurement>>();

    private ReadOnlyMemory<Placed<Measurement>> Keep(ReadOnlyMemory<Placed<Measurement>> readings)
    {
        int start = _kept.Count;
        foreach (ref readonly Placed<Measurement> reading in readings.Span)
        {
            _kept.Add(reading);
        }

        return _kept.From(start);
    }

    // One for each source, because what is held back goes out under the terms of its source.
    private Thinner ThinnerOf(Source source)
    {
        if (!_thinners.TryGetValue(source, out Thinner? thinner))
        {
            thinner = new Thinner(thinning!);
            _thinners.Add(source, thinner);
        }

        return thinner;
    }
}
