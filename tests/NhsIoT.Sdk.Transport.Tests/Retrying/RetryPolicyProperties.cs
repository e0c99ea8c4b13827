using FsCheck;
using FsCheck.Fluent;

namespace NhsIoT.Sdk.Transport.Tests.Retrying;

public sealed class RetryPolicyProperties
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly Config Checks = Config.QuickThrowOnFailure.WithMaxTest(1000);

    private static Gen<RetryOptions> OptionsGen =>
        from first in Gen.Choose(1, 60_000)
        from longest in Gen.Choose(first, 3_600_000)
        from asked in Gen.Choose(0, 7_200_000)
        from most in Gen.Choose(1, 50)
        select new RetryOptions
        {
            FirstDelay = TimeSpan.FromMilliseconds(first),
            LongestDelay = TimeSpan.FromMilliseconds(longest),
            LongestAsked = TimeSpan.FromMilliseconds(asked),
            MaxAttempts = most,
        };

    private static Gen<(RetryOptions Options, int Attempts, TimeSpan? Asked, int Seed)> CaseGen =>
        from options in OptionsGen
        from attempts in Gen.Choose(0, 60)
        from asked in Gen.Choose(-1_000, 20_000_000)
        from seed in Gen.Choose(0, int.MaxValue)
        select (options, attempts, asked < 0 ? (TimeSpan?)null : TimeSpan.FromMilliseconds(asked), seed);

    [Fact]
    public void It_is_never_sent_again_before_the_other_side_asked_nor_after_the_cap() => Prop.ForAll(CaseGen.ToArbitrary(), c =>
    {
        RetryOptions unlimited = c.Options with { MaxAttempts = null };
        RetryDecision decision = new RetryPolicy(unlimited).Decide(Delivery.Unknown("x", c.Asked), new TriedEntry(c.Attempts, Noon), new Random(c.Seed));
        TimeSpan heeded = c.Asked is not { } asked ? TimeSpan.Zero : asked < c.Options.LongestAsked ? asked : c.Options.LongestAsked;
        TimeSpan cap = c.Options.LongestDelay > c.Options.LongestAsked ? c.Options.LongestDelay : c.Options.LongestAsked;
        return decision.Kind == RetryDecisionKind.RetryAt && decision.Wait > TimeSpan.Zero && decision.Wait >= heeded && decision.Wait <= cap;
    }).Check(Checks);

    [Fact]
    public void Waits_spread_over_the_whole_of_their_range() => Prop.ForAll(CaseGen.ToArbitrary(), c =>
    {
        RetryPolicy policy = new(c.Options with { MaxAttempts = null });
        Random random = new(c.Seed);
        long ceiling = Math.Min(c.Options.LongestDelay.Ticks, (long)decimal.Min(long.MaxValue, c.Options.FirstDelay.Ticks * Pow2(c.Attempts)));
        int[] quarters = new int[4];
        for (int i = 0; i < 400; i++)
        {
            TimeSpan wait = policy.Decide(Delivery.Unknown("x"), new TriedEntry(c.Attempts, Noon), random).Wait;
            quarters[(int)((wait.Ticks - 1) * 4 / ceiling)]++;
        }

        // 100 are expected in each; five standard deviations are 43.
        return quarters.All(q => q is > 50 and < 150);
    }).Check(Checks.WithMaxTest(200));

    [Fact]
    public void A_poisoned_entry_is_put_aside_after_as_many_attempts_as_are_allowed() => Prop.ForAll(CaseGen.ToArbitrary(), c =>
    {
        RetryPolicy policy = new(c.Options);
        Random random = new(c.Seed);
        DateTimeOffset now = Noon;
        int attempts = 0;
        for (; attempts < 100; attempts++)
        {
            RetryDecision decision = policy.Decide(Delivery.Unknown("x", c.Asked), new TriedEntry(attempts, now), random);
            if (decision.Kind == RetryDecisionKind.Quarantine)
            {
                break;
            }

            now = decision.At;
        }

        return attempts + 1 == c.Options.MaxAttempts;
    }).Check(Checks);

    [Fact]
    public void A_destination_that_takes_nothing_never_costs_an_entry_its_place() => Prop.ForAll(CaseGen.ToArbitrary(), c =>
    {
        RetryPolicy policy = new(c.Options with { MaxAge = TimeSpan.FromSeconds(1) });
        TriedEntry entry = new(c.Attempts, Noon) { Age = TimeSpan.FromDays(400) };
        return policy.Decide(Delivery.Unavailable("x", c.Asked), entry, new Random(c.Seed)).Kind == RetryDecisionKind.PauseLane
            && policy.Decide(Delivery.Misconfigured("x"), entry, new Random(c.Seed)).Kind == RetryDecisionKind.Stop;
    }).Check(Checks);

    private static decimal Pow2(int exponent) => exponent > 40 ? 1L << 40 : 1L << exponent;
}
