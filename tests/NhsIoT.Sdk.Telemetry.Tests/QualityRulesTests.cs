namespace NhsIoT.Sdk.Telemetry.Tests;

public sealed class QualityRulesTests
{
    [Fact]
    public void A_metric_has_no_rules_but_those_that_hold_for_all() => Assert.Equal(
        (null, null, null, true, true),
        (Metrics.HeartRate.Rules.Stuck, Metrics.HeartRate.Rules.Jump, Metrics.HeartRate.Rules.SamplingGap, Metrics.HeartRate.Rules.MarksDuplicates, Metrics.HeartRate.Rules.MarksOutOfOrder));

    [Theory]
    [InlineData(3, null, 2, 100, false)]
    [InlineData(3, null, 3, 0, true)]
    [InlineData(null, 10, 2, 9, false)]
    [InlineData(null, 10, 2, 10, true)]
    [InlineData(3, 10, 3, 9, false)]
    [InlineData(3, 10, 2, 10, false)]
    [InlineData(3, 10, 3, 10, true)]
    [InlineData(null, null, 1000, 1000, false)]
    public void A_value_is_stuck_when_all_that_is_asked_is_reached(int? readings, int? seconds, int run, int time, bool isStuck) => Assert.Equal(
        isStuck,
        new StuckRule { Readings = readings, Time = seconds is { } s ? TimeSpan.FromSeconds(s) : null }.IsStuck(run, TimeSpan.FromSeconds(time)));

    [Theory]
    [InlineData("60", "80", 1, false)]
    [InlineData("60", "80.01", 1, true)]
    [InlineData("80.01", "60", 1, true)]
    [InlineData("60", "100", 2, false)]
    [InlineData("60", "100.1", 2, true)]
    [InlineData("-10", "10", 0, false)]
    [InlineData("-10", "10.1", 0, true)]
    [InlineData("79228162514264337593543950335", "-79228162514264337593543950335", 86400, true)]
    public void A_change_is_a_jump_when_it_is_larger_than_the_time_allows(string from, string to, int seconds, bool isJump) => Assert.Equal(
        isJump,
        new JumpRule { Change = 20m, Per = TimeSpan.FromSeconds(1) }.IsJump(decimal.Parse(from, null), decimal.Parse(to, null), TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void The_longest_time_without_a_gap_is_some_intervals()
    {
        Assert.Equal(TimeSpan.FromSeconds(25), new SamplingGapRule { Factor = 2.5m }.Longest(TimeSpan.FromSeconds(10)));
        Assert.Equal(TimeSpan.FromSeconds(3), new SamplingGapRule { Interval = TimeSpan.FromSeconds(1) }.Longest(TimeSpan.FromSeconds(10)));
        Assert.Equal(TimeSpan.MaxValue, new SamplingGapRule { Factor = 1000m }.Longest(TimeSpan.MaxValue));
        Assert.Null(new SamplingGapRule().Longest(null));
    }

    [Fact]
    public void What_a_rule_cannot_mean_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new StuckRule { Readings = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new StuckRule { Time = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>(() => new StuckRule { Severity = default });
        Assert.Throws<ArgumentOutOfRangeException>(() => new JumpRule { Change = 0m });
        Assert.Throws<ArgumentOutOfRangeException>(() => new JumpRule { Change = 1m, Per = TimeSpan.FromTicks(1) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SamplingGapRule { Factor = 0.9m });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SamplingGapRule { Interval = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>(() => new QualityRules { CalibrationSeverity = (QualitySeverity)9 });
    }
}
