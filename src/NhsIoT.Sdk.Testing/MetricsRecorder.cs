using System.Diagnostics.Metrics;
using System.Globalization;

namespace NhsIoT.Sdk.Testing;

/// <summary>Listens to the instruments of a meter and keeps every number that they publish.</summary>
/// <remarks>Listens from when it is made until it is disposed; meters of that name in other tests are heard too. Thread-safe.</remarks>
public sealed class MetricsRecorder : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<RecordedMetric> _metrics = [];
    private readonly MeterListener _listener = new();

    /// <summary>Begins to listen.</summary>
    /// <param name="meter">The name of the meter.</param>
    public MetricsRecorder(string meter)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(meter);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (string.Equals(instrument.Meter.Name, meter, StringComparison.Ordinal))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<byte>((i, n, tags, _) => Add(i, n, tags));
        _listener.SetMeasurementEventCallback<short>((i, n, tags, _) => Add(i, n, tags));
        _listener.SetMeasurementEventCallback<int>((i, n, tags, _) => Add(i, n, tags));
        _listener.SetMeasurementEventCallback<long>((i, n, tags, _) => Add(i, n, tags));
        _listener.SetMeasurementEventCallback<float>((i, n, tags, _) => Add(i, n, tags));
        _listener.SetMeasurementEventCallback<double>((i, n, tags, _) => Add(i, n, tags));
        _listener.SetMeasurementEventCallback<decimal>((i, n, tags, _) => Add(i, (double)n, tags));
        _listener.Start();
    }

    /// <summary>Gets what was published so far, in order.</summary>
    public IReadOnlyList<RecordedMetric> Metrics
    {
        get
        {
            lock (_gate)
            {
                return [.. _metrics];
            }
        }
    }

    /// <summary>Asks the observable instruments for their numbers now.</summary>
    public void Observe() => _listener.RecordObservableInstruments();

    /// <summary>Gives the sum of what an instrument published: the total of a counter.</summary>
    /// <param name="instrument">The name of the instrument.</param>
    /// <param name="tags">Only what carries all of these tags, by their texts. None: everything.</param>
    /// <returns>The sum; 0 where nothing was published.</returns>
    public double Sum(string instrument, params IEnumerable<(string Key, string Value)> tags) => Of(instrument, tags).Sum(m => m.Number);

    /// <summary>Gives what an instrument published last: the state of a gauge.</summary>
    /// <param name="instrument">The name of the instrument.</param>
    /// <param name="tags">Only what carries all of these tags, by their texts. None: everything.</param>
    /// <returns>The number; <see langword="null"/> where nothing was published.</returns>
    public double? Last(string instrument, params IEnumerable<(string Key, string Value)> tags) => Of(instrument, tags).LastOrDefault()?.Number;

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private IEnumerable<RecordedMetric> Of(string instrument, IEnumerable<(string Key, string Value)> tags) =>
        Metrics.Where(m => string.Equals(m.Instrument, instrument, StringComparison.Ordinal)
            && tags.All(t => string.Equals(m.Tags.GetValueOrDefault(t.Key), t.Value, StringComparison.Ordinal)));

    private void Add(Instrument instrument, double number, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        Dictionary<string, string> texts = new(StringComparer.Ordinal);
        foreach ((string key, object? value) in tags)
        {
            texts[key] = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        }

        lock (_gate)
        {
            _metrics.Add(new RecordedMetric(instrument.Name, number, texts));
        }
    }
}
