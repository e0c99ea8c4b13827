namespace NhsIoT.Sdk.Devices.Clocks;

/// <summary>The times of a message in its order, as far as none shows that the clock was set back between two of them; the default holds none.</summary>
internal struct MessageSpan
{
    private long _last;
    private bool _isBegun;

    /// <summary>The earliest time.</summary>
    public long Earliest { get; private set; }

    /// <summary>The latest time.</summary>
    public long Latest { get; private set; }

    public readonly bool IsEmpty => !_isBegun;

    /// <summary>Adds the next time; not where it goes back by more than the tolerance.</summary>
    public bool TryAdd(long time, long tolerance, bool isSameChannel)
    {
        // A message that states one channel after the other goes back to the time it began with: that is no step.
        if (!IsEmpty && (time < Earliest - tolerance || (isSameChannel && time < _last - tolerance)))
        {
            return false;
        }

        (Earliest, Latest) = IsEmpty ? (time, time) : (Math.Min(Earliest, time), Math.Max(Latest, time));
        (_last, _isBegun) = (time, true);
        return true;
    }
}
