using System.Collections.Immutable;
using NhsIoT.Sdk.Telemetry;
using static NhsIoT.Sdk.Devices.Tests.ReadingSeries;

namespace NhsIoT.Sdk.Devices.Tests;

public sealed class ThinnerTests
{
    private static readonly Placement Bed = Placement.Known("a1", Ward.Patient("A"));
    private static readonly ThinningRule Band = new() { DeadBand = 2m };
    private static readonly ThinningRule TenSeconds = new() { Every = TimeSpan.FromSeconds(10) };

    private readonly MeasurementContext _context = Context();

    [Fact]
    public void Nothing_is_thinned_by_default() => Assert.Equal([0, 1, 2], Sent(new ThinningOptions(), (0, 60), (1, 60), (2, 60)));

    [Fact]
    public void One_reading_goes_out_every_so_many_seconds_and_the_last_one_at_the_end() =>
        Assert.Equal([0, 10, 21, 25], Sent(Of(TenSeconds), (0, 60), (5, 90), (10, 60), (15, 60), (19, 60), (21, 60), (25, 60)));

    [Fact]
    public void A_number_goes_out_when_it_leaves_the_dead_band_of_the_last_one_that_went_out() =>
        Assert.Equal([0, 3, 4, 6], Sent(Of(Band), (0, 60), (1, 61), (2, 62), (3, 62.1m), (4, 60), (5, 59), (6, 61)));

    [Fact]
    public void A_number_goes_out_on_change() =>
        Assert.Equal([0, 2, 3], Sent(Of(new ThinningRule { OnChange = true }), (0, 60), (1, 60.0m), (2, 60.1m), (3, 60.1m)));

    [Fact]
    public void The_wider_of_two_dead_bands_holds() => Assert.Equal(
        [0, 3, 6], Sent(Of(new ThinningRule { DeadBand = 1m, DeadBandPercent = 10m }), (0, 100), (1, 110), (2, 90), (3, 5), (4, 4.1m), (5, 5.9m), (6, 5)));

    [Fact]
    public void A_rule_of_a_metric_goes_before_the_rule_for_all()
    {
        ThinningOptions options = Of(Band) with { Metrics = ImmutableDictionary<string, ThinningRule>.Empty.Add(_context.Metric.Id, ThinningRule.None) };

        Assert.Equal([0, 1, 2], Sent(options, (0, 60), (1, 60), (2, 60)));
    }

    [Fact]
    public void The_last_reading_goes_out_before_the_first_of_another_placement()
    {
        Placement other = Placement.Known("a2", Ward.Patient("B"));
        Thinner thinner = new(Of(Band));

        Assert.Equal([0], Seconds(thinner.Thin([At(0), At(1), At(2)])));
        ReadOnlyMemory<Placed<Measurement>> sent = thinner.Thin([new(Reading(_context, 3, 60), other), new(Reading(_context, 4, 60), other)]);

        Assert.Equal([2, 3], Seconds(sent));
        Assert.Same(Bed, sent.Span[0].Placement);
        thinner.Commit();
        Assert.Equal(1, thinner.Thinned);
    }

    [Fact]
    public void A_change_of_purpose_ends_the_series()
    {
        MeasurementContext live = Context(purpose: ReadingPurpose.Live);
        Thinner thinner = new(Of(Band));

        Assert.Equal([0, 1, 2], Seconds(thinner.Thin([At(0), At(1), new(Reading(live, 2, 60), Bed), new(Reading(live, 3, 60), Bed)])));
    }

    [Fact]
    public void A_pause_ends_the_series() => Assert.Equal([0, 2, 303, 305], Sent(Of(Band), (0, 60), (1, 60), (2, 60), (303, 60), (304, 60), (305, 60)));

    [Fact]
    public void A_missing_value_ends_the_series_and_begins_one()
    {
        Thinner thinner = new(Of(Band));
        Placed<Measurement>[] missing = [.. Enumerable.Range(2, 3).Select(i => new Placed<Measurement>(
            Reading(_context, i, Value.NotAvailable(AbsentReason.NotMeasured)), Bed))];

        Assert.Equal([0, 1, 2], Seconds(thinner.Thin([At(0), At(1), .. missing])));
        Assert.Equal([4, 5], Seconds(thinner.Thin([At(5)])));
    }

    [Fact]
    public void Bad_uncertain_and_marked_readings_all_go_out_and_so_does_the_one_before()
    {
        Thinner thinner = new(Of(Band));
        Quality marked = Quality.Good.Worsen(QualitySeverity.Good, QualityReasons.Duplicate, QualityRuleNames.Duplicate);
        Placed<Measurement>[] readings = [At(0), At(1), At(2), Marked(3, Doubtful), Marked(4, Doubtful), Marked(5, marked), At(6), At(7)];

        Assert.Equal([0, 2, 3, 4, 5, 6], Seconds(thinner.Thin(readings)));
    }

    [Fact]
    public void What_an_alarm_names_goes_out_also_when_it_was_held_back()
    {
        Thinner thinner = new(Of(Band));
        thinner.Thin([At(0), At(1)]);

        Assert.Equal([1, 2, 3], Seconds(thinner.Thin([At(2), At(3)], [Alarm(_context)])));
        Assert.Empty(Seconds(thinner.Thin([At(4)], [Alarm(Context(metric: Metrics.RespiratoryRate))])));
    }

