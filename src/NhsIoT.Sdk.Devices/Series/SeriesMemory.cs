using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Series;

/// <summary>The series of each context, as many as were in use of late; what changed since the last commit can be undone.</summary>
/// <remarks>
/// Two generations: what is used moves to the young one; when that is full or old, the other is forgotten whole and the young one
/// takes its place. So a jump of the clock that stamped the readings can end one generation, but forgets nothing that is in use.
/// </remarks>
internal sealed class SeriesMemory(ReadingJudgeOptions options)
{
    private readonly List<JudgedSeries> _touched = [];
    private readonly List<RecentReadings.Displaced> _displaced = [];
    private ContextTable<JudgedSeries> _young = new();
    private ContextTable<JudgedSeries> _old = new();
    private long _bornTicks = -1;
    private long _lastTicks = -1;

    public int Count => _young.Count + _old.Count;

    public JudgedSeries Of(in Measurement measurement)
    {
        _lastTicks = measurement.Received.UtcTicks;
        JudgedSeries series = _young.Find(measurement.Context) ?? Promote(measurement.Context);
        if (!series.IsTouched)
        {
            series.Touch();
            _touched.Add(series);
        }

        return series;
    }

    public void Commit()
    {
        foreach (JudgedSeries series in _touched)
        {
            series.Keep();
        }

        _touched.Clear();
        _displaced.Clear();
        _bornTicks = _bornTicks < 0 ? _lastTicks : _bornTicks;
        if (_young.Count >= options.MaxContexts || Math.Abs(_lastTicks - _bornTicks) >= options.ForgetAfter.Ticks)
        {
            (_young, _old) = (_old, _young);
            _young.Clear();
            _bornTicks = _lastTicks;
        }
    }

    public void RollBack()
    {
        foreach (JudgedSeries series in _touched)
        {
            series.Undo();
        }

        foreach (RecentReadings.Displaced displaced in _displaced)
        {
            displaced.PutBack();
        }

        _touched.Clear();
        _displaced.Clear();
    }

    private JudgedSeries Promote(MeasurementContext context)
    {
        JudgedSeries series = _old.Find(context) ?? new JudgedSeries(context, _displaced);
        _old.Remove(context);
        _young.Put(context, series);
        return series;
    }
}
