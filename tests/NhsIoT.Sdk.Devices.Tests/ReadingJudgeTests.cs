using NhsIoT.Sdk.Telemetry;
using static NhsIoT.Sdk.Devices.Tests.ReadingSeries;

namespace NhsIoT.Sdk.Devices.Tests;

public sealed class ReadingJudgeTests
{
    private static readonly QualityRules All = new()
    {
        Stuck = new StuckRule { Readings = 3, Time = TimeSpan.FromSeconds(2) },
        Jump = new JumpRule { Change = 20m, Per = TimeSpan.FromSeconds(1) },
        SamplingGap = new SamplingGapRule { Interval = TimeSpan.FromSeconds(1), Factor = 3m },
    };

    private readonly ReadingJudge _judge = new();

    [Fact]
    public void What_no_rule_speaks_against_stays_good() => Assert.All(
        Judge(new QualityRules(), (0, 60), (100, 60), (200, 160)), quality => Assert.Equal(Quality.Good, quality));

    [Fact]
    public void A_number_that_stays_the_same_is_doubted_when_readings_and_time_are_both_reached() => Assert.Equal(
        ["", "", "stuck", "stuck", "", ""],
        Names(Judge(All with { Jump = null }, (0, 60), (1, 60.0m), (2, 60), (3, 60), (4, 61), (5, 60))));

    [Fact]
    public void Many_equal_readings_in_a_short_time_are_not_stuck() =>
        Assert.Equal(["", "", "", ""], Names(Judge(All, (0, 60), (0.5m, 60), (1, 60), (1.5m, 60))));

    [Fact]
    public void A_rule_that_asks_for_nothing_finds_nothing_stuck() =>
        Assert.Equal(["", "", ""], Names(Judge(new QualityRules { Stuck = new StuckRule() }, (0, 60), (1, 60), (2, 60))));

    [Fact]
    public void A_spike_is_doubted_and_what_comes_after_it_is_not() =>
        Assert.Equal(["", "", "jump", "", ""], Names(Judge(All, (0, 60), (1, 62), (2, 140), (3, 61), (4, 63))));

    [Fact]
    public void A_step_is_doubted_once_and_then_believed() =>
        Assert.Equal(["", "jump", "", "", "jump"], Names(Judge(All, (0, 60), (1, 120), (2, 121), (3, 119), (4, 60))));

    [Fact]
    public void A_change_may_be_larger_where_more_time_lies_between() =>
        Assert.Equal(["", "", "jump"], Names(Judge(All, (0, 60), (2, 100), (4, 140.1m))));

    [Fact]
    public void A_change_between_neighbours_does_not_ask_for_the_time() =>
        Assert.Equal(["", "jump"], Names(Judge(new QualityRules { Jump = new JumpRule { Change = 20m } }, (0, 60), (3600, 81))));

    [Fact]
    public void The_first_reading_after_a_gap_is_marked_and_trusted()
    {
        Quality[] judged = Judge(All, (0, 60), (3, 61), (6.1m, 62), (7, 63));

        Assert.Equal(["", "", "sampling-gap", ""], Names(judged));
        Assert.Equal((QualitySeverity.Good, QualityReasons.SamplingGap), (judged[2].Severity, judged[2].Reasons));
    }

    [Fact]
    public void A_gap_is_measured_by_the_expected_interval_where_the_rule_states_none()
    {
        QualityRules rules = new() { SamplingGap = new SamplingGapRule { Factor = 2m } };

        Assert.Equal(["", "sampling-gap"], Names(Judge(Context(rules, TimeSpan.FromSeconds(10)), (0, 60), (20.1m, 61))));
        Assert.Equal(["", ""], Names(Judge(Context(rules), (0, 60), (2000, 61))));
    }

    [Fact]
    public void A_reading_after_its_calibration_was_due_is_doubted()
    {
        MeasurementContext context = new()
        {
            Device = Context().Device,
            Metric = Metrics.HeartRate,
            Provenance = Context().Provenance,
            Purpose = ReadingPurpose.Test,
            CalibrationDue = At(10),
        };

        Assert.Equal(["", "calibration-due"], Names(Judge(context, (9.9m, 60), (10, 60))));
    }

    [Fact]
    public void A_reading_that_comes_again_is_judged_as_the_first_time() => Assert.Equal(
        ["", "jump", "", "sampling-gap", "", "jump", "", "sampling-gap", ""],
        Names(Judge(All, (0, 60), (1, 140), (2, 141), (8, 141), (0, 60), (1, 140), (2, 141), (8, 141), (9, 142))));

    [Fact]
    public void A_reading_that_comes_again_does_not_count_as_another_one() =>
        Assert.Equal(["", "", "", "", "stuck"], Names(Judge(All, (0, 60), (1, 60), (1, 60), (1, 60), (2, 60))));

