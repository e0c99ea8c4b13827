using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Due;

/// <summary>What is waited for from one device.</summary>
internal sealed class DueDevice
{
    private readonly DeviceId _id;
    private readonly List<DueSeries> _series = [];
    private readonly List<MeasurementContext> _contexts = [];
    private bool _isSilent;
    private long _silentSince = long.MinValue;
    private long _backSince = long.MinValue;

    public DueDevice(DeviceId id, DueDevice? before)
    {
        _id = id;
        if (before is not null)
        {
            (_isSilent, _silentSince, _backSince, ListensFrom) = (before._isSilent, before._silentSince, before._backSince, before.ListensFrom);
        }
    }

    /// <summary>Gets or sets since when the gateway has been listening: silence before it does not count.</summary>
    public long ListensFrom { get; set; } = long.MinValue;

    public IReadOnlyList<MeasurementContext> Contexts => _contexts;

    // What came back gets its time again, metric by metric.
    private long WaitsFrom => Math.Max(ListensFrom, _backSince);

    public DueSeries? Find(MeasurementContext context)
    {
        foreach (DueSeries series in _series)
        {
            if (series.IsOf(context))
            {
                return series;
            }
        }

        return null;
    }

    public void Add(DueSeries series, DueSeries? before, long now)
    {
        // A metric that is new to a silent device has not come.
        series.LastSeen = before is not null ? Volatile.Read(ref before.LastSeen) : _isSilent ? _silentSince : now;
        series.IsTold = before?.IsTold ?? false;
        _series.Add(series);
    }

    public void Add(MeasurementContext context) => _contexts.Add(context);

    /// <summary>Tells what changed, and how long until something can change again.</summary>
    public TimeSpan Collect(DueMoment now, ICollection<DeviceStatus> statuses)
    {
        long newest = _series.Max(static series => Volatile.Read(ref series.LastSeen));
        if (_isSilent && newest > _silentSince)
        {
            (_isSilent, _backSince) = (false, newest);
            statuses.Add(Status(DeviceCondition.Online, "", "readings come again", now.TimeOf(newest), now));
        }

        TimeSpan left = Longest() - now.Since(Math.Max(newest, WaitsFrom));
        if (!_isSilent && left < TimeSpan.Zero)
        {
            Silence(newest, now, statuses);
        }

        return _isSilent ? _series.Min(static series => series.Interval) : Min(AfterMissing(left), Tell(now, statuses));
    }

    // One step more than what is left: then it is missing.
    private static TimeSpan AfterMissing(TimeSpan left) => left + TimeSpan.FromTicks(1);

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;

    private static string Note(string what, DateTimeOffset since, TimeSpan interval) =>
        FormattableString.Invariant($"no reading of {what} since {since.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}; one is due every {interval:c}");

    // The device is silent when nothing at all comes for as long as the most frequent of its metrics may be away. Those that are known
    // to be missing, or have not come since the device returned, say nothing: else each rare reading of another would be a return.
    private TimeSpan Longest()
    {
        TimeSpan longest = TimeSpan.MaxValue;
        TimeSpan ofAll = TimeSpan.MaxValue;
        foreach (DueSeries series in _series)
        {
            ofAll = Min(ofAll, series.Longest);
            longest = series.IsTold || Volatile.Read(ref series.LastSeen) < _backSince ? longest : Min(longest, series.Longest);
        }

        return longest == TimeSpan.MaxValue ? ofAll : longest;
    }

    private void Silence(long newest, DueMoment now, ICollection<DeviceStatus> statuses)
    {
        (_isSilent, _silentSince) = (true, newest);
        ObservedTime since = now.TimeOf(newest);
        string note = Note("any metric", since.Start, _series.Min(static series => series.Interval));
        statuses.Add(Status(DeviceCondition.Offline, "", note, since, now));
        foreach (DueSeries series in _series)
        {
            series.IsTold = false;
        }
    }

    private TimeSpan Tell(DueMoment now, ICollection<DeviceStatus> statuses)
    {
        TimeSpan next = TimeSpan.MaxValue;
        foreach (DueSeries series in _series)
        {
            TimeSpan left = series.Longest - now.Since(Math.Max(Volatile.Read(ref series.LastSeen), WaitsFrom));
            bool isMissing = left < TimeSpan.Zero;
            if (isMissing != series.IsTold)
            {
                series.IsTold = isMissing;
                statuses.Add(StatusOf(series, now));
            }

            // Of what is missing, the next can come after one interval.
            next = Min(next, isMissing ? series.Interval : AfterMissing(left));
        }

        return next;
    }

    private DeviceStatus StatusOf(DueSeries series, DueMoment now)
    {
        MeasurementContext context = series.Context;
        ObservedTime since = now.TimeOf(Volatile.Read(ref series.LastSeen));
        return series.IsTold
            ? Status(DeviceCondition.NotReady, context.Channel, Note(context.Metric.Id, since.Start, series.Interval), since, now)
            : Status(DeviceCondition.Online, context.Channel, $"readings of {context.Metric.Id} come again", since, now);
    }

    private DeviceStatus Status(DeviceCondition condition, string channel, string note, in ObservedTime observed, DueMoment now) => new()
    {
        Device = _id,
        Channel = channel,
        Condition = condition,
        Note = note,
        Observed = observed,
        Received = now.Wall,
    };
}
