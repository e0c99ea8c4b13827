using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Series;

/// <summary>The readings of one context: its rules, looked up once, and what is remembered of the last readings.</summary>
internal sealed class JudgedSeries
{
    private static readonly object Yes = true;
    private static readonly object No = false;

    private readonly MeasurementContext _context;
    private readonly QualityRules _rules;
    private readonly NumberRules _numbers;
    private readonly long _longestTicks;
    private readonly long _calibrationDueTicks;
    private readonly RecentReadings _recent;
    private PartTrails? _parts;
    private object? _word;
    private object? _keptWord;
    private Newest _now;
    private Newest _kept;
    private JudgedReading _displaced;

    public JudgedSeries(MeasurementContext context, List<RecentReadings.Displaced> displaced)
    {
        _context = context;
        _recent = new RecentReadings(displaced);
        _rules = context.Rules ?? context.Metric.Rules;
        _numbers = new NumberRules(context.Metric, context.Limits ?? context.Metric.Limits, _rules);
        _longestTicks = _rules.SamplingGap?.Longest(context.ExpectedInterval)?.Ticks ?? long.MaxValue;
        _calibrationDueTicks = context.CalibrationDue?.UtcTicks ?? long.MaxValue;
    }

    public bool IsTouched { get; private set; }

    public void Touch()
    {
        IsTouched = true;
        _kept = _now;
        _parts?.Save();
        if (!ReferenceEquals(_keptWord, _word))
        {
            _keptWord = _word;
        }
    }

    public void Keep() => IsTouched = false;

    public void Undo()
    {
        IsTouched = false;
        if (_now.Count != _kept.Count)
        {
            _recent[_kept.Count] = _displaced;
        }

        _now = _kept;
        _word = _keptWord;
        _parts?.Restore();
    }

    public Quality Judge(in Measurement measurement)
    {
        JudgedReading reading = new(measurement);
        bool isKnown = TryRecall(reading, out SeriesMarks marks);
        bool isNewest = !isKnown && Begin(measurement, ref marks);
        Quality quality = JudgeValue(measurement, isNewest, ref marks);
        if (measurement.Observed.StartUtcTicks >= _calibrationDueTicks)
        {
            quality = quality.Worsen(_rules.CalibrationSeverity, QualityReasons.OutOfCalibration, QualityRuleNames.CalibrationDue);
        }

        if (!isKnown)
        {
            Remember(reading.With(marks));
        }

        return marks.AreNone ? quality : marks.On(quality);
    }

    // A reading that comes again leaves as it left before, or the outbox calls it a clash: its series says of it what it said, and learns
    // nothing from it. Nearly every reading is later than all before it, and need not be looked for.
    private bool TryRecall(in JudgedReading reading, out SeriesMarks marks)
    {
        marks = default;
        return reading.Time <= _now.Latest && _recent.TryFind(reading, out marks, ref _now.Latest);
    }

    // What the first reading since the commit displaces is kept here, for most batches have one of a series; what displaces a reading
    // that is not committed has nothing to put back.
    private void Remember(in JudgedReading reading)
    {
        ref JudgedReading place = ref _recent[_now.Count];
        uint since = unchecked(_now.Count - _kept.Count);
        if (since == 0)
        {
            _displaced = place;
        }
        else if (since < RecentReadings.Length)
        {
            _recent.Note(_now.Count);
        }

        place = reading;
        _now.Count = unchecked(_now.Count + 1);
        _now.Latest = Math.Max(_now.Latest, reading.Time);
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
                return _rules.MarksDuplicates ? SeriesPosition.Beside : SeriesPosition.Next;
            }
        }

        return _now.Start > measurement.Received.UtcTicks ? SeriesPosition.Corrected : SeriesPosition.Late;
    }

    // Says whether the reading is the newest now.
    private bool Begin(in Measurement measurement, ref SeriesMarks marks)
    {
        SeriesPosition position = PositionOf(measurement);
        marks.Order = OrderOf(position);
        if (position is SeriesPosition.Beside or SeriesPosition.Late)
        {
            return false;
        }

        long start = measurement.Observed.StartUtcTicks;
        if (position == SeriesPosition.Next)
        {
            marks.Gap = start - _now.Start > _longestTicks ? _rules.SamplingGap!.Severity : QualitySeverity.Unspecified;
        }
        else
        {
            _now.Values = default;
            _parts?.Forget();
        }

        _now.Start = start;
        _now.Sequence = measurement.Sequence;
        _now.Epoch = measurement.Observed.ClockEpoch;
        _now.IsSome = true;
        return true;
    }

    private OrderMark OrderOf(SeriesPosition position) => position switch
    {
        SeriesPosition.Beside => OrderMark.Duplicate,
        SeriesPosition.Late or SeriesPosition.Corrected when _rules.MarksOutOfOrder => OrderMark.OutOfOrder,
        _ => OrderMark.None,
    };

    private Quality JudgeValue(in Measurement measurement, bool isNewest, ref SeriesMarks marks)
    {
        Value value = measurement.Value;
        Quality quality = measurement.Quality;
        if (value.TryGetQuantity(out Quantity quantity))
        {
            QualitySeverity severity = _numbers.SeverityOf(quantity);
            quality = severity == QualitySeverity.Good ? quality : LimitRules.Mark(quality, severity);
            if (isNewest && severity != QualitySeverity.Unspecified && quality.Severity != QualitySeverity.Bad)
            {
                _now.Values.Follow(_numbers, quantity.Number, measurement.Observed.StartUtcTicks, ref marks);
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
        bool isFollowed = isNewest && quality.Severity != QualitySeverity.Bad;
        _parts ??= new PartTrails(_context.Rules);
        foreach (ref readonly CompoundPart part in compound.Parts.AsSpan())
        {
            int index = _parts.IndexOf(part.Metric);
            if (!part.Value.TryGetQuantity(out Quantity quantity))
            {
                _parts[index] = isNewest ? default : _parts[index];
                continue;
            }

            NumberRules rules = _parts.RulesOf(index);
            QualitySeverity severity = rules.SeverityOf(quantity);
            quality = severity == QualitySeverity.Good ? quality : LimitRules.Mark(quality, severity);
            if (isFollowed && severity is (QualitySeverity.Good or QualitySeverity.Uncertain))
            {
                _parts[index].Follow(rules, quantity.Number, measurement.Observed.StartUtcTicks, ref marks);
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
            _parts?.Forget();
        }
        else if (_rules.Stuck is { IncludesCoded: true } rule)
        {
            object? word = measurement.Value.TryGetBoolean(out bool flag) ? (flag ? Yes : No)
                : measurement.Value.TryGetCode(out Coding? code) ? code : null;
            if (word is not null)
            {
                _now.Values.Follow(rule, word.Equals(_word), measurement.Observed.StartUtcTicks, ref marks);
                _word = word;
            }
        }
    }

    private struct Newest
    {
        public ValueTrail Values;
        public long Start;
        public long Sequence;
        public long Latest;
        public int Epoch;
        public uint Count;
        public bool IsSome;

        public readonly bool IsNone => !IsSome;
    }
}