    [Fact]
    public void A_late_reading_that_comes_again_is_marked_as_the_first_time() =>
        Assert.Equal(["", "out-of-order", "", "out-of-order"], Names(Judge(All, (5, 60), (4, 61), (5, 60), (4, 61))));

    [Fact]
    public void Another_reading_of_the_same_time_and_number_is_a_duplicate_each_time_it_comes() =>
        Assert.Equal(["", "duplicate", "", "duplicate", ""], Names(Judge(All, (1, 60), (1, 61), (1, 60), (1, 61), (2, 60))));

    [Fact]
    public void What_the_device_says_otherwise_of_its_sensor_is_not_the_same_reading()
    {
        MeasurementContext context = Context(All);
        Measurement reading = Reading(context, 1, 60);

        Assert.Equal(
            ["", "sensor-status duplicate", "", "sensor-status duplicate"],
            Names(new[] { reading, reading with { Quality = Doubtful }, reading, reading with { Quality = Doubtful } }.Select(r => _judge.Judge(r))));
    }

    [Fact]
    public void A_reading_is_known_again_by_the_time_of_its_device_however_that_is_mapped()
    {
        MeasurementContext context = Context(All);
        Judge(context, (0, 60));
        Measurement jump = Reading(context, 1, 140);
        ObservedTime mapped = jump.Observed.MappedTo(At(1.2m), ClockConfidence.Synchronised, 0, null);

        Assert.Equal(["jump", "", "jump"], Names([_judge.Judge(jump), _judge.Judge(Reading(context, 2, 141)), _judge.Judge(jump with { Observed = mapped })]));
    }

    [Fact]
    public void What_comes_again_after_32_others_is_only_late()
    {
        MeasurementContext context = Context(All);
        (decimal, decimal)[] readings = [.. Enumerable.Range(0, 33).Select(i => ((decimal)i, i < 2 ? 60m + (i * 80m) : 141m + (i % 2)))];
        Judge(context, readings);

        Assert.Equal(["jump", "out-of-order"], Names(Judge(context, readings[1], readings[0])));
    }

    [Fact]
    public void A_mark_of_order_takes_no_trust_away() => Assert.All(
        Judge(All, (5, 60), (5, 61), (4, 150)).Skip(1), quality => Assert.Equal(QualitySeverity.Good, quality.Severity));

    [Fact]
    public void A_late_reading_is_marked_and_does_not_disturb_the_newer_ones()
    {
        (decimal, decimal)[] punctual = [(0, 60), (1, 61), (2, 61), (3, 61), (4, 140)];
        string[] expected = Names(Judge(All, punctual));

        string[] judged = Names(Judge(All, [punctual[0], punctual[1], punctual[2], (0.5m, 300), punctual[3], (1.5m, 61), punctual[4]]));

        Assert.Equal(["", "", "", "out-of-order", "stuck", "out-of-order", "jump"], judged);
        Assert.Equal(expected, judged.Where(names => !names.Contains("out-of-order")));
    }

    [Fact]
    public void A_reading_from_the_future_does_not_make_all_others_late()
    {
        MeasurementContext context = Context(All);
        _judge.Judge(Reading(context, 86_400 * 365, 60) with { Received = At(1) });

        Assert.Equal(["out-of-order", "", ""], Names(Judge(context, (1, 60), (2, 61), (3, 62))));
    }

    [Fact]
    public void Another_run_of_the_clock_begins_a_series()
    {
        MeasurementContext context = Context(All);
        Judge(context, (100, 60));
        Measurement restarted = Reading(context, 5, 200);

        Assert.Equal(Quality.Good, _judge.Judge(restarted with { Observed = restarted.Observed.InEpoch(1) }));
        Assert.Equal(["out-of-order"], Names(Judge(context, (101, 61))));
    }

    [Fact]
    public void A_reading_without_a_value_ends_what_was_before_it()
    {
        MeasurementContext context = Context(All with { SamplingGap = null });
        Judge(context, (0, 60), (1, 60));
        Assert.Equal(Quality.Good, _judge.Judge(Reading(context, 2, Value.NotAvailable(AbsentReason.NotMeasured))));

        Assert.Equal(["", "", "stuck"], Names(Judge(context, (3, 140), (4, 140), (5, 140))));
    }

    [Fact]
    public void An_impossible_number_is_no_neighbour() =>
        Assert.Equal(["", "physical-range", ""], Names(Judge(All, (0, 60), (1, 6000), (2, 61))));

    [Fact]
    public void Each_part_of_a_compound_is_judged_and_the_rules_are_named_in_order()
    {
        MeasurementContext context = Context(All with { SamplingGap = null }, metric: Metrics.CuffPressure);
        Value[] values = [Pressure(120, 80), Pressure(121, 80), Pressure(160, 80), Pressure(900, 80)];

        string[] judged = Names(values.Select((value, i) => _judge.Judge(Reading(context, i, value))));

        Assert.Equal(["", "", "stuck jump", "physical-range stuck"], judged);
    }

