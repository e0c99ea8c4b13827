using System.Runtime.InteropServices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Thinning;

/// <summary>The series before one output, by device, channel and metric; what changed since the last commit can be undone.</summary>
internal sealed class SeriesByDevice(ThinningOptions options)
{
    private readonly Dictionary<DeviceId, List<ThinnedSeries>> _byDevice = [];
    private readonly List<ThinnedSeries> _all = [];
    private readonly List<ThinnedSeries> _touched = [];
    private int _leaving;

    public int Count => _all.Count;

    public ReadOnlySpan<ThinnedSeries> All => CollectionsMarshal.AsSpan(_all);

    public ReadOnlySpan<ThinnedSeries> OfDevice(DeviceId device) =>
        _byDevice.TryGetValue(device, out List<ThinnedSeries>? found) ? CollectionsMarshal.AsSpan(found) : [];

    public ThinnedSeries Of(MeasurementContext context)
    {
        ReadOnlySpan<ThinnedSeries> known = OfDevice(context.Device);
        foreach (ThinnedSeries series in known)
        {
            // Most readings come in the context of the one before.
            if (series.IsLast(context))
            {
                return series;
            }
        }

        foreach (ThinnedSeries series in known)
        {
            if (series.IsSameSeries(context))
            {
                return series;
            }
        }

        return Add(context);
    }

    public void Touch(ThinnedSeries series)
    {
        Stay(series);
        if (!series.IsTouched)
        {
            series.Touch();
            _touched.Add(series);
        }
    }

    public void ForgetAtCommit(ThinnedSeries series)
    {
        if (!series.IsLeaving)
        {
            series.IsLeaving = true;
            _leaving++;
        }
    }

    public void Commit()
    {
        if (_leaving > 0)
        {
            Forget();
        }

        foreach (ThinnedSeries series in _touched)
        {
            series.Keep();
        }

        _touched.Clear();
    }

    public void RollBack()
    {
        foreach (ThinnedSeries series in _touched)
        {
            series.Undo();
        }

        _touched.Clear();
        foreach (ThinnedSeries series in _leaving > 0 ? All : [])
        {
            series.IsLeaving = false;
        }

        _leaving = 0;
    }

    private ThinnedSeries Add(MeasurementContext context)
    {
        ThinnedSeries series = new(context, options);
        if (!_byDevice.TryGetValue(context.Device, out List<ThinnedSeries>? ofDevice))
        {
            _byDevice.Add(context.Device, ofDevice = []);
        }

        ofDevice.Add(series);
        _all.Add(series);
        return series;
    }

    private void Stay(ThinnedSeries series)
    {
        if (series.IsLeaving)
        {
            series.IsLeaving = false;
            _leaving--;
        }
    }

    private void Forget()
    {
        foreach (ThinnedSeries series in All)
        {
            if (series.IsLeaving)
            {
                List<ThinnedSeries> ofDevice = _byDevice[series.Context.Device];
                ofDevice.Remove(series);
                if (ofDevice.Count == 0)
                {
                    _byDevice.Remove(series.Context.Device);
                }
            }
        }

        _all.RemoveAll(static series => series.IsLeaving);
        _leaving = 0;
    }
}
