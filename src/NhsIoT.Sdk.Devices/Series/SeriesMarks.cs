using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Series;

/// <summary>What the rules that look at more than one reading say of it; unspecified where a rule does not speak.</summary>
internal struct SeriesMarks
{
    public QualitySeverity Gap;
    public QualitySeverity Stuck;
    public QualitySeverity Jump;
    public OrderMark Order;

    public readonly bool AreNone => ((int)Gap | (int)Stuck | (int)Jump | (int)Order) == 0;

    public static SeriesMarks Unpack(byte marks) => new()
    {
        Gap = (QualitySeverity)(marks & 3),
        Stuck = (QualitySeverity)((marks >> 2) & 3),
        Jump = (QualitySeverity)((marks >> 4) & 3),
        Order = (OrderMark)(marks >> 6),
    };

    public readonly byte Pack() => (byte)((int)Gap | ((int)Stuck << 2) | ((int)Jump << 4) | ((int)Order << 6));

    public readonly Quality On(Quality quality)
    {
        quality = Mark(quality, Gap, QualityReasons.SamplingGap, QualityRuleNames.SamplingGap);
        quality = Mark(quality, Stuck, QualityReasons.Stuck, QualityRuleNames.Stuck);
        quality = Mark(quality, Jump, QualityReasons.Jump, QualityRuleNames.Jump);

        // A mark of order takes no trust away: a late reading is as true as a punctual one.
        return Order switch
        {
            OrderMark.Duplicate => quality.Worsen(QualitySeverity.Good, QualityReasons.Duplicate, QualityRuleNames.Duplicate),
            OrderMark.OutOfOrder => quality.Worsen(QualitySeverity.Good, QualityReasons.OutOfOrder, QualityRuleNames.OutOfOrder),
            _ => quality,
        };
    }

    private static Quality Mark(in Quality quality, QualitySeverity severity, QualityReasons reason, string rule) =>
        severity == QualitySeverity.Unspecified ? quality : quality.Worsen(severity, reason, rule);
}
