using NhsIoT.Sdk.Devices.Thinning;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices;

/// <summary>Leaves out readings that one output can do without, and never one that somebody could miss.</summary>
/// <remarks>
/// Always goes out: the first and the last reading of a series; what is bad, uncertain or marked by a rule; what a person confirmed;
/// what an alarm of the same batch names; waveforms; a change of what is no number. A series ends where the value ends, the quality,
/// the placement, the purpose or the run of the clock changes, the time goes back, or there is a pause
/// (<see cref="ThinningOptions.EndsAfter"/>). Which reading is the last is known only then: so the newest one that was left out is held
/// back in memory, and goes out late or is counted as thinned. What happened since the last <see cref="Commit"/> can be undone. One for
/// each lane and output; not thread-safe. Allocates nothing once it knows a series.
/// </remarks>
public sealed class Thinner
{
    private readonly ThinningOptions _options;
    private readonly SeriesByDevice _series;
    private Placed<Measurement>[] _output = new Placed<Measurement>[64];
    private int _count;
    private int _thinned;

    /// <summary>Makes a thinner.</summary>
    /// <param name="options">What the output can do without.</param>
    /// <exception cref="ArgumentException">The options are faulty.</exception>
    public Thinner(ThinningOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
        _series = new SeriesByDevice(options);
    }

    /// <summary>Gets how many readings were left out, as far as it is committed.</summary>
    public long Thinned { get; private set; }

    /// <summary>Gets how many series are remembered.</summary>
    public int Series => _series.Count;

    /// <summary>Takes the readings of a batch and gives those that go out.</summary>
    /// <param name="readings">The readings, judged and placed, in order.</param>
    /// <param name="alarms">The alarm events of the same batch.</param>
    /// <returns>
    /// A part of the readings taken so far, in the order of each series. The memory is borrowed until <see cref="Commit"/> or
    /// <see cref="RollBack"/>.
    /// </returns>
    /// <exception cref="ArgumentException">A reading is the default value.</exception>
    public ReadOnlyMemory<Placed<Measurement>> Thin(
        ReadOnlySpan<Placed<Measurement>> readings, ReadOnlySpan<Placed<AlarmEvent>> alarms = default)
    {
        int start = _count;
        foreach (ref readonly Placed<AlarmEvent> alarm in alarms)
        {
            if (alarm.Word.Source is { } source)
            {
                ReleaseNamed(source);
            }
        }

        foreach (ref readonly Placed<Measurement> reading in readings)
        {
            Take(reading, alarms);
        }

        return _output.AsMemory(start, _count - start);
    }

    /// <summary>Gives the readings that are held back for series that have paused for too long, and forgets series that were idle.</summary>
    /// <param name="now">The time, by the clock that stamps <see cref="Measurement.Received"/>.</param>
    /// <returns>Readings that go out. The memory is borrowed until <see cref="Commit"/> or <see cref="RollBack"/>.</returns>
    public ReadOnlyMemory<Placed<Measurement>> FlushIdle(DateTimeOffset now)
    {
        int start = _count;
        foreach (ThinnedSeries series in _series.All)
        {
            if (!series.IsIdleAt(now.UtcTicks))
            {
                continue;
            }

            if (series.IsHolding)
            {
                Release(series);
            }
            else
            {
                _series.ForgetAtCommit(series);
            }
        }

        return _output.AsMemory(start, _count - start);
    }

    /// <summary>Gives all readings that are held back: at the end.</summary>
    /// <returns>Readings that go out. The memory is borrowed until <see cref="Commit"/> or <see cref="RollBack"/>.</returns>
    public ReadOnlyMemory<Placed<Measurement>> Flush()
    {
        int start = _count;
        foreach (ThinnedSeries series in _series.All)
        {
            Release(series);
        }

        return _output.AsMemory(start, _count - start);
    }

    /// <summary>Keeps what happened and takes the borrowed memory back.</summary>
    public void Commit()
    {
        _series.Commit();
        Thinned += _thinned;
        Clear();
    }

    /// <summary>Undoes what happened since the last <see cref="Commit"/>, as if it never had, and takes the borrowed memory back.</summary>
    public void RollBack()
    {
        _series.RollBack();
        Clear();
    }

    private static bool IsNamed(MeasurementContext context, ReadOnlySpan<Placed<AlarmEvent>> alarms)
    {
        foreach (ref readonly Placed<AlarmEvent> alarm in alarms)
        {
            if (alarm.Word.Source is { } source && ThinnedSeries.Names(source, context))
            {
                return true;
            }
        }

        return false;
    }

    private void Take(in Placed<Measurement> reading, ReadOnlySpan<Placed<AlarmEvent>> alarms)
    {
        MeasurementContext context = reading.Word.IsDefault
            ? throw new ArgumentException("The default Measurement is no measurement.", nameof(reading))
            : reading.Word.Context;
        if (_options.Rule.IsNone && _options.Metrics.IsEmpty)
        {
            Put(reading);
            return;
        }

        ThinnedSeries series = _series.Of(context);
        _series.Touch(series);
        bool isNew = series.IsEndedBy(reading);
        bool isProtected = ThinnedSeries.IsProtected(reading.Word) || IsNamed(context, alarms);
        if (isNew || isProtected)
        {
            Release(series);
        }

        if (isNew || isProtected || series.MustSend(reading.Word))
        {
            _thinned += series.IsHolding ? 1 : 0;
            series.Send(reading);
            Put(reading);
        }
        else
        {
            _thinned += series.IsHolding ? 1 : 0;
            series.Hold(reading);
        }
    }

    // The alarm may name what is held, or a part of it.
    private void ReleaseNamed(MeasurementContext source)
    {
        foreach (ThinnedSeries series in _series.OfDevice(source.Device))
        {
            if (ThinnedSeries.Names(source, series.Context))
            {
                Release(series);
            }
        }
    }

    private void Release(ThinnedSeries series)
    {
        if (series.IsHolding)
        {
            _series.Touch(series);
            Put(series.Release());
        }
    }

    private void Put(in Placed<Measurement> reading)
    {
        if (_count == _output.Length)
        {
            // Parts of the former array are lent out and stay as they are.
            Array.Resize(ref _output, _output.Length * 2);
        }

        _output[_count++] = reading;
    }

    private void Clear()
    {
        Array.Clear(_output, 0, _count);
        _count = 0;
        _thinned = 0;
    }
}
