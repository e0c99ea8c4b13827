using NhsIoT.Sdk.Testing;

namespace WardGateway.Readings;

/// <summary>A ward that does not exist: so many beds with a synthetic monitor each, one message a second from each.</summary>
internal sealed class SyntheticWard
{
    public const int Beds = 8;

    // Fixed, so that two runs of the same start time send the same readings.
    private const int Seed = 20260101;
    private readonly SyntheticMonitor[] _monitors = [.. Enumerable.Range(1, Beds).Select(bed => new SyntheticMonitor(bed, Seed))];

    public IEnumerable<string> Devices => _monitors.Select(m => m.Device);

    /// <summary>Gives messages without end; the beds follow each other evenly within each second.</summary>
    public IEnumerable<TimedMessage> Messages(DateTimeOffset start)
    {
        for (long second = 0; ; second++)
        {
            for (int bed = 0; bed < Beds; bed++)
            {
                TimeSpan due = TimeSpan.FromSeconds(second) + (TimeSpan.FromSeconds(1) / Beds * bed);
                yield return new TimedMessage(due, _monitors[bed].NextMessage(start + due));
            }
        }
    }
}
