using NhsIoT.Sdk.Transport;
using static NhsIoT.Sdk.Testing.Contracts.OutboxProbe;

namespace NhsIoT.Sdk.Testing.Contracts;

/// <summary>What may be lost, and how it is counted.</summary>
internal static class OutboxLossCases
{
    public static IReadOnlyList<ContractCase<OutboxMaker>> All { get; } =
    [
        Case("What may be lost is lost when its room is full, and counted", LostAndCountedAsync),
        Case("An alarm is lost only if it may be", AlarmsAsync),
        Case("What was lost is new when it comes again", NotRememberedAsync),
        Case("Losses of one key, class and reason are one record until it is read", OneRecordAsync),
        Case("A loss record stands until it is settled", StandsAsync),
        Case("Losses of too many keys share a record", ManyKeysAsync),
    ];

    private static async Task LostAndCountedAsync(OutboxProbe probe)
    {
        DateTimeOffset eight = DateTimeOffset.UnixEpoch.AddHours(8);
        await probe.AppendAsync(Entries(Room)).ConfigureAwait(false);
        OutboxEntry[] mixed = [Loose("x"), Loose("e1", "k1"), Loose("o") with { Destination = "other" }];
        Task<AppendOutcome[]> append = probe.AppendAsync(Message() with { Received = eight }, mixed, CancellationToken.None);
        AppendOutcome[] outcomes = await Expect.InTimeAsync(append, "an append of what may be lost").ConfigureAwait(false);
        Expect.Same([AppendOutcome.Lost, AppendOutcome.Same, AppendOutcome.Added], outcomes, "the append");
        append = probe.AppendAsync(Message() with { Received = eight.AddHours(1) }, [Loose("y"), Loose("z")], CancellationToken.None);
        await Expect.InTimeAsync(append, "an append of what may be lost").ConfigureAwait(false);
        Expect.Equal(1, probe.Outbox.Counts.Losses, "the number of loss records");
        IReadOnlyList<LossRecord> losses = await probe.LossesAsync().ConfigureAwait(false);
        Expect.Same([(3L, "k", Destination)], losses.Select(l => (l.Count, l.Key, l.Destination)), "count, key and destination");
        Expect.Equal((DeliveryClass.ClinicalReading, LossReason.Full), (losses[0].Class, losses[0].Reason), "class and reason");
        Expect.Equal((eight, eight.AddHours(1)), (losses[0].First, losses[0].Last), "the first and the last receipt");
        Expect.Same(Entries(Room).Select(e => System.Text.Encoding.ASCII.GetString(e.Envelope.Id.Span)), Ids(await probe.TakeAsync().ConfigureAwait(false)), "what was there before");
    }

    private static async Task AlarmsAsync(OutboxProbe probe)
    {
        await probe.AppendAsync(Entries(Room, "a", DeliveryClass.Alarm)).ConfigureAwait(false);
        Expect.Same([AppendOutcome.Lost], await AppendAsync(probe, Loose("loose", "k", DeliveryClass.Alarm)).ConfigureAwait(false), "an alarm that may be lost");
        Task<AppendOutcome[]> waiting = probe.AppendAsync(Entry("firm", "k", DeliveryClass.Alarm));
        await probe.LetPassAsync("pass").ConfigureAwait(false);
        await Expect.WaitsAsync(waiting, "an alarm that may not be lost did not wait").ConfigureAwait(false);
        Expect.Same([(1L, DeliveryClass.Alarm)], (await probe.LossesAsync().ConfigureAwait(false)).Select(l => (l.Count, l.Class)), "the losses");
        await probe.RemoveAsync(await probe.TakeAsync(Destination, DeliveryClass.Alarm).ConfigureAwait(false)).ConfigureAwait(false);
        Expect.Same([AppendOutcome.Added], await Expect.InTimeAsync(waiting, "the alarm that has room by now").ConfigureAwait(false), "the alarm");
    }

    private static async Task NotRememberedAsync(OutboxProbe probe)
    {
        await probe.AppendAsync(Entries(Room)).ConfigureAwait(false);
        Expect.Same([AppendOutcome.Lost], await AppendAsync(probe, Loose("x")).ConfigureAwait(false), "an entry without room");
        await probe.RemoveAsync(await probe.TakeAsync().ConfigureAwait(false)).ConfigureAwait(false);
        Expect.Same([AppendOutcome.Added], await AppendAsync(probe, Loose("x")).ConfigureAwait(false), "the same entry with room");
    }

