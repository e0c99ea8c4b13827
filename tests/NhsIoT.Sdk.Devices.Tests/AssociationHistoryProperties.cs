using FsCheck;
using FsCheck.Fluent;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Tests;

public sealed class AssociationHistoryProperties
{
    private const int Minutes = 10;
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(3000);
    private static readonly DeviceId Device = BedsideMonitor.Descriptor1;
    private static readonly string?[] Patients = ["A", "B", null];
    private static readonly string?[] Beds = ["7", "8", null];

    private static readonly Gen<AssociationEvent> Facts =
        from id in Gen.Elements("a", "b", "c", "d")
        from action in Gen.Frequency(
            (5, Gen.Constant(AssociationAction.Start)),
            (4, Gen.Constant(AssociationAction.End)),
            (2, Gen.Constant(AssociationAction.Transfer)),
            (3, Gen.Constant(AssociationAction.Correct)),
            (1, Gen.Constant(AssociationAction.Cancel)))
        from minute in Gen.Choose(0, Minutes)
        from known in Gen.Choose(0, 2)
        from ended in Gen.Choose(-Minutes, Minutes)
        from patient in Gen.Elements(Patients)
        from bed in Gen.Elements(Beds)
        select new AssociationEvent
        {
            Device = Device,
            AssociationId = id,
            Action = action,
            Effective = Ward.At(minute),
            Received = Ward.At(known),
            Ended = ended >= 0 ? Ward.At(ended) : null,
            Patient = patient is null ? null : Ward.Patient(patient),
            Place = bed is null ? null : Ward.Bed(bed),
        };

    private static readonly Arbitrary<(AssociationEvent[] Facts, int Seed, bool IsShared)> Stories = Arb.From(
        from count in Gen.Choose(0, 12)
        from facts in Facts.ArrayOf(count)
        from seed in Gen.Choose(0, int.MaxValue)
        from isShared in Gen.Elements(false, false, true)
        select (facts, seed, isShared));

    [Fact]
    public void Facts_in_any_order_and_repeated_end_in_what_a_plain_list_says() => Check.One(Thorough, Prop.ForAll(Stories, story =>
    {
        AssociationHistory history = new();
        foreach (AssociationEvent fact in Shuffled(story.Facts, story.Seed))
        {
            history.RecordAsync(fact, CancellationToken.None).AsTask().Wait();
        }

        if (story.IsShared)
        {
            history.DeclareShared(Device);
        }

        return Agrees(history, new PlainHistory(story.Facts, story.IsShared));
    }));

    [Fact]
    public void Facts_in_order_of_effect_end_in_what_a_plain_list_says_after_each() => Check.One(Thorough, Prop.ForAll(Stories, story =>
    {
        AssociationHistory history = new();
        AssociationEvent[] facts = [.. story.Facts.OrderBy(f => f.Effective)];
        for (int i = 0; i < facts.Length; i++)
        {
            history.RecordAsync(facts[i], CancellationToken.None).AsTask().Wait();
            if (!Agrees(history, new PlainHistory(facts[..(i + 1)], isShared: false)))
            {
                return false;
            }
        }

        return true;
    }));

    private static AssociationEvent[] Shuffled(AssociationEvent[] facts, int seed)
    {
        Random random = new(seed);
        AssociationEvent[] order = [.. facts, .. facts.Where(_ => random.Next(3) == 0)];
        random.Shuffle(order);
        return order;
    }

    private static bool Agrees(AssociationHistory history, PlainHistory plain)
    {
        for (int minute = -1; minute <= Minutes + 1; minute++)
        {
            for (int length = 0; length <= 3; length++)
            {
                ObservedTime observed = ObservedTime.ByDevice(Ward.At(minute), TimeSpan.FromMinutes(length));
                string expected = plain.Over(minute, Math.Max(length, 1));
                if (Described(history.Of(Device).At(observed, Ward.At(0))) != expected)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static string Described(Placement placement) => placement.UnknownBecause switch
    {
        null => $"{placement.Patient?.Identifier?.Value}@{placement.Place?.Identifier?.Value}",
        { } because when because.Contains("shared", StringComparison.Ordinal) => "shared " + placement.Place?.Identifier?.Value,
        { } because when because.Contains("overlap", StringComparison.Ordinal) => "overlap",
        { } because when because.Contains("contradicts", StringComparison.Ordinal) => "contradicts",
        { } because when because.Contains("changed", StringComparison.Ordinal) => "changed",
        _ => "none",
    };
}
