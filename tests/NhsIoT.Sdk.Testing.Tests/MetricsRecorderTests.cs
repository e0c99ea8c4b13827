using System.Diagnostics.Metrics;

namespace NhsIoT.Sdk.Testing.Tests;

public sealed class MetricsRecorderTests
{
    [Fact]
    public void Counters_of_every_kind_of_number_are_summed_by_their_tags()
    {
        using Meter meter = new("MetricsRecorderTests.Counters");
        using MetricsRecorder recorder = new(meter.Name);
        Counter<long> longs = meter.CreateCounter<long>("longs");
        longs.Add(2, new KeyValuePair<string, object?>("class", "alarm"));
        longs.Add(3, new KeyValuePair<string, object?>("class", "reading"));
        meter.CreateCounter<int>("ints").Add(4);
        meter.CreateHistogram<double>("doubles").Record(0.5);

        Assert.Equal(5, recorder.Sum("longs"));
        Assert.Equal(2, recorder.Sum("longs", ("class", "alarm")));
        Assert.Equal(0, recorder.Sum("longs", ("class", "none")));
        Assert.Equal(4, recorder.Sum("ints"));
        Assert.Equal(0.5, recorder.Last("doubles"));
        Assert.Null(recorder.Last("none"));
    }

    [Fact]
    public void Observable_instruments_answer_when_they_are_asked()
    {
        int now = 1;
        using Meter meter = new("MetricsRecorderTests.Gauges");
        using MetricsRecorder recorder = new(meter.Name);
        meter.CreateObservableGauge("gauge", () => now);

        recorder.Observe();
        now = 7;
        recorder.Observe();

        Assert.Equal(7, recorder.Last("gauge"));
        Assert.Equal(2, recorder.Metrics.Count);
    }

    [Fact]
    public void Other_meters_are_not_heard()
    {
        using Meter meter = new("MetricsRecorderTests.Other");
        using MetricsRecorder recorder = new("MetricsRecorderTests.Mine");

        meter.CreateCounter<long>("longs").Add(1);

        Assert.Empty(recorder.Metrics);
    }
}
