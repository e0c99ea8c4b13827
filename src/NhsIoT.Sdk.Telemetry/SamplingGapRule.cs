namespace NhsIoT.Sdk.Telemetry;

/// <summary>How far apart readings may be before those between are missed.</summary>
/// <remarks>Looks back from a reading that came; for those that do not come, the gateway tells the state of the device. Immutable.</remarks>
public sealed record SamplingGapRule
{
    /// <summary>Gets how often a reading is expected.</summary>
    /// <value>
    /// More than zero. The default is <see langword="null"/>: as <see cref="MeasurementContext.ExpectedInterval"/> says; where that is not
    /// stated either, there is no gap.
    /// </value>
    /// <exception cref="ArgumentOutOfRangeException">The interval is not more than zero.</exception>
    public TimeSpan? Interval
    {
        get;
        init => field = value is null || value > TimeSpan.Zero ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "An interval is more than zero.");
    }

    /// <summary>Gets how many intervals may lie between two readings.</summary>
    /// <value>1 to 1 000. The default is 3.</value>
    /// <exception cref="ArgumentOutOfRangeException">The factor is out of range.</exception>
    public decimal Factor
    {
        get;
        init => field = value is >= 1m and <= 1000m ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The factor of a gap is 1 to 1000.");
    } = 3m;

    /// <summary>Gets how far the first reading after a gap is trusted.</summary>
    /// <value>The default is good: the reading is right and marked, what is missing is missing before it.</value>
    /// <exception cref="ArgumentOutOfRangeException">The severity is not stated.</exception>
    public QualitySeverity Severity { get; init => field = QualityRules.Stated(value); } = QualitySeverity.Good;

    /// <summary>Gets the longest time between two readings that is no gap.</summary>
    /// <param name="expected">How often a reading is expected where <see cref="Interval"/> does not say it.</param>
    /// <returns>The time, or <see langword="null"/>: there is no gap.</returns>
    public TimeSpan? Longest(TimeSpan? expected) => (Interval ?? expected) is { } interval
        ? TimeSpan.FromTicks((long)decimal.Min(interval.Ticks * Factor, long.MaxValue))
        : null;
}
