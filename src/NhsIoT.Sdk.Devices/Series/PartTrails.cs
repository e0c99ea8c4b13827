using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Series;

/// <summary>What is remembered of each part of a compound.</summary>
internal sealed class PartTrails
{
    private Part[] _now = [];
    private Part[] _kept = [];
    private int _count;
    private int _keptCount;

    public ref ValueTrail Of(Metric metric)
    {
        for (int i = 0; i < _count; i++)
        {
            if (_now[i].Metric == metric)
            {
                return ref _now[i].Values;
            }
        }

        if (_count == _now.Length)
        {
            Array.Resize(ref _now, _count + 2);
            Array.Resize(ref _kept, _count + 2);
        }

        _now[_count] = new Part { Metric = metric };
        return ref _now[_count++].Values;
    }

    public void Forget() => _count = 0;

    public void Forget(Metric metric, bool isNewest)
    {
        if (isNewest)
        {
            Of(metric) = default;
        }
    }

    public void Save()
    {
        _keptCount = _count;
        _now.AsSpan(0, _count).CopyTo(_kept);
    }

    public void Restore()
    {
        _count = _keptCount;
        _kept.AsSpan(0, _count).CopyTo(_now);
    }

    private struct Part
    {
        public Metric? Metric;
        public ValueTrail Values;
    }
}
