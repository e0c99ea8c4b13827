using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices;

/// <summary>One metric of a <see cref="DeviceProfile"/>: how this model reports it.</summary>
/// <remarks>Immutable.</remarks>
public sealed record ProfileMetric
{
    /// <summary>Gets its name within the profile, which the decoder's section refers to.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the metric.</summary>
    public required Metric Metric { get; init; }

    /// <summary>Gets the channel of the device.</summary>
    /// <value>The default is empty: the device has one channel for the metric.</value>
    public string Channel { get; init; } = "";

    /// <summary>Gets the number that the device's number is multiplied by to get the metric's unit.</summary>
    /// <value>Not zero. The default is 1.</value>
    public decimal Scale { get; init; } = 1m;

    /// <summary>Gets a value indicating whether the device sends 0 for "not measured".</summary>
    /// <value>
    /// The default is <see langword="false"/>: zero is a value. It never applies to a reading whose sensor status says that
    /// the sensor is on: then zero is what was measured.
    /// </value>
    public bool ZeroMeansNotMeasured { get; init; }

    /// <summary>Gets how values come about.</summary>
    public MeasurementCategory Category { get; init; }

    /// <summary>Gets where on the body.</summary>
    /// <value>The default is <see langword="null"/>: not stated.</value>
    public Coding? BodySite { get; init; }

    /// <summary>Gets what numbers can be believed, in the unit of the metric.</summary>
    /// <value>The default is <see langword="null"/>: the limits of the metric hold.</value>
    public MetricLimits? Limits { get; init; }

    /// <summary>Gets by which rules readings are judged.</summary>
    /// <value>The default is <see langword="null"/>: the rules of the metric hold; for the parts of a compound, those of theirs.</value>
    public QualityRules? Rules { get; init; }

    /// <summary>Gets how often a reading is due.</summary>
    /// <value>The default is <see langword="null"/>: as the profile says.</value>
    public TimeSpan? ExpectedInterval { get; init; }
}
