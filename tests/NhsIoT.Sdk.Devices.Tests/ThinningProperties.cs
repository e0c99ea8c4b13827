using FsCheck;
using FsCheck.Fluent;
using NhsIoT.Sdk.Telemetry;
using static NhsIoT.Sdk.Devices.Tests.ReadingSeries;

namespace NhsIoT.Sdk.Devices.Tests;

/// <summary>The thinner against a plain model: a list of all readings, cut into series, looked at from behind.</summary>
public sealed class ThinningProperties
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(2000);
    private static readonly MeasurementContext[] Contexts =
        [Context(device: "A"), Context(device: "B"), Context(device: "B", purpose: ReadingPurpose.Live), Context(device: "B", metric: Metrics.CuffPressure)];

    private static readonly Placement[] Placements = [Placement.Known("a1", Ward.Patient("A")), Placement.NotAssociated];
    private static readonly TimeSpan EndsAfter = TimeSpan.FromSeconds(30);

    private static readonly Gen<ThinningRule> Rules =
        from every in Gen.Elements(0, 0, 5, 10)
        from band in Gen.Elements(-1m, 0m, 1m, 3m)
        from percent in Gen.Elements(-1m, -1m, 2m)
        from onChange in Gen.Elements(false, false, true)
        select new ThinningRule
        {
            Every = every == 0 ? null : TimeSpan.FromSeconds(every),
            DeadBand = band < 0m ? null : band,
            DeadBandPercent = percent < 0m ? null : percent,
            OnChange = onChange,
        };

    private static readonly Gen<Step> Steps =
        from context in Gen.Elements(0, 0, 0, 1, 1, 2, 3, 3)
        from number in Gen.Elements(58m, 59m, 60m, 60m, 60m, 61m, 62m, 63m, 70m)
        from pause in Gen.Frequency((20, Gen.Choose(0, 4)), (1, Gen.Constant(31)), (1, Gen.Constant(-3)))
        from placement in Gen.Frequency((12, Gen.Constant(0)), (1, Gen.Constant(1)))
        from quality in Gen.Frequency((15, Gen.Constant(0)), (1, Gen.Choose(1, 2)))
        from isMissing in Gen.Frequency((15, Gen.Constant(false)), (1, Gen.Constant(true)))
        from ending in Gen.Frequency((10, Gen.Constant(Ending.None)), (3, Gen.Constant(Ending.Commit)), (1, Gen.Constant(Ending.RollBack)))
        select new Step(context, number, pause, placement, quality, isMissing, ending);

    private static readonly Arbitrary<(ThinningRule Rule, Step[] Steps)> Runs = Arb.From(
        from rule in Rules
        from steps in Gen.ArrayOf(Steps)
        select (rule, steps));

    private enum Ending
    {
        None,
        Commit,
        RollBack,
    }

    [Fact]
    public void What_goes_out_is_a_part_of_what_came_in_in_its_order_and_the_rest_is_counted() => Check.One(Thorough, Prop.ForAll(Runs, run =>
    {
        List<Placed<Measurement>> all = Readings(run.Steps);
        List<Placed<Measurement>> sent = Thin(run.Rule, all, out long thinned);
        return thinned == all.Count - sent.Count && Contexts.All(context => IsPart(Of(sent, context), Of(all, context)));
    }));

    [Fact]
    public void The_first_and_the_last_of_each_series_and_all_that_is_protected_go_out() => Check.One(Thorough, Prop.ForAll(Runs, run =>
    {
        List<Placed<Measurement>> all = Readings(run.Steps);
        HashSet<long> sent = [.. Thin(run.Rule, all, out _).Select(reading => reading.Word.Sequence)];
        return Series(all).All(series => sent.Contains(series[0].Word.Sequence) && sent.Contains(series[^1].Word.Sequence))
            && all.Where(reading => reading.Word.Quality != Quality.Good).All(reading => sent.Contains(reading.Word.Sequence));
    }));

    [Fact]
    public void What_is_thinned_is_near_the_one_that_went_out_before_it() => Check.One(Thorough, Prop.ForAll(Runs, run =>
    {
        List<Placed<Measurement>> all = Readings(run.Steps);
        HashSet<long> sent = [.. Thin(run.Rule, all, out _).Select(reading => reading.Word.Sequence)];
        return Series(all).All(series => IsNear(run.Rule, series, sent));
    }));

    [Fact]
    public void What_is_rolled_back_never_happened() => Check.One(Thorough, Prop.ForAll(Runs, run =>
    {
        List<Placed<Measurement>> all = Readings(run.Steps);
        Thinner thinner = new(Options(run.Rule));
        List<Placed<Measurement>> kept = [];
        List<long> sent = [];
        List<long> underWay = [];
        int begun = 0;
        for (int i = 0; i < all.Count; i++)
        {
            underWay.AddRange(Numbers(thinner.Thin([all[i]])));
            if (run.Steps[i].Ending == Ending.RollBack)
            {
                underWay.AddRange(Numbers(thinner.Flush()));
                thinner.RollBack();
            }
            else if (run.Steps[i].Ending == Ending.Commit || i == all.Count - 1)
            {
                thinner.Commit();
                sent.AddRange(underWay);
                kept.AddRange(all[begun..(i + 1)]);
            }
            else
            {
                continue;
            }

            underWay.Clear();
            begun = i + 1;
        }

        sent.AddRange(Numbers(thinner.Flush()));
        IEnumerable<long> expected = Thin(run.Rule, kept, out long thinned).Select(reading => reading.Word.Sequence);
        return thinner.Thinned == thinned && sent.Order().SequenceEqual(expected.Order());
    }));

    private static List<Placed<Measurement>> Readings(Step[] steps)
    {
        List<Placed<Measurement>> readings = [];
        int second = 100;
        foreach (Step step in steps)
        {
            second += step.Pause;
            MeasurementContext context = Contexts[step.Context];
            Value value = step.IsMissing ? Value.NotAvailable(AbsentReason.NotMeasured)
                : context.Metric == Metrics.CuffPressure ? Pressure(120m, step.Number)
                : Value.Of(step.Number, Units.PerMinute);
            Quality quality = step.Quality switch
            {
                0 => Quality.Good,
                1 => Doubtful,
                _ => Quality.Good.Worsen(QualitySeverity.Bad, QualityReasons.Impossible, QualityRuleNames.PhysicalRange),
            };
            readings.Add(new(Reading(context, second, value, readings.Count) with { Quality = quality }, Placements[step.Placement]));
        }

        return readings;
    }

    private static ThinningOptions Options(ThinningRule rule) => new() { Rule = rule, EndsAfter = EndsAfter };

    private static List<Placed<Measurement>> Thin(ThinningRule rule, List<Placed<Measurement>> all, out long thinned)
    {
        Thinner thinner = new(Options(rule));
        List<Placed<Measurement>> sent = [.. thinner.Thin(all.ToArray()).ToArray(), .. thinner.Flush().ToArray()];
        thinner.Commit();
        thinned = thinner.Thinned;
        return sent;
    }

    private static long[] Numbers(ReadOnlyMemory<Placed<Measurement>> sent) => [.. sent.ToArray().Select(reading => reading.Word.Sequence)];

    private static List<long> Of(List<Placed<Measurement>> readings, MeasurementContext context) =>
        [.. readings.Where(reading => reading.Word.Context == context).Select(reading => reading.Word.Sequence)];

    private static bool IsPart(List<long> part, List<long> whole)
    {
        int at = -1;
        return part.All(number => (at = whole.IndexOf(number, at + 1)) >= 0);
    }

    // A series as the contract has it, said once more and without state.
    private static IEnumerable<List<Placed<Measurement>>> Series(List<Placed<Measurement>> all) =>
        all.GroupBy(reading => (reading.Word.Context.Device, reading.Word.Context.Metric)).SelectMany(group =>
        {
            List<List<Placed<Measurement>>> series = [];
            foreach (Placed<Measurement> reading in group)
            {
                if (series.Count == 0 || !IsOneSeries(series[^1][^1], reading))
                {
                    series.Add([]);
                }

                series[^1].Add(reading);
            }

            return series;
        });

    private static bool IsOneSeries(in Placed<Measurement> last, in Placed<Measurement> next) =>
        (last.Word.Context, last.Placement, last.Word.Quality, last.Word.Value.Kind) == (next.Word.Context, next.Placement, next.Word.Quality, next.Word.Value.Kind)
        && next.Word.Observed.Start >= last.Word.Observed.Start && next.Word.Observed.Start - last.Word.Observed.Start <= EndsAfter;

    private static bool IsNear(ThinningRule rule, List<Placed<Measurement>> series, HashSet<long> sent)
    {
        Measurement before = series[0].Word;
        foreach (Placed<Measurement> reading in series)
        {
            if (sent.Contains(reading.Word.Sequence))
            {
                before = reading.Word;
            }
            else if (rule.IsNone || reading.Word.Observed.Start - before.Observed.Start >= (rule.Every ?? TimeSpan.MaxValue)
                || Math.Abs(NumberOf(reading.Word) - NumberOf(before)) > BandOf(rule, NumberOf(before)))
            {
                return false;
            }
        }

        return true;
    }

    // The systolic pressure stays the same here.
    private static decimal NumberOf(in Measurement reading) => reading.Value.TryGetQuantity(out Quantity quantity) ? quantity.Number
        : reading.Value.TryGetCompound(out CompoundValue? compound) && compound.Parts[1].Value.TryGetQuantity(out quantity) ? quantity.Number
        : 0m;

    private static decimal BandOf(ThinningRule rule, decimal number) => rule is { OnChange: false, DeadBand: null, DeadBandPercent: null }
        ? decimal.MaxValue
        : Math.Max(rule.DeadBand ?? 0m, number * (rule.DeadBandPercent ?? 0m) / 100m);

    private sealed record Step(int Context, decimal Number, int Pause, int Placement, int Quality, bool IsMissing, Ending Ending);
}
