namespace NhsIoT.Sdk.Transport.Tests.Retrying;

public sealed class RetryPolicyTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly RetryPolicy Policy = new(new RetryOptions { MaxAttempts = 3, MaxAge = TimeSpan.FromHours(2) });

    // delivery, attempts before, age in minutes (-1: not known) → kind and reason
    public static TheoryData<string, int, int, RetryDecisionKind, RetryReason> Rows => new()
    {
        { "rejected", 0, 0, RetryDecisionKind.Quarantine, RetryReason.Rejected },
        { "rejected", 2, 500, RetryDecisionKind.Quarantine, RetryReason.Rejected },
        { "unknown", 0, -1, RetryDecisionKind.RetryAt, RetryReason.NoAnswer },
        { "unknown", 1, 119, RetryDecisionKind.RetryAt, RetryReason.NoAnswer },
        { "unknown", 2, 0, RetryDecisionKind.Quarantine, RetryReason.TooManyAttempts },
        { "unknown", 9, 0, RetryDecisionKind.Quarantine, RetryReason.TooManyAttempts },
        { "unknown", 0, 120, RetryDecisionKind.Quarantine, RetryReason.TooOld },
        { "unknown", 9, 500, RetryDecisionKind.Quarantine, RetryReason.TooOld },
        { "nobody answered", 0, 0, RetryDecisionKind.RetryAt, RetryReason.NoAnswer },
        { "busy", 0, 0, RetryDecisionKind.RetryAt, RetryReason.AskedToWait },
        { "busy", 2, 0, RetryDecisionKind.Quarantine, RetryReason.TooManyAttempts },
        { "unavailable", 0, 0, RetryDecisionKind.PauseLane, RetryReason.Unavailable },
        { "unavailable", 9, 500, RetryDecisionKind.PauseLane, RetryReason.Unavailable },
        { "throttled", 9, 500, RetryDecisionKind.PauseLane, RetryReason.Unavailable },
        { "misconfigured", 9, 500, RetryDecisionKind.Stop, RetryReason.Misconfigured },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Every_answer_has_one_decision(string answer, int attempts, int age, RetryDecisionKind kind, RetryReason reason)
    {
        TriedEntry entry = new(attempts, Noon) { Age = age < 0 ? null : TimeSpan.FromMinutes(age) };
        RetryDecision decision = Policy.Decide(DeliveryOf(answer), entry, new Random(1));

        Assert.Equal((kind, reason), (decision.Kind, decision.Reason));
        Assert.Equal(kind is RetryDecisionKind.RetryAt or RetryDecisionKind.PauseLane ? Noon + decision.Wait : default, decision.At);
    }

    [Fact]
    public void What_the_other_side_asks_for_is_the_least_wait_up_to_the_cap()
    {
        Assert.Equal(TimeSpan.FromMinutes(10), Wait(Delivery.Unknown("busy", TimeSpan.FromMinutes(10))));
        Assert.Equal(TimeSpan.FromHours(1), Wait(Delivery.Unknown("busy", TimeSpan.FromDays(400))));
        Assert.Equal(TimeSpan.FromHours(1), Wait(Delivery.Unavailable("busy", TimeSpan.MaxValue)));
        Assert.InRange(Wait(Delivery.Unknown("busy", TimeSpan.MinValue)), TimeSpan.FromTicks(1), TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.Zero, Wait(Delivery.Unavailable("no route")));

        static TimeSpan Wait(Delivery delivery) => Policy.Decide(delivery, new TriedEntry(0, Noon), new Random(1)).Wait;
    }

    [Fact]
    public void A_time_beyond_the_calendar_is_its_last_day()
    {
        RetryDecision decision = Policy.Decide(Delivery.Unknown("busy"), new TriedEntry(0, DateTimeOffset.MaxValue), new Random(1));

        Assert.Equal(DateTimeOffset.MaxValue, decision.At);
    }

    [Fact]
    public void What_was_accepted_is_not_decided()
    {
        Assert.Throws<ArgumentException>(() => Policy.Decide(Delivery.Accepted, new TriedEntry(0, Noon), new Random(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Policy.Decide(Delivery.Unknown("x"), new TriedEntry(-1, Noon), new Random(1)));
    }

    [Fact]
    public void A_decision_allocates_nothing()
    {
        Random random = new(1);
        Delivery delivery = Delivery.Unknown("busy");
        Assert.Equal(0, NhsIoT.Sdk.Tests.Allocated.BytesOf(() => Policy.Decide(delivery, new TriedEntry(1, Noon), random)));
    }

    public static TheoryData<RetryOptions> BadOptions => new()
    {
        new RetryOptions { FirstDelay = TimeSpan.Zero },
        new RetryOptions { FirstDelay = TimeSpan.FromMinutes(6) },
        new RetryOptions { LongestDelay = TimeSpan.FromDays(2) },
        new RetryOptions { LongestAsked = TimeSpan.FromTicks(-1) },
        new RetryOptions { LongestAsked = TimeSpan.FromDays(31) },
        new RetryOptions { MaxAttempts = 0 },
        new RetryOptions { MaxAge = TimeSpan.Zero },
    };

    [Theory]
    [MemberData(nameof(BadOptions))]
    public void An_option_out_of_its_range_is_refused(RetryOptions options) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(options));

    private static Delivery DeliveryOf(string answer) => answer switch
    {
        "rejected" => Delivery.Rejected("422"),
        "unknown" => Delivery.Unknown("500"),
        "busy" => Delivery.Unknown("429", TimeSpan.FromMinutes(10)),
        "unavailable" => Delivery.Unavailable("401"),
        "throttled" => Delivery.Unavailable("429", TimeSpan.FromMinutes(10)),
        "misconfigured" => Delivery.Misconfigured("301"),
        _ => default,
    };
}