    [Fact]
    public void Codes_and_flags_are_stuck_only_where_the_rule_says_so()
    {
        StuckRule rule = new() { Readings = 2 };
        MeasurementContext silent = Context(new QualityRules { Stuck = rule });
        MeasurementContext asked = Context(new QualityRules { Stuck = rule with { IncludesCoded = true } });
        Value[] values = [Value.Of(true), Value.Of(true), Value.Of(false), Value.Of(new Coding(Coding.Snomed, "1")), Value.Of(new Coding(Coding.Snomed, "1"))];

        Assert.All(values.Select((value, i) => _judge.Judge(Reading(silent, i, value))), quality => Assert.Equal(Quality.Good, quality));
        Assert.Equal(["", "stuck", "", "", "stuck"], Names(values.Select((value, i) => _judge.Judge(Reading(asked, i, value)))));
    }

    [Fact]
    public void What_the_device_says_of_its_sensor_stays_and_comes_first()
    {
        MeasurementContext context = Context(All);
        Judge(context, (0, 60));

        Quality judged = _judge.Judge(Reading(context, 1, 310) with { Quality = Doubtful });

        Assert.Equal(["sensor-status", "plausible-range", "jump"], judged.Rules.ToArray());
    }

    [Fact]
    public void The_severity_of_a_rule_is_a_setting()
    {
        QualityRules rules = new() { Jump = new JumpRule { Change = 1m, Severity = QualitySeverity.Bad } };

        Assert.Equal(QualitySeverity.Bad, Judge(rules, (0, 60), (1, 70))[1].Severity);
    }

    [Fact]
    public void Numbers_as_large_as_can_be_do_no_harm()
    {
        Metric metric = new("anything") { Codes = [new Coding("urn:test", "x")], Unit = Unit.Parse("1") };
        MeasurementContext context = Context(All with { SamplingGap = null }, metric: metric);

        Assert.Equal(["", "jump", ""], Names(Judge(context, (0, decimal.MaxValue), (1, decimal.MinValue), (2, decimal.MaxValue))));
    }

    [Fact]
    public void Contexts_that_are_no_longer_in_use_are_forgotten()
    {
        ReadingJudge judge = new(new ReadingJudgeOptions { MaxContexts = 10 });
        for (int i = 0; i < 1000; i++)
        {
            judge.Judge(Reading(Context(), i, 60));
            judge.Commit();
        }

        Assert.InRange(judge.Contexts, 1, 20);
    }

    [Fact]
    public void A_context_in_use_outlives_a_jump_of_the_clock_and_an_idle_one_does_not()
    {
        ReadingJudge judge = new(new ReadingJudgeOptions { ForgetAfter = TimeSpan.FromHours(1) });
        MeasurementContext used = Context(All);
        judge.Judge(Reading(Context(), 0, 60));
        judge.Judge(Reading(used, 0, 60));
        judge.Commit();
        judge.Judge(Reading(used, 1, 60) with { Received = At(86_400 * 400) });
        judge.Commit();
        Assert.Equal(2, judge.Contexts);

        Assert.Equal(["stuck"], Names([judge.Judge(Reading(used, 2, 60) with { Received = At(86_400 * 401) })]));
        judge.Commit();
        Assert.Equal(1, judge.Contexts);
    }

    [Fact]
    public void Judging_allocates_nothing_for_good_and_bad_readings()
    {
        MeasurementContext[] contexts = [Context(All), Context(All, metric: Metrics.CuffPressure)];
        Value[] pressures = [Pressure(120, 80), Pressure(180, 80), Pressure(900, 10)];
        int second = 0;

        Assert.Equal(0, Allocated.BytesOf(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                second++;
                _judge.Judge(Reading(contexts[0], second * (i % 5), 60 + (i % 3 * 30)));
                _judge.Judge(Reading(contexts[1], second, pressures[i % 3]));
                if (i % 7 == 0)
                {
                    _judge.RollBack();
                }
                else
                {
                    _judge.Commit();
                }
            }
        }));
    }

    [Fact]
    public void The_default_measurement_and_faulty_options_are_refused()
    {
        Assert.Throws<ArgumentException>(() => _judge.Judge(default));
        Assert.Throws<ArgumentException>(() => new ReadingJudge(new ReadingJudgeOptions { MaxContexts = 0 }));
        Assert.Throws<ArgumentException>(() => new ReadingJudge(new ReadingJudgeOptions { ForgetAfter = TimeSpan.Zero }));
    }

    private static string[] Names(IEnumerable<Quality> judged) => [.. judged.Select(quality => string.Join(' ', quality.Rules))];

    private Quality[] Judge(QualityRules rules, params (decimal Second, decimal Number)[] readings) => Judge(Context(rules), readings);

    private Quality[] Judge(MeasurementContext context, params (decimal Second, decimal Number)[] readings) =>
        [.. readings.Select(reading => _judge.Judge(Reading(context, reading.Second, reading.Number)))];
}
