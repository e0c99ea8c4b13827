using System.Runtime.CompilerServices;

namespace NhsIoT.Sdk.Telemetry.Tests;

public sealed class QualityTests
{
    private static readonly PersonReference Nurse = new(new Identifier("urn:test:staff", "N-17"));

    [Fact]
    public void A_quality_takes_16_bytes() => Assert.Equal(16, Unsafe.SizeOf<Quality>());

    [Fact]
    public void A_rule_makes_it_worse_and_never_better()
    {
        Quality uncertain = Quality.Good.Worsen(QualitySeverity.Uncertain, QualityReasons.Stale, "age");
        Quality bad = uncertain.Worsen(QualitySeverity.Bad, QualityReasons.SensorFault, "sensor");
        Quality still = bad.Worsen(QualitySeverity.Good, QualityReasons.Estimated, "estimate");

        Assert.Equal([QualitySeverity.Uncertain, QualitySeverity.Bad, QualitySeverity.Bad], new[] { uncertain, bad, still }.Select(q => q.Severity));
        Assert.Equal(QualityReasons.Stale | QualityReasons.SensorFault | QualityReasons.Estimated, still.Reasons);
        Assert.Equal(["age", "sensor", "estimate"], still.Rules.ToArray());
    }

    [Fact]
    public void Every_reason_can_be_told() => Assert.All(Enum.GetValues<QualityReasons>(), reason =>
        Assert.Equal(reason, Quality.Good.Worsen(QualitySeverity.Uncertain, reason, "rule").Reasons));

    [Fact]
    public void A_rule_that_speaks_twice_is_named_once() =>
        Assert.Equal(["age"], Quality.Good.Worsen(QualitySeverity.Uncertain, QualityReasons.Stale, "age").Worsen(QualitySeverity.Bad, QualityReasons.Stale, "age").Rules.ToArray());

    [Fact]
    public void A_rule_that_spoke_before_allocates_nothing() => Assert.Equal(0, Allocated.BytesOf(() =>
    {
        for (int i = 0; i < 100; i++)
        {
            _ = Quality.Good.Worsen(QualitySeverity.Uncertain, QualityReasons.Stale, "age");
        }
    }));

    [Fact]
    public void Rules_made_up_at_run_time_are_told_all_the_same() => Assert.All(Enumerable.Range(0, 200).Select(i => $"made-up-{i}"),
        rule => Assert.Equal([rule], Quality.Good.Worsen(QualitySeverity.Uncertain, QualityReasons.Stale, rule).Rules.ToArray()));

    [Fact]
    public void It_says_who_stands_behind_it_and_names_nobody()
    {
        Quality confirmed = Quality.Good.WithVerification(Verification.Confirmed(Nurse, Readings.Noon));

        Assert.Equal((Nurse, (DateTimeOffset?)Readings.Noon), (confirmed.Verification.ConfirmedBy, confirmed.Verification.ConfirmedAt));
        Assert.NotEqual(Quality.Good, confirmed);
        Assert.Equal(Verification.DeviceOnly, Quality.Good.Verification);
        Assert.Null(Verification.DeviceOnly.ConfirmedBy);
        Assert.DoesNotContain("N-17", $"{confirmed} {confirmed.Verification} {Nurse}", StringComparison.Ordinal);
    }

    [Fact]
    public void Confirming_keeps_what_the_rules_said()
    {
        Quality uncertain = Quality.Good.Worsen(QualitySeverity.Uncertain, QualityReasons.Stale, "age");

        Quality confirmed = uncertain.WithVerification(Verification.Confirmed(Nurse, Readings.Noon));

        Assert.Equal((uncertain.Severity, uncertain.Reasons), (confirmed.Severity, confirmed.Reasons));
        Assert.Equal(["age"], confirmed.Rules.ToArray());
    }

    [Fact]
    public void The_default_value_states_nothing()
    {
        Assert.False(default(Quality).IsSpecified);
        Assert.Empty(default(Quality).Rules);
        Assert.Throws<ArgumentOutOfRangeException>(() => Quality.Good.Worsen(default, QualityReasons.Stale, "age"));
        Assert.Throws<ArgumentException>(() => Quality.Good.Worsen(QualitySeverity.Bad, QualityReasons.Stale, ""));
    }
}
