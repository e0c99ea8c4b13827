namespace NhsIoT.Sdk.Devices.Clocks;

/// <summary>Between which two figures the offset of a clock lies, at any time that it shows: gateway time minus device time.</summary>
/// <remarks>
/// No message arrives before it was sent, so each bounds the offset from above; the quickest of a few is quick enough, so they
/// bound it from below. Both bounds widen with time by the rates that the clock can have; a long run narrows the rates.
/// </remarks>
internal struct OffsetBounds
{
    // The rate of a quartz in one place over months: temperature and age, with room to spare.
    private const int WanderPpm = 10;
    private const long TicksPerMillion = 1_000_000;
    private readonly int _maxDriftPpm;
    private readonly long _firstAt;
    private readonly long _firstLow;
    private readonly long _firstHigh;
    private long _lowAt;
    private long _low;
    private long _highAt;
    private long _high;
    private int _slowestPpm;
    private int _fastestPpm;

    public OffsetBounds(long at, long low, long high, int maxDriftPpm)
    {
        _maxDriftPpm = maxDriftPpm;
        _fastestPpm = maxDriftPpm;
        _slowestPpm = -maxDriftPpm;
        _firstAt = _lowAt = _highAt = at;
        _firstLow = _low = low;
        _firstHigh = _high = high;
    }

    /// <summary>How quickly the offset may change, in millionths.</summary>
    public readonly int MaxRatePpm => Math.Max(Math.Abs(_slowestPpm), Math.Abs(_fastestPpm));

    public readonly long HighAt(long device) => _high + Change(device - _highAt, device >= _highAt ? _fastestPpm : _slowestPpm, 1);

    public readonly long LowAt(long device) => _low + Change(device - _lowAt, device >= _lowAt ? _slowestPpm : _fastestPpm, -1);

    /// <summary>A message that was as quick as any: it bounds the offset from above.</summary>
    public void Lower(long device, long offset)
    {
        if (offset <= HighAt(device))
        {
            (_high, _highAt) = (offset, device);
        }
    }

    /// <summary>The offset may be as little as this after all.</summary>
    public void Drop(long device, long offset)
    {
        if (offset < LowAt(device))
        {
            (_low, _lowAt) = (offset, device);
        }
    }

    /// <summary>The offset cannot be less than this: some messages in a row were not that quick.</summary>
    public void Raise(long device, long offset)
    {
        if (offset >= LowAt(device))
        {
            (_low, _lowAt) = (offset, device);
            LearnRate(device);
        }
    }

    // The change since the first bounds over the time since then; whole millionths, rounded outwards.
    private void LearnRate(long device)
    {
        long millions = (device - _firstAt) / TicksPerMillion;
        if (millions <= 0)
        {
            return;
        }

        long slowest = ((LowAt(device) - _firstHigh) / millions) - 1 - WanderPpm;
        long fastest = ((HighAt(device) - _firstLow) / millions) + 1 + WanderPpm;
        _slowestPpm = (int)Math.Clamp(slowest, -_maxDriftPpm, _maxDriftPpm);
        _fastestPpm = (int)Math.Clamp(fastest, _slowestPpm, _maxDriftPpm);
    }

    private static long Change(long distance, int ratePpm, int outwards) => distance == 0
        ? 0
        : (distance / TicksPerMillion * ratePpm) + (Math.Abs(ratePpm) * outwards);
}