    [Fact]
    public void An_alarm_about_a_part_names_the_compound()
    {
        MeasurementContext pressure = Context(metric: Metrics.CuffPressure);
        Thinner thinner = new(Of(Band));
        thinner.Thin([new(Reading(pressure, 0, Pressure(120, 80)), Bed), new(Reading(pressure, 1, Pressure(120, 80)), Bed)]);

        Assert.Equal([1], Seconds(thinner.Thin([], [Alarm(Context(metric: Metrics.CuffPressureSystolic))])));
    }

    [Fact]
    public void A_compound_goes_out_when_any_part_of_it_changed()
    {
        MeasurementContext pressure = Context(metric: Metrics.CuffPressure);
        Thinner thinner = new(Of(Band));
        Value[] values = [Pressure(120, 80), Pressure(121, 81), Pressure(121, 83), Pressure(123, 83)];

        Assert.Equal([0, 2], Seconds(thinner.Thin([.. values.Select((value, i) => new Placed<Measurement>(Reading(pressure, i, value), Bed))])));
        Assert.Equal([3], Seconds(thinner.Flush()));
    }

    [Fact]
    public void What_is_no_number_goes_out_whenever_it_changes()
    {
        Thinner thinner = new(Of(TenSeconds));
        bool[] values = [true, true, false, false, true];

        Assert.Equal([0, 2, 4], Seconds(thinner.Thin([.. values.Select((value, i) => new Placed<Measurement>(Reading(_context, i, Value.Of(value)), Bed))])));
    }

    [Fact]
    public void What_is_held_back_goes_out_when_the_series_is_idle_and_the_series_is_forgotten_after_it()
    {
        Thinner thinner = new(Of(Band));
        thinner.Thin([At(0), At(1)]);
        thinner.Commit();

        Assert.Empty(Seconds(thinner.FlushIdle(ReadingSeries.At(200))));
        Assert.Equal([1], Seconds(thinner.FlushIdle(ReadingSeries.At(1000))));
        thinner.Commit();
        Assert.Equal((1, 0L), (thinner.Series, thinner.Thinned));
        Assert.Empty(Seconds(thinner.FlushIdle(ReadingSeries.At(1000))));
        thinner.RollBack();
        Assert.Equal(1, thinner.Series);
        thinner.FlushIdle(ReadingSeries.At(1000));
        thinner.Commit();
        Assert.Equal(0, thinner.Series);
    }

    [Fact]
    public void Thinning_allocates_nothing()
    {
        Thinner thinner = new(Of(Band with { DeadBandPercent = 3m, Every = TimeSpan.FromSeconds(10) }));
        MeasurementContext pressure = Context(metric: Metrics.CuffPressure);
        Value[] values = [Pressure(120, 80), Pressure(121, 80), Pressure(150, 90)];
        Placed<Measurement>[] batch = new Placed<Measurement>[2];
        int second = 0;

        Assert.Equal(0, Allocated.BytesOf(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                second++;
                batch[0] = new(Reading(_context, second, 60 + (i % 9)), Bed);
                batch[1] = new(Reading(pressure, second, values[i % 3]), Bed);
                thinner.Thin(batch);
                thinner.FlushIdle(ReadingSeries.At(second));
                if (i % 3 == 0)
                {
                    thinner.RollBack();
                }
                else
                {
                    thinner.Commit();
                }
            }
        }));
    }

    [Fact]
    public void Faulty_options_and_the_default_measurement_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new Thinner(new ThinningOptions { EndsAfter = TimeSpan.Zero }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ThinningRule { DeadBand = -1m });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ThinningRule { DeadBandPercent = 101m });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ThinningRule { Every = TimeSpan.Zero });
        Assert.Throws<ArgumentException>(() => new Thinner(Of(Band)).Thin([default]));
    }

    private static ThinningOptions Of(ThinningRule rule) => new() { Rule = rule };

    private static decimal[] Seconds(ReadOnlyMemory<Placed<Measurement>> sent) =>
        [.. sent.ToArray().Select(reading => (decimal)(reading.Word.Observed.StartUtcTicks - Midnight.UtcTicks) / TimeSpan.TicksPerSecond)];

    private static Placed<AlarmEvent> Alarm(MeasurementContext source) => new(
        new AlarmEvent
        {
            Device = source.Device,
            AlarmId = "1",
            Code = new Coding(Coding.Mdc, "196670"),
            Kind = default,
            Priority = default,
            Phase = default,
            State = default,
            Source = source,
            Observed = ObservedTime.ByDevice(Midnight),
            Received = Midnight,
            Provenance = source.Provenance,
            Purpose = source.Purpose,
        },
        Bed);

    private Placed<Measurement> At(decimal second) => new(Reading(_context, second, 60), Bed);

    private Placed<Measurement> Marked(decimal second, Quality quality) => new(Reading(_context, second, 60) with { Quality = quality }, Bed);

    private decimal[] Sent(ThinningOptions options, params (decimal Second, decimal Number)[] readings)
    {
        Thinner thinner = new(options);
        decimal[] sent = Seconds(thinner.Thin([.. readings.Select(reading => new Placed<Measurement>(Reading(_context, reading.Second, reading.Number), Bed))]));
        return [.. sent, .. Seconds(thinner.Flush())];
    }
}
