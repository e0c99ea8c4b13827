using System.Text;
using NhsIoT.Sdk.Transport;
using static NhsIoT.Sdk.Testing.Contracts.OutboxProbe;

namespace NhsIoT.Sdk.Testing.Contracts;

/// <summary>How entries end: removed, left or quarantined.</summary>
internal static class OutboxEndingCases
{
    public static IReadOnlyList<ContractCase<OutboxMaker>> All { get; } =
    [
        Case("A lease is settled once", SettledOnceAsync),
        Case("A lease stands when it is settled with too few endings", TooFewEndingsAsync),
        Case("What was removed does not come again", RemovedAsync),
        Case("What is left comes again at its time, and its key waits for it", LeftUntilAsync),
        Case("A rejected entry ends in quarantine with its bytes and its reason, and its key goes on", QuarantinedAsync),
        Case("Nothing ends a lease but settling it", LeaseStandsAsync),
    ];

    private static async Task SettledOnceAsync(OutboxProbe probe)
    {
        await probe.AppendAsync(Entry("a"), Entry("b")).ConfigureAwait(false);
        OutboxLease first = await probe.TakeAsync(1).ConfigureAwait(false);
        await probe.RemoveAsync(first).ConfigureAwait(false);
        await Expect.ThrowsAsync<InvalidOperationException>(() => probe.SettleAsync(first, EntryEnding.Remove), "settling again").ConfigureAwait(false);
        OutboxLease second = await probe.TakeAsync(1).ConfigureAwait(false);
        await Expect.ThrowsAsync<InvalidOperationException>(() => probe.SettleAsync(first, EntryEnding.Remove), "settling again while another lease stands").ConfigureAwait(false);
        Expect.Equal(1, probe.Outbox.Counts.Waiting, "entries that wait or are leased");
        await probe.RemoveAsync(second).ConfigureAwait(false);
        Expect.Equal(0, probe.Outbox.Counts.Waiting, "entries after the second lease was settled");
    }

    private static async Task TooFewEndingsAsync(OutboxProbe probe)
    {
        await probe.AppendAsync(Entry("a"), Entry("b")).ConfigureAwait(false);
        OutboxLease lease = await probe.TakeAsync().ConfigureAwait(false);
        await Expect.ThrowsAsync<ArgumentException>(() => probe.SettleAsync(lease, EntryEnding.Remove), "settling two entries with one ending").ConfigureAwait(false);
        await probe.RemoveAsync(lease).ConfigureAwait(false);
        Expect.Equal(0, probe.Outbox.Counts.Waiting, "entries after the lease was settled");
    }

    private static async Task RemovedAsync(OutboxProbe probe)
    {
        await probe.AppendAsync(Entry("a"), Entry("b")).ConfigureAwait(false);
        await probe.RemoveAsync(await probe.TakeAsync(1).ConfigureAwait(false)).ConfigureAwait(false);
        Expect.Same(["b"], Ids(await probe.TakeAsync().ConfigureAwait(false)), "what is leased after it");
    }

    private static async Task LeftUntilAsync(OutboxProbe probe)
    {
        await probe.AppendAsync(Entry("a1", "a"), Entry("a2", "a"), Entry("b1", "b")).ConfigureAwait(false);
        OutboxLease lease = await probe.TakeAsync(1).ConfigureAwait(false);
        await probe.SettleAsync(lease, EntryEnding.Leave(probe.Clock.GetUtcNow().AddSeconds(10))).ConfigureAwait(false);
        Expect.Same(["b1"], Ids(await probe.TakeAsync().ConfigureAwait(false)), "what is leased while key a is left");
        Task<OutboxLease> peek = probe.PeekAsync();
        probe.Clock.Advance(TimeSpan.FromSeconds(9));
        await probe.LetPassAsync("pass").ConfigureAwait(false);
        await Expect.WaitsAsync(peek, "a key that was left came before its time").ConfigureAwait(false);
        Expect.Same(["a1", "a2"], Ids(await probe.AdvanceUntilAsync(peek, TimeSpan.FromSeconds(1), "the peek at the time").ConfigureAwait(false)), "what is leased then");
    }

    private static async Task QuarantinedAsync(OutboxProbe probe)
    {
        await probe.AppendAsync(Entry("a"), Entry("b")).ConfigureAwait(false);
        await probe.SettleAsync(await probe.TakeAsync(1).ConfigureAwait(false), EntryEnding.Quarantine("422")).ConfigureAwait(false);
        Expect.Same(["b"], Ids(await probe.TakeAsync().ConfigureAwait(false)), "what is leased after it");
        IReadOnlyList<QuarantineRecord> records = await probe.QuarantineAsync(new(10)).ConfigureAwait(false);
        Expect.Same(["payload of a"], records.Select(r => Encoding.UTF8.GetString(r.Payload.Span)), "the bytes in quarantine");
        Expect.Equal(("422", Destination, true), (records[0].Reason, records[0].Origin, records[0].IsEntry), "reason, origin and kind");
    }

    private static async Task LeaseStandsAsync(OutboxProbe probe)
    {
        await probe.AppendAsync(Entry("a")).ConfigureAwait(false);
        OutboxLease lease = await probe.TakeAsync().ConfigureAwait(false);
        Task<OutboxLease> other = probe.PeekAsync();
        probe.Clock.Advance(TimeSpan.FromDays(1));
        await probe.LetPassAsync("pass").ConfigureAwait(false);
        await Expect.WaitsAsync(other, "a lease ended by time alone").ConfigureAwait(false);
        Expect.Same(["payload of a"], Payloads(lease), "the bytes of the lease");
        await probe.SettleAsync(lease, default(EntryEnding)).ConfigureAwait(false);
        Expect.Same(["a"], Ids(await Expect.InTimeAsync(other, "the peek after it was given back").ConfigureAwait(false)), "what is leased then");
    }
}