    private static async Task OneRecordAsync(OutboxProbe probe)
    {
        await FillAsync(probe).ConfigureAwait(false);
        await AppendAsync(probe, Loose("x1", "x"), Loose("y1", "y"), Loose("x2", "x"), Loose("g1", "x", DeliveryClass.Housekeeping)).ConfigureAwait(false);
        IReadOnlyList<LossRecord> first = await probe.LossesAsync(2).ConfigureAwait(false);
        Expect.Same([("x", 2L), ("y", 1L)], Counted(first), "what is read first");
        await AppendAsync(probe, Loose("x3", "x"), Loose("g2", "x", DeliveryClass.Housekeeping)).ConfigureAwait(false);
        IReadOnlyList<LossRecord> all = await probe.LossesAsync().ConfigureAwait(false);
        Expect.Same([("x", 2L), ("y", 1L), ("x", 2L), ("x", 1L)], Counted(all), "what is read then: what was read stands as it was");
        Expect.Same(first, all.Take(2), "the records that were read before");
        Expect.That(all.Select(l => l.Number).Distinct().Count() == 4, "a number was given twice");
    }

    private static async Task StandsAsync(OutboxProbe probe)
    {
        await FillAsync(probe).ConfigureAwait(false);
        await AppendAsync(probe, Loose("x1", "x"), Loose("y1", "y")).ConfigureAwait(false);
        IReadOnlyList<LossRecord> read = await probe.LossesAsync(1).ConfigureAwait(false);
        await AppendAsync(probe, Loose("x2", "x")).ConfigureAwait(false);
        Expect.Same(read, await probe.LossesAsync(1).ConfigureAwait(false), "what is read again before it is settled");

        // The number of a record that nobody has read settles nothing; one that has gone is passed over.
        long[] numbers = [read[0].Number, read[0].Number, read[0].Number + 1, 1000];
        await probe.SettleLossesAsync(numbers).ConfigureAwait(false);
        await probe.SettleLossesAsync(read[0].Number).ConfigureAwait(false);
        IReadOnlyList<LossRecord> rest = await probe.LossesAsync().ConfigureAwait(false);
        Expect.Same([("y", 1L), ("x", 1L)], Counted(rest), "what stands after one was settled");
        await probe.SettleLossesAsync([.. rest.Select(l => l.Number)]).ConfigureAwait(false);
        Expect.Equal(0, (await probe.LossesAsync().ConfigureAwait(false)).Count, "records after all were settled");
        Expect.Equal(0, probe.Outbox.Counts.Losses, "their number");
    }

    private static async Task ManyKeysAsync(OutboxProbe probe)
    {
        await FillAsync(probe).ConfigureAwait(false);
        for (int round = 0; round < 3; round++)
        {
            await AppendAsync(probe, [.. Enumerable.Range(0, 4 * Room).Select(i => Loose($"x{round}-{i}", $"x{i}"))]).ConfigureAwait(false);
        }

        IReadOnlyList<LossRecord> losses = await probe.LossesAsync(1000).ConfigureAwait(false);
        Expect.Equal(12 * Room, losses.Sum(l => l.Count), "what was lost");
        Expect.Equal(Room + 1, losses.Count, "records");
        Expect.Same([null, 9L * Room], losses.Where(l => l.Key is null).SelectMany(l => new object?[] { l.Key, l.Count }), "the record of several keys");
    }

    private static Task<AppendOutcome[]> AppendAsync(OutboxProbe probe, params OutboxEntry[] entries)
        => Expect.InTimeAsync(probe.AppendAsync(entries), "an append of what may be lost");

    private static async Task FillAsync(OutboxProbe probe)
    {
        await probe.AppendAsync(Entries(Room)).ConfigureAwait(false);
        await probe.AppendAsync(Entries(Room, "h", DeliveryClass.Housekeeping)).ConfigureAwait(false);
    }

    private static IEnumerable<(string? Key, long Count)> Counted(IEnumerable<LossRecord> losses) => losses.Select(l => (l.Key, l.Count));
}
