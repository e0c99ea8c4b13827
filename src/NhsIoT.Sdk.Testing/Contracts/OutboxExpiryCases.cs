using NhsIoT.Sdk.Transport;
using static NhsIoT.Sdk.Testing.Contracts.OutboxProbe;

namespace NhsIoT.Sdk.Testing.Contracts;

/// <summary>What is of no more use after a time.</summary>
internal static class OutboxExpiryCases
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    public static IReadOnlyList<ContractCase<OutboxMaker>> All { get; } =
    [
        Case("What has expired is not leased, and is counted", ExpiredAsync),
        Case("A wall clock that jumps expires nothing", ClockJumpAsync),
        Case("What is leased is left to its lease, and does not come again once expired", LeasedAsync),
        Case("What has expired before it is appended is lost", ExpiredBeforeAsync),
        Case("What expires makes room", MakesRoomAsync),
    ];

    private static async Task ExpiredAsync(OutboxProbe probe)
    {
        DateTimeOffset over = probe.Clock.GetUtcNow() + Life;
        OutboxEntry alarm = Entry("alarm", "k", DeliveryClass.Alarm);
        await probe.AppendAsync(Entry("a"), Expiring(Entry("b"), over), Entry("c"), Expiring(Entry("d"), over), alarm).ConfigureAwait(false);
        await probe.AppendAsync(Expiring(Entry("alone", "other"), over), Expiring(Entry("later"), over + Life)).ConfigureAwait(false);
        probe.Clock.Advance(Life);
        OutboxLease lease = await probe.TakeAsync().ConfigureAwait(false);
        Expect.Same(["a", "c", "later"], Ids(lease), "what is leased");
        Expect.Equal(4, probe.Outbox.Counts.Waiting, "entries that wait or are leased");
        IReadOnlyList<LossRecord> losses = await probe.LossesAsync().ConfigureAwait(false);
        Expect.Same([("k", 2L), ("other", 1L)], losses.OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => (l.Key, l.Count)), "what was lost");
        Expect.That(losses.All(l => l.Reason == LossReason.Expired && l.First == DateTimeOffset.UnixEpoch), "reason or time of receipt is not that of the entries");
        probe.Clock.Advance(TimeSpan.FromDays(400));
        Expect.Same(["alarm"], Ids(await probe.TakeAsync(Destination, DeliveryClass.Alarm).ConfigureAwait(false)), "an alarm that does not say that it expires");
        Expect.Same([AppendOutcome.Same], await probe.AppendAsync(Entry("a")).ConfigureAwait(false), "what is leased, appended again");
    }

    private static async Task ClockJumpAsync(OutboxProbe probe)
    {
        DateTimeOffset start = probe.Clock.GetUtcNow();
        await probe.AppendAsync(Expiring(Entry("a"), start + Life)).ConfigureAwait(false);
        foreach (int days in new[] { 400, -400 })
        {
            probe.Clock.SetUtcNow(start.AddDays(days));
            probe.Clock.Advance(Life / 4);
            await probe.LetPassAsync($"pass{days}").ConfigureAwait(false);
            OutboxLease lease = await probe.TakeAsync().ConfigureAwait(false);
            Expect.Same(["a"], Ids(lease), $"what is leased after the clock jumped {days} days");
            await probe.SettleAsync(lease, default(EntryEnding)).ConfigureAwait(false);
        }

        probe.Clock.Advance(Life / 2);
        await probe.LetPassAsync("pass").ConfigureAwait(false);
        Expect.Same([1L], (await probe.LossesAsync().ConfigureAwait(false)).Select(l => l.Count), "what has expired when its time was over");
    }

    private static async Task LeasedAsync(OutboxProbe probe)
    {
        DateTimeOffset over = probe.Clock.GetUtcNow() + Life;
        await probe.AppendAsync(Expiring(Entry("a"), over), Expiring(Entry("b"), over), Entry("c"), Expiring(Entry("d"), over)).ConfigureAwait(false);
        OutboxLease lease = await probe.TakeAsync(3).ConfigureAwait(false);
        probe.Clock.Advance(Life);
        Expect.Same(["payload of a", "payload of b", "payload of c"], Payloads(lease), "the bytes of the lease");
        Expect.Equal(3, probe.Outbox.Counts.Waiting, "entries that wait or are leased");
        await probe.SettleAsync(lease, EntryEnding.Remove, default, default).ConfigureAwait(false);
        Expect.Same(["c"], Ids(await probe.TakeAsync().ConfigureAwait(false)), "what is leased then");
        Expect.Equal(2, (await probe.LossesAsync().ConfigureAwait(false)).Sum(l => l.Count), "what has expired; what was delivered has not");
    }

    private static async Task ExpiredBeforeAsync(OutboxProbe probe)
    {
        DateTimeOffset now = probe.Clock.GetUtcNow();
        AppendOutcome[] outcomes = await probe.AppendAsync(Expiring(Entry("a"), now), Entry("b"), Expiring(Entry("c"), now.AddDays(-1))).ConfigureAwait(false);
        Expect.Same([AppendOutcome.Lost, AppendOutcome.Added, AppendOutcome.Lost], outcomes, "the append");
        Expect.Same([(2L, LossReason.Expired)], (await probe.LossesAsync().ConfigureAwait(false)).Select(l => (l.Count, l.Reason)), "the losses");
        Expect.Same(["b"], Ids(await probe.TakeAsync().ConfigureAwait(false)), "what is leased");
    }

    private static async Task MakesRoomAsync(OutboxProbe probe)
    {
        DateTimeOffset over = probe.Clock.GetUtcNow() + Life;
        await probe.AppendAsync([.. Entries(Room).Select(e => Expiring(e, over))]).ConfigureAwait(false);
        Task<AppendOutcome[]> waiting = probe.AppendAsync(Entry("late"));
        await probe.LetPassAsync("pass").ConfigureAwait(false);
        await Expect.WaitsAsync(waiting, "an append without room did not wait").ConfigureAwait(false);
        Expect.Same([AppendOutcome.Added], await probe.AdvanceUntilAsync(waiting, Life / 4, "the append that has room by now").ConfigureAwait(false), "the append");
        Expect.Same(["late"], Ids(await probe.TakeAsync().ConfigureAwait(false)), "what is leased");
    }
}
