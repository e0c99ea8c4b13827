using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices;

/// <summary>The quality rules that need no other reading: is a number possible at all, and is it plausible?</summary>
/// <remarks>
/// A part of what <see cref="ReadingJudge"/> does, for whoever has a single reading.
/// They tell errors of measurement, not states of health, and only take trust away. The limits are those of the context, else
/// those of the metric; each part of a compound has those of its own metric. A quantity in another unit than its metric's
/// is not judged. Allocates nothing for a good reading. Thread-safe.
/// </remarks>
public static class LimitRules
{
    /// <summary>The name of the rule that marks what nothing can have as bad.</summary>
    public const string PhysicalRange = QualityRuleNames.PhysicalRange;

    /// <summary>The name of the rule that marks what is hard to believe as uncertain.</summary>
    public const string PlausibleRange = QualityRuleNames.PlausibleRange;

    /// <summary>Judges a measurement.</summary>
    /// <param name="measurement">The measurement.</param>
    /// <returns>Its quality, or a worse one.</returns>
    /// <exception cref="ArgumentException">It is the default value.</exception>
    public static Quality Judge(in Measurement measurement)
    {
        if (measurement.IsDefault)
        {
            throw new ArgumentException("The default Measurement is no measurement.", nameof(measurement));
        }

        MeasurementContext context = measurement.Context;
        Quality quality = measurement.Quality;
        if (measurement.Value.TryGetQuantity(out Quantity quantity))
        {
            return Mark(quality, SeverityOf(quantity, context.Metric, context.Limits ?? context.Metric.Limits));
        }

        if (measurement.Value.TryGetCompound(out CompoundValue? compound))
        {
            foreach (CompoundPart part in compound.Parts)
            {
                quality = part.Value.TryGetQuantity(out quantity) ? Mark(quality, SeverityOf(quantity, part.Metric, part.Metric.Limits)) : quality;
            }
        }

        return quality;
    }

    /// <summary>Unspecified: in another unit than its metric's, so not judged.</summary>
    internal static QualitySeverity SeverityOf(in Quantity quantity, Metric metric, MetricLimits limits)
    {
        if (metric.Unit is not { } unit || unit != quantity.Unit)
        {
            return QualitySeverity.Unspecified;
        }

        if (limits.Physical is { } physical && !physical.Contains(quantity.Number))
        {
            return QualitySeverity.Bad;
        }

        return limits.Plausible is { } plausible && !plausible.Contains(quantity.Number) ? QualitySeverity.Uncertain : QualitySeverity.Good;
    }

    internal static Quality Mark(in Quality quality, QualitySeverity severity) => severity switch
    {
        QualitySeverity.Bad => quality.Worsen(QualitySeverity.Bad, QualityReasons.Impossible, PhysicalRange),
        QualitySeverity.Uncertain => quality.Worsen(QualitySeverity.Uncertain, QualityReasons.Implausible, PlausibleRange),
        _ => quality,
    };
}
