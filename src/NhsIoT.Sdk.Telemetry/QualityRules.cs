namespace NhsIoT.Sdk.Telemetry;

/// <summary>By which rules the readings of a metric are judged.</summary>
/// <remarks>
/// Data, not code: what it states is applied where readings come in, and a reading names each rule that marked it
/// (<see cref="QualityRuleNames"/>). The rules only take trust away and never drop a reading. Always in force besides: the ranges of
/// <see cref="MetricLimits"/>, and what the device itself says of its sensor. Immutable, thread-safe.
/// </remarks>
public sealed record QualityRules
{
    /// <summary>Gets the rules of a metric that states none: ranges, calibration, duplicates and order.</summary>
    public static QualityRules Default { get; } = new();

    /// <summary>Gets when a value is stuck.</summary>
    /// <value>The default is <see langword="null"/>: never.</value>
    public StuckRule? Stuck { get; init; }

    /// <summary>Gets which change of the number is too large.</summary>
    /// <value>The default is <see langword="null"/>: none.</value>
    public JumpRule? Jump { get; init; }

    /// <summary>Gets when readings between two others are missed.</summary>
    /// <value>The default is <see langword="null"/>: never.</value>
    public SamplingGapRule? SamplingGap { get; init; }

    /// <summary>Gets how far a reading is trusted whose sensor should have been calibrated before.</summary>
    /// <value>The default is uncertain. It matters only where the date is known.</value>
    /// <exception cref="ArgumentOutOfRangeException">The severity is not stated.</exception>
    public QualitySeverity CalibrationSeverity { get; init => field = Stated(value); } = QualitySeverity.Uncertain;

    /// <summary>Gets a value indicating whether another reading with the time and the number of the newest is marked.</summary>
    /// <value>
    /// The default is <see langword="true"/>. The mark takes no trust away. The same reading once more is not marked: what leaves for it
    /// has to be the same as the first time.
    /// </value>
    public bool MarksDuplicates { get; init; } = true;

    /// <summary>Gets a value indicating whether a reading that comes after a later one is marked.</summary>
    /// <value>The default is <see langword="true"/>. The mark takes no trust away: a late reading is as true as a punctual one.</value>
    public bool MarksOutOfOrder { get; init; } = true;

    internal static QualitySeverity Stated(QualitySeverity value) => value is >= QualitySeverity.Good and <= QualitySeverity.Bad
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, "A rule says good, uncertain or bad.");
}
