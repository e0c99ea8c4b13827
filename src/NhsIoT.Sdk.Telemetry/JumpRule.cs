namespace NhsIoT.Sdk.Telemetry;

/// <summary>How far a number can change before the change is doubted.</summary>
/// <remarks>
/// It is about errors of measurement: a change that a body or a room cannot make. Immutable.
/// </remarks>
public sealed record JumpRule
{
    private const decimal MostChange = 1_000_000_000m;
    private static readonly TimeSpan LeastPer = TimeSpan.FromMilliseconds(1);

    /// <summary>Gets the largest change that is believed, in the unit of the metric.</summary>
    /// <value>More than 0, at most 1 000 000 000.</value>
    /// <exception cref="ArgumentOutOfRangeException">The change is out of range.</exception>
    public required decimal Change
    {
        get;
        init => field = value is > 0m and <= MostChange ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A change that is believed is more than 0 and at most 1000000000.");
    }

    /// <summary>Gets the time in which that change is believed.</summary>
    /// <value>
    /// At least 1 ms. Readings that are further apart may differ by more in proportion, nearer ones by <see cref="Change"/>. The default
    /// is <see langword="null"/>: between neighbours, whatever the time between them.
    /// </value>
    /// <exception cref="ArgumentOutOfRangeException">The time is too short.</exception>
    public TimeSpan? Per
    {
        get;
        init => field = value is null || value >= LeastPer ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A change is believed in a time of 1 ms or more.");
    }

    /// <summary>Gets how far a reading after a jump is trusted.</summary>
    /// <value>The default is uncertain: the change may be real.</value>
    /// <exception cref="ArgumentOutOfRangeException">The severity is not stated.</exception>
    public QualitySeverity Severity { get; init => field = QualityRules.Stated(value); } = QualitySeverity.Uncertain;

    /// <summary>Says whether a change cannot be believed.</summary>
    /// <param name="from">The earlier number.</param>
    /// <param name="to">The later number.</param>
    /// <param name="time">The time between them. Not negative.</param>
    /// <returns>Whether the change is too large.</returns>
    public bool IsJump(decimal from, decimal to, TimeSpan time) =>
        NumberChange.IsMoreThan(from, to, Change)
        && (Per is not { } per || time <= per || NumberChange.IsMoreThan(from, to, Change * ((decimal)time.Ticks / per.Ticks)));
}
