namespace NhsIoT.Sdk.Devices.Clocks;

/// <summary>The latest runs of a clock and the latest messages, as many as are worth their memory.</summary>
internal sealed class ClockHistory
{
    private const int MostRuns = 8;
    private const int MostSightings = 32;
    private const int FirstSightings = 4;

    // One minute: coarse enough that two gateways give one clock the same number, fine enough to tell steps of an hour apart.
    private const long EpochTicks = TimeSpan.TicksPerMinute;
    private readonly ClockRun?[] _runs = new ClockRun[MostRuns];
    private Sighting[] _sightings = new Sighting[FirstSightings];
    private int _count;
    private int _latest = -1;

    /// <summary>The number of the run that is in force; -1: none.</summary>
    public int Current { get; private set; } = -1;

    public ClockRun? Run => Current < 0 ? null : RunAt(Current);

    public bool IsEmpty => _count == 0;

    public ref Sighting Latest => ref _sightings[_latest];

    /// <summary>The run of a number; null where it is forgotten.</summary>
    public ClockRun? RunAt(int number) => number >= 0 && number <= Current && number > Current - MostRuns ? _runs[number % MostRuns] : null;

    /// <summary>Begins a run; a first one that was only supposed never was.</summary>
    public void Begin(ClockRun run)
    {
        Current += Run is { IsSupposed: true } ? 0 : 1;
        _runs[Current % MostRuns] = run;
    }

    /// <summary>
    /// The message of this receipt that a time stands in: of several, the one whose latest time is the next to it; -1: none is remembered.
    /// </summary>
    public int IndexOf(long received, long end)
    {
        int index = -1;
        for (int back = 0, i = _latest; back < _count; back++, i = Before(i))
        {
            if (_sightings[i].Received == received && (index < 0 || IsNearer(_sightings[i].Device, _sightings[index].Device, end)))
            {
                index = i;
            }
        }

        return index;
    }

    /// <summary>The latest message with these device times, so that this is it sent again; -1: none is remembered.</summary>
    public int IndexOfMessage(long device, long earliest)
    {
        for (int back = 0, i = _latest; back < _count; back++, i = Before(i))
        {
            if (_sightings[i].Device == device && _sightings[i].Earliest == earliest)
            {
                return i;
            }
        }

        return -1;
    }

    public ref Sighting At(int index) => ref _sightings[index];

    public ref Sighting Remember(scoped in Sighting sighting)
    {
        if (_count == _sightings.Length && _count < MostSightings)
        {
            // Full, so that the oldest stands behind the latest: in order again before there is more room.
            Sighting[] wider = new Sighting[_count * 2];
            _sightings.AsSpan(_latest + 1).CopyTo(wider);
            _sightings.AsSpan(0, _latest + 1).CopyTo(wider.AsSpan(_count - _latest - 1));
            (_sightings, _latest) = (wider, _count - 1);
        }

        _latest = (_latest + 1) % _sightings.Length;
        _count = Math.Min(_count + 1, _sightings.Length);
        _sightings[_latest] = sighting;
        return ref _sightings[_latest];
    }

    /// <summary>
    /// The number of a run by its offset, so that it is the same after a restart of the gateway and in another gateway; the next one where
    /// that number has stood with this device time or a later one, so that no two readings become one.
    /// </summary>
    public int EpochOf(long offset, long device)
    {
        long minutes = (offset + (Math.Sign(offset) * EpochTicks / 2)) / EpochTicks;
        int epoch = (int)(((minutes << 1) ^ (minutes >> 63)) & int.MaxValue);
        while (IsTaken(epoch, device))
        {
            epoch = epoch == int.MaxValue ? 0 : epoch + 1;
        }

        return epoch;
    }

    private bool IsTaken(int epoch, long device)
    {
        foreach (ClockRun? run in _runs)
        {
            if (run is not null && run.Epoch == epoch && run.LastDevice >= device)
            {
                return true;
            }
        }

        foreach (ref readonly Sighting sighting in _sightings.AsSpan(0, _count))
        {
            if (sighting.Epoch == epoch && sighting.Device >= device)
            {
                return true;
            }
        }

        return false;
    }

    // The least that is not before it; where all are before it, the greatest.
    private static bool IsNearer(long device, long than, long end) => than < end ? device > than : device >= end && device < than;

    private int Before(int index) => index == 0 ? _sightings.Length - 1 : index - 1;
}
