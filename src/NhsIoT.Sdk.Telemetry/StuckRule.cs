namespace NhsIoT.Sdk.Telemetry;

/// <summary>How long a value may stay exactly the same before its sensor is doubted.</summary>
/// <remarks>
/// Numbers are compared by value: 36.60 is 36.6. Where both <see cref="Readings"/> and <see cref="Time"/> are stated, both have to be
/// reached; where neither is, nothing is stuck. Immutable.
/// </remarks>
public sealed record StuckRule
{
    /// <summary>Gets how many readings in a row have to show the same value.</summary>
    /// <value>2 to 1 000 000, the doubted reading counted. The default is <see langword="null"/>: the number of readings is not asked.</value>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of range.</exception>
    public int? Readings
    {
        get;
        init => field = value is null or (>= 2 and <= 1_000_000) ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A value is stuck after 2 to 1000000 readings.");
    }

    /// <summary>Gets for how long the readings have to show the same value, from the start of the first to the start of the last.</summary>
    /// <value>More than zero. The default is <see langword="null"/>: the time is not asked.</value>
    /// <exception cref="ArgumentOutOfRangeException">The time is not more than zero.</exception>
    public TimeSpan? Time
    {
        get;
        init => field = value is null || value > TimeSpan.Zero ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A value is stuck after a time of more than zero.");
    }

    /// <summary>Gets a value indicating whether codes and yes-or-no can be stuck.</summary>
    /// <value>The default is <see langword="false"/>: a door may be shut for weeks.</value>
    public bool IncludesCoded { get; init; }

    /// <summary>Gets how far a stuck reading is trusted.</summary>
    /// <value>The default is uncertain: a steady patient has steady numbers.</value>
    /// <exception cref="ArgumentOutOfRangeException">The severity is not stated.</exception>
    public QualitySeverity Severity { get; init => field = QualityRules.Stated(value); } = QualitySeverity.Uncertain;

    /// <summary>Says whether a run of equal values is too long.</summary>
    /// <param name="readings">How many readings it has.</param>
    /// <param name="time">How long it goes on.</param>
    /// <returns>Whether the last reading of the run is doubted.</returns>
    public bool IsStuck(int readings, TimeSpan time) =>
        (Readings is not null || Time is not null) && !(readings < Readings) && !(time < Time);
}
