namespace NhsIoT.Sdk.Telemetry;

/// <summary>What all readings of one metric on one channel of one device have in common.</summary>
/// <remarks>
/// Is shared: one object for each device, channel and metric, so that a reading carries a reference and whoever prepares
/// something for it prepares it once. Compared by reference. Immutable, thread-safe.
/// </remarks>
public sealed class MeasurementContext
{
    /// <summary>Gets which device.</summary>
    public required DeviceId Device { get; init; }

    /// <summary>Gets which channel of the device, such as <c>ecg</c> or <c>probe-2</c>.</summary>
    /// <value>The default is empty: the device has one channel for the metric.</value>
    public string Channel { get; init; } = "";

    /// <summary>Gets what is measured.</summary>
    public required Metric Metric { get; init; }

    /// <summary>Gets where on the body.</summary>
    /// <value>The default is <see langword="null"/>: not known.</value>
    public Coding? BodySite { get; init; }

    /// <summary>Gets by which method.</summary>
    /// <value>The default is <see langword="null"/>: the metric says it, or it is not known.</value>
    public Coding? Method { get; init; }

    /// <summary>Gets how values come about.</summary>
    /// <value>The default is <see cref="MeasurementCategory.Measurement"/>.</value>
    public MeasurementCategory Category { get; init; }

    /// <summary>Gets by what the readings are made.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>Gets what the readings are for.</summary>
    public required ReadingPurpose Purpose { get; init; }

    /// <summary>Gets what numbers can be believed on this channel, in the unit of the metric.</summary>
    /// <value>The default is <see langword="null"/>: the limits of the metric hold.</value>
    public MetricLimits? Limits { get; init; }

    /// <summary>Gets by which rules the readings of this channel are judged.</summary>
    /// <value>The default is <see langword="null"/>: the rules of the metric hold; for the parts of a compound, those of theirs.</value>
    public QualityRules? Rules { get; init; }

    /// <summary>Gets how often a reading is expected.</summary>
    /// <value>More than zero. The default is <see langword="null"/>: not stated; nothing is due.</value>
    /// <exception cref="ArgumentOutOfRangeException">The interval is not more than zero.</exception>
    public TimeSpan? ExpectedInterval
    {
        get;
        init => field = value is null || value > TimeSpan.Zero ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "An interval is more than zero.");
    }

    /// <summary>Gets from when on the sensor should have been calibrated anew.</summary>
    /// <value>The default is <see langword="null"/>: not known.</value>
    public DateTimeOffset? CalibrationDue { get; init; }

    /// <summary>Gives this context for readings that are for something else.</summary>
    /// <param name="purpose">What they are for.</param>
    /// <returns>This object where it is for that already, else a new one: keep it, for contexts are compared by reference.</returns>
    public MeasurementContext For(ReadingPurpose purpose) => purpose == Purpose ? this : new MeasurementContext
    {
        Device = Device,
        Channel = Channel,
        Metric = Metric,
        BodySite = BodySite,
        Method = Method,
        Category = Category,
        Provenance = Provenance,
        Purpose = purpose,
        Limits = Limits,
        Rules = Rules,
        ExpectedInterval = ExpectedInterval,
        CalibrationDue = CalibrationDue,
    };

    /// <summary>Gives the opaque key of the device, the channel and the metric.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => Channel.Length == 0 ? $"{Device.Key}/{Metric.Id}" : $"{Device.Key}/{Channel}/{Metric.Id}";
}
