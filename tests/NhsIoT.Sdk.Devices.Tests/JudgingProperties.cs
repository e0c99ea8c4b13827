using FsCheck;
using FsCheck.Fluent;
using NhsIoT.Sdk.Telemetry;
using static NhsIoT.Sdk.Devices.Tests.ReadingSeries;

namespace NhsIoT.Sdk.Devices.Tests;

public sealed class JudgingProperties
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(2000);

    private static readonly QualityRules Rules = new()
    {
        Stuck = new StuckRule { Readings = 3, Time = TimeSpan.FromSeconds(3), IncludesCoded = true },
        Jump = new JumpRule { Change = 5m, Per = TimeSpan.FromSeconds(2) },
        SamplingGap = new SamplingGapRule { Interval = TimeSpan.FromSeconds(2), Factor = 2m },
    };

    private static readonly Gen<Step> Steps =
        from isPressure in Gen.Elements(true, false)
        from number in Gen.Elements(60, 60, 61, 64, 80, 310, 900, -1, -2)
        from pause in Gen.Frequency((12, Gen.Choose(0, 3)), (1, Gen.Constant(30)), (1, Gen.Constant(-4)))
        from isUndone in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new Step(isPressure, number, pause, isUndone);

    private static readonly Arbitrary<Step[]> Runs = Arb.From(Gen.ArrayOf(Steps));

    [Fact]
    public void What_is_rolled_back_never_happened() => Check.One(Thorough, Prop.ForAll(Runs, steps =>
    {
        (Measurement Reading, bool IsUndone)[] readings = Readings(steps);
        ReadingJudge judge = new();
        List<Quality> judged = [];
        foreach ((Measurement reading, bool isUndone) in readings)
        {
            Quality quality = judge.Judge(reading);
            if (isUndone)
            {
                judge.RollBack();
            }
            else
            {
                judge.Commit();
                judged.Add(quality);
            }
        }

        return judged.SequenceEqual(Judge(readings.Where(reading => !reading.IsUndone).Select(reading => reading.Reading)));
    }));

    [Fact]
    public void A_batch_that_is_judged_again_is_judged_the_same() => Check.One(Thorough, Prop.ForAll(Runs, Runs, (before, batch) =>
    {
        Measurement[] all = [.. Readings([.. before, .. batch]).Select(reading => reading.Reading)];
        ReadingJudge judge = new();
        foreach (Measurement reading in all[..before.Length])
        {
            judge.Judge(reading);
        }

        judge.Commit();
        Quality[] first = [.. all[before.Length..].Select(reading => judge.Judge(reading))];
        judge.RollBack();
        return first.SequenceEqual(all[before.Length..].Select(reading => judge.Judge(reading)));
    }));

    [Fact]
    public void A_late_reading_changes_nothing_for_the_others() => Check.One(Thorough, Prop.ForAll(Runs, steps =>
    {
        Measurement[] readings = [.. Readings(steps).Select(reading => reading.Reading)];
        Quality[] judged = Judge(readings);
        Measurement[] punctual = [.. readings.Where((_, i) => !judged[i].Reasons.HasFlag(QualityReasons.OutOfOrder))];
        return Judge(punctual).SequenceEqual(judged.Where(quality => !quality.Reasons.HasFlag(QualityReasons.OutOfOrder)));
    }));

    [Fact]
    public void What_comes_again_is_judged_as_the_first_time() => Check.One(Thorough, Prop.ForAll(Runs, Runs, (steps, choices) =>
    {
        ReadingJudge judge = new();
        (Measurement Reading, Quality Judged)[] again = Window(judge, steps, choices);
        return again.Select((first, i) => JudgeOrUndo(judge, first.Reading, choices[i % choices.Length].IsUndone))
            .SequenceEqual(again.Select(first => first.Judged));
    }));

    [Fact]
    public void What_comes_again_changes_nothing_for_what_comes_after_it() => Check.One(Thorough, Prop.ForAll(Runs, Runs, (before, after) =>
    {
        (ReadingJudge disturbed, ReadingJudge undisturbed) = (new(), new());
        Measurement[] all = [.. Readings([.. before, .. after]).Select(reading => reading.Reading)];
        (Measurement Reading, Quality Judged)[] again = Window(disturbed, all[..before.Length]);
        Window(undisturbed, all[..before.Length]);
        foreach ((Measurement reading, _) in again)
        {
            disturbed.Judge(reading);
        }

        return all[before.Length..].All(reading => disturbed.Judge(reading) == undisturbed.Judge(reading));
    }));

    [Fact]
    public void Each_reason_is_named_by_its_rule_once() => Check.One(Thorough, Prop.ForAll(Runs, steps =>
        Judge(Readings(steps).Select(reading => reading.Reading)).All(quality =>
            quality.Rules.Distinct().Count() == quality.Rules.Length
            && quality.Rules.Contains(QualityRuleNames.Stuck) == quality.Reasons.HasFlag(QualityReasons.Stuck)
            && quality.Rules.Contains(QualityRuleNames.Jump) == quality.Reasons.HasFlag(QualityReasons.Jump)
            && quality.Rules.Contains(QualityRuleNames.SamplingGap) == quality.Reasons.HasFlag(QualityReasons.SamplingGap)
            && quality.Rules.Contains(QualityRuleNames.Duplicate) == quality.Reasons.HasFlag(QualityReasons.Duplicate)
            && quality.Rules.Contains(QualityRuleNames.OutOfOrder) == quality.Reasons.HasFlag(QualityReasons.OutOfOrder)
            && quality.Rules.Contains(QualityRuleNames.PhysicalRange) == (quality.Severity == QualitySeverity.Bad))));

    private static Quality[] Judge(IEnumerable<Measurement> readings)
    {
        ReadingJudge judge = new();
        return [.. readings.Select(reading => judge.Judge(reading))];
    }

    private static Quality JudgeOrUndo(ReadingJudge judge, in Measurement reading, bool isUndone)
    {
        Quality quality = judge.Judge(reading);
        if (isUndone)
        {
            judge.RollBack();
        }
        else
        {
            judge.Commit();
        }

        return quality;
    }

    private static (Measurement Reading, Quality Judged)[] Window(ReadingJudge judge, Step[] steps, Step[] choices) => choices.Length == 0 ? []
        : [.. Window(judge, [.. Readings(steps).Select(reading => reading.Reading)]).Where((_, i) => choices[i % choices.Length].Pause > 0)];

    // The last 32 of each series, counted when they came first, with what was said of them then.
    private static (Measurement Reading, Quality Judged)[] Window(ReadingJudge judge, Measurement[] readings)
    {
        Dictionary<MeasurementContext, List<(Measurement Reading, Quality Judged)>> all = [];
        foreach (Measurement reading in readings)
        {
            Quality judged = judge.Judge(reading);
            List<(Measurement Reading, Quality Judged)> series = all.TryGetValue(reading.Context, out var known) ? known : all[reading.Context] = [];
            if (!series.TakeLast(32).Any(first => first.Reading == reading))
            {
                series.Add((reading, judged));
            }
        }

        judge.Commit();
        return [.. all.Values.SelectMany(series => series.TakeLast(32))];
    }

    private static (Measurement Reading, bool IsUndone)[] Readings(Step[] steps)
    {
        MeasurementContext rate = Context(Rules);
        MeasurementContext pressure = Context(Rules, metric: Metrics.CuffPressure);
        int second = 100;
        return [.. steps.Select(step => (Reading(step.IsPressure ? pressure : rate, second += step.Pause, ValueOf(step)), step.IsUndone))];
    }

    private static Value ValueOf(Step step) => step switch
    {
        { Number: -1 } => Value.NotAvailable(AbsentReason.NotMeasured),
        { Number: -2 } => Value.Of(true),
        { IsPressure: true } => Pressure(step.Number, 40m),
        _ => Value.Of(step.Number, Units.PerMinute),
    };

    private sealed record Step(bool IsPressure, int Number, int Pause, bool IsUndone);
}
