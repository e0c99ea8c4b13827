using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Series;

/// <summary>The readings of one context: its rules, looked up once, and what is remembered of the newest reading.</summary>
internal sealed class JudgedSeries
{
    private static readonly object Yes = true;
    private static readonly object No = false;

    private readonly Metric _metric;
    private readonly MetricLimits _limits;
    private readonly QualityRules _rules;
    private readonly QualityRules? _contextRules;
    private readonly long _longestTicks;
    private readonly long _calibrationDueTicks;
    private readonly PartTrails _parts = new();
    private Newest _now;
    private Newest _kept;

    public JudgedSeries(MeasurementContext context)
    {
        _metric = context.Metric;
        _limits = context.Limits ?? _metric.Limits;
        _contextRules = context.Rules;
        _rules = context.Rules ?? _metric.Rules;
        _longestTicks = _rules.SamplingGap?.Longest(context.ExpectedInterval)?.Ticks ?? long.MaxValue;
        _calibrationDueTicks = context.CalibrationDue?.UtcTicks ?? long.MaxValue;
    }

    public bool IsTouched { get; private set; }

    public void Touch()
    {
        IsTouched = true;
        _kept = _now;
        _parts.Save();
    }

    public void Keep() => IsTouched = false;

    public void Undo()
    {
        IsTouched = false;
        _now = _kept;
        _parts.Restore();
    }

    public Quality Judge(in Measurement measurement)
    {
        SeriesPosition position = PositionOf(measurement);
        SeriesMarks marks = position == SeriesPosition.Again ? _now.Marks : default;
        bool isNewest = position is not (SeriesPosition.Again or SeriesPosition.Late);
        if (isNewest)
        {
            Begin(measurement, position, ref marks);
        }

        Quality quality = JudgeValue(measurement, isNewest, ref marks);
        if (measurement.Observed.StartUtcTicks >= _calibrationDueTicks)
        {
            quality = quality.Worsen(_rules.CalibrationSeverity, QualityReasons.OutOfCalibration, QualityRuleNames.CalibrationDue);
        }

        if (isNewest)
        {
            _now.Marks = marks;
        }

        quality = marks.AreNone ? quality : marks.On(quality);
        return position is SeriesPosition.First or SeriesPosition.Next ? quality : MarkOrder(quality, position);
    }

    private SeriesPosition PositionOf(in Measurement measurement)
    {
        ObservedTime observed = measurement.Observed;
        if (_now.IsNone || observed.ClockEpoch > _now.Epoch)
        {
            return SeriesPosition.First;
        }

        if (observed.ClockEpoch == _now.Epoch)
        {
            long start = observed.StartUtcTicks;
            if (start > _now.Start || (start == _now.Start && measurement.Sequence > _now.Sequence))
            {
                return SeriesPosition.Next;
            }

            if (start == _now.Start && measurement.Sequence == _now.Sequence)
            {
                return _rules.MarksDuplicates ? SeriesPosition.Again : SeriesPosition.Next;
            }
        }

        return _now.Start > measurement.Received.UtcTicks ? SeriesPosition.Corrected : SeriesPosition.Late;
    }

    private void Begin(in Measurement measurement, SeriesPosition position, ref SeriesMarks marks)
    {
        long start = measurement.Observed.StartUtcTicks;
        if (position == SeriesPosition.Next)
        {
            marks.Gap = start - _now.Start > _longestTicks ? _rules.SamplingGap!.Severity : QualitySeverity.Unspecified;
        }
        else
        {
            _now.Values = default;
            _parts.Forget();
        }

        _now.Start = start;
        _now.Sequence = measurement.Sequence;
        _now.Epoch = measurement.Observed.ClockEpoch;
        _now.IsSome = true;
    }

    private Quality JudgeValue(in Measurement measurement, bool isNewest, ref SeriesMarks marks)
    {
        Value value = measurement.Value;
        Quality quality = measurement.Quality;
        if (value.TryGetQuantity(out Quantity quantity))
        {
            QualitySeverity severity = LimitRules.SeverityOf(quantity, _metric, _limits);
            quality = LimitRules.Mark(quality, severity);
            if (isNewest && severity != QualitySeverity.Unspecified && quality.Severity != QualitySeverity.Bad)
            {
                _now.Values.Follow(_rules, quantity.Number, measurement.Observed.StartUtcTicks, ref marks);
            }

            return quality;
        }

        if (value.TryGetCompound(out CompoundValue? compound))
        {
            return JudgeParts(measurement, compound, isNewest, ref marks);
        }

        if (isNewest)
        {
            FollowWord(measurement, ref marks);
        }

        return quality;
    }

    private Quality JudgeParts(in Measurement measurement, CompoundValue compound, bool isNewest, ref SeriesMarks marks)
    {
        Quality quality = measurement.Quality;
        foreach (ref readonly CompoundPart part in compound.Parts.AsSpan())
        {
            if (!part.Value.TryGetQuantity(out Quantity quantity))
            {
                _parts.Forget(part.Metric, isNewest);
                continue;
            }

            QualitySeverity severity = LimitRules.SeverityOf(quantity, part.Metric, part.Metric.Limits);
            quality = LimitRules.Mark(quality, severity);
            bool isBelieved = severity is QualitySeverity.Good or QualitySeverity.Uncertain && measurement.Quality.Severity != QualitySeverity.Bad;
            if (isNewest && isBelieved)
            {
                _parts.Of(part.Metric).Follow(_contextRules ?? part.Metric.Rules, quantity.Number, measurement.Observed.StartUtcTicks, ref marks);
            }
        }

        return quality;
    }

    private void FollowWord(in Measurement measurement, ref SeriesMarks marks)
    {
        if (measurement.Value.Kind == ValueKind.NotAvailable)
        {
            // What was before the sensor came off says nothing about what is after it.
            _now.Values = default;
            _parts.Forget();
        }
        else if (_rules.Stuck is { IncludesCoded: true } rule)
        {
            object? word = measurement.Value.TryGetBoolean(out bool flag) ? (flag ? Yes : No)
                : measurement.Value.TryGetCode(out Coding? code) ? code : null;
            if (word is not null)
            {
                _now.Values.Follow(rule, word, measurement.Observed.StartUtcTicks, ref marks);
            }
        }
    }

    // Both marks take no trust away: what leaves for a reading that came again is what left for it before.
    private Quality MarkOrder(in Quality quality, SeriesPosition position)
    {
        if (position == SeriesPosition.Again)
        {
            return quality.Worsen(QualitySeverity.Good, QualityReasons.Duplicate, QualityRuleNames.Duplicate);
        }

        return _rules.MarksOutOfOrder
            ? quality.Worsen(QualitySeverity.Good, QualityReasons.OutOfOrder, QualityRuleNames.OutOfOrder)
            : quality;
    }

    private struct Newest
    {
        public ValueTrail Values;
        public long Start;
        public long Sequence;
        public int Epoch;
        public SeriesMarks Marks;
        public bool IsSome;

        public readonly bool IsNone => !IsSome;
    }
}
