using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Series;

/// <summary>The rules for the numbers of one metric, as they are asked for each of them.</summary>
internal sealed class NumberRules
{
    private readonly Metric _metric;
    private readonly MetricLimits _limits;
    private readonly Unit _unit;
    private readonly decimal _low;
    private readonly decimal _high;

    public NumberRules(Metric metric, MetricLimits limits, QualityRules rules)
    {
        _metric = metric;
        _limits = limits;
        _unit = metric.Unit ?? default;
        (Stuck, Jump) = (rules.Stuck, rules.Jump);

        // Nearly every number is possible and plausible: one look at both ends says so.
        _low = decimal.Max(limits.Physical?.Low ?? decimal.MinValue, limits.Plausible?.Low ?? decimal.MinValue);
        _high = decimal.Min(limits.Physical?.High ?? decimal.MaxValue, limits.Plausible?.High ?? decimal.MaxValue);
    }

    public StuckRule? Stuck { get; }

    public JumpRule? Jump { get; }

    public bool IsOf(Metric metric) => ReferenceEquals(_metric, metric);

    public QualitySeverity SeverityOf(in Quantity quantity) => quantity.Unit == _unit && quantity.Number >= _low && quantity.Number <= _high
        ? QualitySeverity.Good
        : LimitRules.SeverityOf(quantity, _metric, _limits);
}
