namespace NhsIoT.Sdk.Transport.Retrying;

/// <summary>A wait with full jitter: drawn evenly from below a ceiling that doubles each time.</summary>
internal static class Backoff
{
    public static TimeSpan Draw(TimeSpan first, TimeSpan longest, int doublings, Random random)
    {
        long ceiling = first.Ticks;
        for (int i = 0; i < doublings && ceiling < longest.Ticks; i++)
        {
            // Both are days at the most: it cannot overflow.
            ceiling *= 2;
        }

        return new TimeSpan(random.NextInt64(1, Math.Min(ceiling, longest.Ticks) + 1));
    }
}
