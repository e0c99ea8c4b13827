using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Series;

/// <summary>What the rules that look at more than one reading say of it; unspecified where a rule does not speak.</summary>
internal struct SeriesMarks
{
    public QualitySeverity Gap;
    public QualitySeverity Stuck;
    public QualitySeverity Jump;

    public readonly bool AreNone => (Gap | Stuck | Jump) == QualitySeverity.Unspecified;

    public readonly Quality On(Quality quality)
    {
        quality = Mark(quality, Gap, QualityReasons.SamplingGap, QualityRuleNames.SamplingGap);
        quality = Mark(quality, Stuck, QualityReasons.Stuck, QualityRuleNames.Stuck);
        return Mark(quality, Jump, QualityReasons.Jump, QualityRuleNames.Jump);
    }

    private static Quality Mark(in Quality quality, QualitySeverity severity, QualityReasons reason, string rule) =>
        severity == QualitySeverity.Unspecified ? quality : quality.Worsen(severity, reason, rule);
}
