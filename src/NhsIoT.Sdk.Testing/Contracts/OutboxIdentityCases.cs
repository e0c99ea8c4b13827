using System.Text;
using NhsIoT.Sdk.Transport;
using static NhsIoT.Sdk.Testing.Contracts.OutboxProbe;

namespace NhsIoT.Sdk.Testing.Contracts;

/// <summary>Same, clash, revisions, and the memory of ids.</summary>
internal static class OutboxIdentityCases
{
    public static IReadOnlyList<ContractCase<OutboxMaker>> All { get; } =
    [
        Case("The same again is the same, and is leased once", SameAsync),
        Case("Other content under the same id and revision is a clash: quarantined, never leased", ClashAsync),
        Case("A clash within one append is seen", ClashWithinAsync),
        Case("A higher revision is added and comes after the lower", HigherRevisionAsync),
        Case("A lower revision is superseded and not added", LowerRevisionAsync),
        Case("One id for two destinations is two entries", TwoDestinationsAsync),
        Case("Ids outlive removal for the stated time", MemoryAsync),
    ];

    private static async Task SameAsync(OutboxProbe probe)
    {
        Expect.Same([AppendOutcome.Added], await probe.AppendAsync(Entry("a")).ConfigureAwait(false), "the first append");
        Expect.Same([AppendOutcome.Same, AppendOutcome.Added], await probe.AppendAsync(Entry("a"), Entry("b")).ConfigureAwait(false), "the second append");
        OutboxLease lease = await probe.TakeAsync().ConfigureAwait(false);
        Expect.Same(["a", "b"], Ids(lease), "the lease");
        Expect.Same([AppendOutcome.Same], await probe.AppendAsync(Entry("a")).ConfigureAwait(false), "an append while it is leased");
    }

    private static async Task ClashAsync(OutboxProbe probe)
    {
        await probe.AppendAsync(Entry("a")).ConfigureAwait(false);
        Expect.Same([AppendOutcome.Clash], await probe.AppendAsync(With(Entry("a"), "other")).ConfigureAwait(false), "other content");
        Expect.Same(["payload of a"], Payloads(await probe.TakeAsync().ConfigureAwait(false)), "what is leased");
        IReadOnlyList<QuarantineRecord> records = await probe.QuarantineAsync(new(10)).ConfigureAwait(false);
        Expect.Same(["other"], records.Select(r => Encoding.UTF8.GetString(r.Payload.Span)), "the bytes in quarantine");
        Expect.Equal((Destination, true), (records[0].Origin, records[0].IsEntry), "origin and kind of the record");
    }

    private static async Task ClashWithinAsync(OutboxProbe probe)
    {
        AppendOutcome[] outcomes = await probe.AppendAsync(Entry("a"), With(Entry("a"), "other"), Entry("a")).ConfigureAwait(false);
        Expect.Same([AppendOutcome.Added, AppendOutcome.Clash, AppendOutcome.Same], outcomes, "one id three times");
        Expect.Same(["payload of a"], Payloads(await probe.TakeAsync().ConfigureAwait(false)), "what is leased");
    }

    private static async Task HigherRevisionAsync(OutboxProbe probe)
    {
        await probe.AppendAsync(Entry("a")).ConfigureAwait(false);
        Expect.Same([AppendOutcome.Added], await probe.AppendAsync(With(Entry("a"), "mended", 1)).ConfigureAwait(false), "a higher revision");
        OutboxLease lease = await probe.TakeAsync().ConfigureAwait(false);
        Expect.Same(["payload of a", "mended"], Payloads(lease), "what is leased");
        await probe.RemoveAsync(lease).ConfigureAwait(false);
        Expect.Same([AppendOutcome.Added], await probe.AppendAsync(With(Entry("a"), "mended again", 2)).ConfigureAwait(false), "a higher revision after removal");
    }

    private static async Task LowerRevisionAsync(OutboxProbe probe)
    {
        await probe.AppendAsync(With(Entry("a"), "mended", 1)).ConfigureAwait(false);
        Expect.Same([AppendOutcome.Superseded], await probe.AppendAsync(Entry("a")).ConfigureAwait(false), "a lower revision");
        OutboxLease lease = await probe.TakeAsync().ConfigureAwait(false);
        Expect.Same(["mended"], Payloads(lease), "what is leased");
        await probe.RemoveAsync(lease).ConfigureAwait(false);
        Expect.Same([AppendOutcome.Superseded], await probe.AppendAsync(Entry("a")).ConfigureAwait(false), "a lower revision after removal");
        Expect.Equal(0, probe.Outbox.Counts.Quarantined, "records in quarantine");
    }

    private static async Task TwoDestinationsAsync(OutboxProbe probe)
        => Expect.Same([AppendOutcome.Added, AppendOutcome.Added], await probe.AppendAsync(Entry("a"), Entry("a") with { Destination = "other" }).ConfigureAwait(false), "one id for two");

    private static async Task MemoryAsync(OutboxProbe probe)
    {
        await probe.AppendAsync(Entry("a")).ConfigureAwait(false);
        await probe.RemoveAsync(await probe.TakeAsync().ConfigureAwait(false)).ConfigureAwait(false);
        Expect.Same([AppendOutcome.Same], await probe.AppendAsync(Entry("a")).ConfigureAwait(false), "the same after removal");
        probe.Clock.Advance(RememberFor - TimeSpan.FromMinutes(1));
        Expect.Same([AppendOutcome.Clash], await probe.AppendAsync(With(Entry("a"), "other")).ConfigureAwait(false), "other content within the time");
        probe.Clock.Advance(TimeSpan.FromMinutes(2));
        Expect.Same([AppendOutcome.Added], await probe.AppendAsync(With(Entry("a"), "other")).ConfigureAwait(false), "the same id after the time");
    }
}
