namespace NhsIoT.Sdk.Devices.Series;

/// <summary>The last readings of one series, by which one that comes again is known.</summary>
/// <remarks>A ring of 32: as many as a device is likely to have sent unacknowledged in one channel. 512 bytes.</remarks>
/// <param name="displaced">Takes what a reading displaces, so that it can be put back.</param>
internal readonly struct RecentReadings(List<RecentReadings.Displaced> displaced)
{
    public const int Length = 32;

    private readonly JudgedReading[] _ring = new JudgedReading[Length];

    /// <summary>Finds a reading and what was said of it.</summary>
    /// <param name="reading">The reading.</param>
    /// <param name="marks">What was said of it; none where it is not found.</param>
    /// <param name="latest">Becomes the latest time of all that are remembered where the reading is not.</param>
    public bool TryFind(in JudgedReading reading, out SeriesMarks marks, ref long latest)
    {
        long found = 0;
        foreach (ref readonly JudgedReading known in _ring.AsSpan())
        {
            if (known.IsSame(reading))
            {
                marks = known.Marks;
                return true;
            }

            found = Math.Max(found, known.Time);
        }

        // What was later than all others may be forgotten by now: a clock that was set back is not searched for ever.
        latest = found;
        marks = default;
        return false;
    }

    /// <summary>Gets the place of a reading.</summary>
    /// <param name="index">How many came before it.</param>
    public ref JudgedReading this[uint index] => ref _ring[index % Length];

    /// <summary>Makes a note of what the next reading displaces.</summary>
    /// <param name="index">How many came before it.</param>
    public void Note(uint index) => displaced.Add(new Displaced(_ring, index % Length, this[index]));

    /// <summary>A reading that another one took the place of.</summary>
    internal readonly record struct Displaced(JudgedReading[] Ring, uint At, JudgedReading Reading)
    {
        public void PutBack() => Ring[At] = Reading;
    }
}
