namespace NhsIoT.Sdk.Devices.Clocks;

/// <summary>Between which two figures the offset of a clock lies, at any time that it shows: gateway time minus device time.</summary>
/// <remarks>
/// No message arrives before it was sent, so each bounds the offset from above; the quickest of a few is quick enough, so they
/// bound it from below. Both bounds widen with time by the rate that the clock can have.
/// </remarks>
internal struct OffsetBounds(long at, long low, long high, int maxDriftPpm)
{
    private const long TicksPerMillion = 1_000_000;
    private long _lowAt = at;
    private long _low = low;
    private long _highAt = at;
    private long _high = high;

    public readonly long HighAt(long device) => _high + Change(device - _highAt);

    public readonly long LowAt(long device) => _low - Change(device - _lowAt);

    /// <summary>A message that was as quick as any: it bounds the offset from above.</summary>
    public void Lower(long device, long offset)
    {
        if (offset <= HighAt(device))
        {
            (_high, _highAt) = (offset, device);
        }
    }

    /// <summary>The offset may be as little, or as much, as this after all.</summary>
    public void Open(long device, long low, long high)
    {
        (_low, _lowAt) = (Math.Min(low, LowAt(device)), device);
        (_high, _highAt) = (Math.Max(high, HighAt(device)), device);
    }

    /// <summary>The offset cannot be less than this: some messages in a row were not that quick.</summary>
    public void Raise(long device, long offset)
    {
        if (offset >= LowAt(device) && offset <= HighAt(device))
        {
            (_low, _lowAt) = (offset, device);
        }
    }

    // One part more than whole millionths give: rounded outwards.
    private readonly long Change(long distance) => distance == 0 ? 0 : ((Math.Abs(distance) / TicksPerMillion) + 1) * maxDriftPpm;
}
