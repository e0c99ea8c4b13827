using NhsIoT.Sdk.Devices.Due;
using NhsIoT.Sdk.Devices.Series;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices;

/// <summary>Which readings are missing: due by <see cref="MeasurementContext.ExpectedInterval"/> and not come.</summary>
/// <remarks>
/// Where a device says nothing at all, for as long as the most frequent of its metrics may be away, it is
/// <see cref="DeviceCondition.Offline"/>; where only some of its metrics are missing it is <see cref="DeviceCondition.NotReady"/> for
/// each of them: why, nobody knows, so no disconnected transducer is claimed. Each silence is
/// told once, and once that it is over (<see cref="DeviceCondition.Online"/>). Any reading counts, also one without a value and one that
/// is late: the device spoke. Waits by the monotonic clock: a jump of the wall clock makes nothing due. Shared by all lanes; thread-safe.
/// </remarks>
public sealed class DueReadings
{
    private readonly TimeProvider _time;
    private readonly DueReadingsOptions _options;
    private readonly Lock _gate = new();
    private readonly Dictionary<DeviceId, DueDevice> _devices = [];
    private readonly ContextTable<DueSeries> _series = new();

    /// <summary>Makes a watch that waits as <see cref="DueReadingsOptions"/> says by default.</summary>
    /// <param name="time">The clock.</param>
    public DueReadings(TimeProvider time)
        : this(time, new DueReadingsOptions())
    {
    }

    /// <summary>Makes a watch.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="options">When a reading is missing.</param>
    /// <exception cref="ArgumentException">The options are faulty.</exception>
    public DueReadings(TimeProvider time, DueReadingsOptions options)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _time = time;
        _options = options;
    }

    /// <summary>Begins to wait for the readings of a device, or goes on with what changed of it.</summary>
    /// <param name="device">The device, new or changed.</param>
    public void Watch(KnownDevice device)
    {
        ArgumentNullException.ThrowIfNull(device);
        long now = _time.GetTimestamp();
        lock (_gate)
        {
            DueDevice? before = Remove(device.Id);
            for (int i = 0; i < device.Profile.Metrics.Length; i++)
            {
                // The contexts of other purposes join when they are seen: most devices never have such a reading.
                if (device.Profile.Metrics[i].ExpectedInterval is not null || device.Profile.ExpectedInterval is not null)
                {
                    Add(device.ContextFor(i, ReadingPurpose.Live), before, now);
                }
            }
        }
    }

    /// <summary>Waits no longer for a device, until a reading of it comes.</summary>
    /// <param name="device">The device.</param>
    public void Forget(DeviceId device)
    {
        ArgumentNullException.ThrowIfNull(device);
        lock (_gate)
        {
            Remove(device);
        }
    }

    /// <summary>Notes that a reading came. Takes no lock and allocates nothing where the context is known.</summary>
    /// <param name="context">The context of the reading; one that expects none is left alone.</param>
    /// <param name="timestamp">When, by <see cref="TimeProvider.GetTimestamp"/> of the same clock: one for a whole batch will do.</param>
    public void Seen(MeasurementContext context, long timestamp)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.ExpectedInterval is null)
        {
            return;
        }

        DueSeries series = _series.Find(context) ?? AddSeen(context, timestamp);
        Volatile.Write(ref series.LastSeen, timestamp);
    }

    /// <summary>Begins all waiting anew, because the gateway itself could not listen.</summary>
    public void StartAnew()
    {
        long now = _time.GetTimestamp();
        lock (_gate)
        {
            foreach (DueDevice device in _devices.Values)
            {
                device.ListensFrom = now;
            }
        }
    }

    /// <summary>Gives the states of devices that changed because readings are missing or come again.</summary>
    /// <param name="statuses">Takes them, each once.</param>
    /// <returns>How long until it can be of use to ask again; <see langword="null"/>: nothing is waited for.</returns>
    public TimeSpan? Collect(ICollection<DeviceStatus> statuses)
    {
        ArgumentNullException.ThrowIfNull(statuses);
        TimeSpan? next = null;
        lock (_gate)
        {
            DueMoment now = new(_time);
            foreach (DueDevice device in _devices.Values)
            {
                TimeSpan due = device.Collect(now, statuses);
                next = due < next || next is null ? due : next;
            }
        }

        return next;
    }

    private DueDevice? Remove(DeviceId id)
    {
        if (_devices.Remove(id, out DueDevice? device))
        {
            foreach (MeasurementContext context in device.Contexts)
            {
                _series.Remove(context);
            }
        }

        return device;
    }

    private DueSeries AddSeen(MeasurementContext context, long timestamp)
    {
        lock (_gate)
        {
            return _series.Find(context) ?? Add(context, before: null, timestamp)!;
        }
    }

    // The contexts of all purposes are one series: a device under test is not silent.
    private DueSeries? Add(MeasurementContext context, DueDevice? before, long now)
    {
        if (context.ExpectedInterval is not { } interval)
        {
            return null;
        }

        if (!_devices.TryGetValue(context.Device, out DueDevice? device))
        {
            device = new DueDevice(context.Device, before);
            _devices.Add(context.Device, device);
        }

        if (device.Find(context) is not { } series)
        {
            TimeSpan longest = TimeSpan.FromTicks((long)decimal.Min(interval.Ticks * _options.Factor, TimeSpan.MaxValue.Ticks));
            series = new DueSeries(context, interval, longest);
            device.Add(series, before?.Find(context), now);
        }

        device.Add(context);
        _series.Put(context, series);
        return series;
    }
}
