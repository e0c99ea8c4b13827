using NhsIoT.Sdk.Transport;
using static NhsIoT.Sdk.Testing.Contracts.OutboxProbe;

namespace NhsIoT.Sdk.Testing.Contracts;

/// <summary>Order, and who may lease a key.</summary>
internal static class OutboxOrderCases
{
    public static IReadOnlyList<ContractCase<OutboxMaker>> All { get; } =
    [
        Case("Entries of a key are leased in the order of their appends", OrderOfAKeyAsync),
        Case("A leased key is leased to nobody else, and other keys go on", LeasedKeyAsync),
        Case("What is left comes before what was appended after it", LeftKeepsItsPlaceAsync),
        Case("Destinations and classes are apart", LanesAreApartAsync),
        Case("What is leased together depends on the order of appends alone", SameGroupsAsync),
    ];

    private static async Task OrderOfAKeyAsync(OutboxProbe probe)
    {
        await probe.AppendAsync(Entry("a1", "a"), Entry("b1", "b"), Entry("a2", "a")).ConfigureAwait(false);
        await probe.AppendAsync(Entry("b2", "b"), Entry("a3", "a")).ConfigureAwait(false);
        List<string> seen = [];
        while (seen.Count < 5)
        {
            OutboxLease lease = await probe.TakeAsync(2).ConfigureAwait(false);
            seen.AddRange(Ids(lease));
            await probe.RemoveAsync(lease).ConfigureAwait(false);
        }

        Expect.Same(["a1", "a2", "a3"], seen.Where(id => id[0] == 'a'), "the entries of key a");
        Expect.Same(["b1", "b2"], seen.Where(id => id[0] == 'b'), "the entries of key b");
    }

    private static async Task LeasedKeyAsync(OutboxProbe probe)
    {
        await probe.AppendAsync(Entry("a1", "a"), Entry("a2", "a"), Entry("b1", "b")).ConfigureAwait(false);
        OutboxLease first = await probe.TakeAsync(1).ConfigureAwait(false);
        OutboxLease second = await probe.TakeAsync().ConfigureAwait(false);
        await probe.AppendAsync(Entry("a3", "a")).ConfigureAwait(false);
        Task<OutboxLease> third = probe.PeekAsync();
        await probe.LetPassAsync("pass").ConfigureAwait(false);
        Expect.Same(["a1"], Ids(first), "the first lease");
        Expect.Same(["b1"], Ids(second), "the second lease, while key a is leased");
        await Expect.WaitsAsync(third, "a key was leased twice at a time").ConfigureAwait(false);
        await probe.RemoveAsync(first).ConfigureAwait(false);
        Expect.Same(["a2", "a3"], Ids(await Expect.InTimeAsync(third, "the peek after the lease was settled").ConfigureAwait(false)), "the third lease");
    }

    private static async Task LeftKeepsItsPlaceAsync(OutboxProbe probe)
    {
        await probe.AppendAsync(Entry("a1"), Entry("a2"), Entry("a3")).ConfigureAwait(false);
        OutboxLease lease = await probe.TakeAsync(3).ConfigureAwait(false);
        await probe.AppendAsync(Entry("a4")).ConfigureAwait(false);
        await probe.SettleAsync(lease, EntryEnding.Remove, default, EntryEnding.Remove).ConfigureAwait(false);
        Expect.Same(["a2", "a4"], Ids(await probe.TakeAsync().ConfigureAwait(false)), "what is leased again");
    }

    private static async Task LanesAreApartAsync(OutboxProbe probe)
    {
        await probe.AppendAsync(Entry("a"), Entry("b") with { Destination = "other" }, Entry("c", "k", DeliveryClass.Alarm)).ConfigureAwait(false);
        Expect.Same(["a"], Ids(await probe.TakeAsync().ConfigureAwait(false)), "the readings of one destination");
        OutboxPeek other = new("other", DeliveryClass.ClinicalReading, Room);
        OutboxPeek alarms = new(Destination, DeliveryClass.Alarm, Room);
        Expect.Same(["b"], Ids(await Expect.InTimeAsync(probe.Outbox.PeekAsync(other, CancellationToken.None).AsTask(), "a peek").ConfigureAwait(false)), "another destination");
        Expect.Same(["c"], Ids(await Expect.InTimeAsync(probe.Outbox.PeekAsync(alarms, CancellationToken.None).AsTask(), "a peek").ConfigureAwait(false)), "another class");
    }

    private static async Task SameGroupsAsync(OutboxProbe probe)
    {
        List<string> early = [];
        List<string> late = [];
        for (int round = 0; round < 2; round++)
        {
            // First with a peek that waits all along, then with all entries there before it.
            string prefix = round == 0 ? "x" : "y";
            List<string> groups = round == 0 ? early : late;
            Task<OutboxLease>? waiting = round == 0 ? probe.PeekAsync(3, 3, Timeout.InfiniteTimeSpan) : null;
            OutboxEntry[] entries = Entries(6, prefix);
            await probe.AppendAsync(entries[..2]).ConfigureAwait(false);
            await probe.AppendAsync(entries[2..]).ConfigureAwait(false);
            for (int i = 0; i < 2; i++)
            {
                waiting ??= probe.PeekAsync(3, 3, Timeout.InfiniteTimeSpan);
                OutboxLease lease = await Expect.InTimeAsync(waiting, "a peek with its minimum ready").ConfigureAwait(false);
                groups.Add(string.Join('+', Ids(lease).Select(id => id[1..])));
                await probe.RemoveAsync(lease).ConfigureAwait(false);
                waiting = null;
            }
        }

        Expect.Same(["0+1+2", "3+4+5"], early, "the groups of a peek that waited");
        Expect.Same(early, late, "the groups of a peek that came later");
    }
}
