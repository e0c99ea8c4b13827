using NhsIoT.Sdk.Transport;
using static NhsIoT.Sdk.Testing.Contracts.OutboxProbe;

namespace NhsIoT.Sdk.Testing.Contracts;

/// <summary>Back-pressure: what waits for room, and what does not.</summary>
internal static class OutboxRoomCases
{
    public static IReadOnlyList<ContractCase<OutboxMaker>> All { get; } =
    [
        Case("An append waits while there is no room and goes in when there is", WaitsForRoomAsync),
        Case("An alarm does not wait behind full readings", AlarmsPassAsync),
        Case("Appends that wait go in in the order in which they came", FirstComeAsync),
        Case("An append larger than the room goes in alone", LargerThanTheRoomAsync),
        Case("Quarantined entries keep their room until they are discarded", QuarantineKeepsRoomAsync),
    ];

    private static async Task WaitsForRoomAsync(OutboxProbe probe)
    {
        await probe.AppendAsync(Entries(Room)).ConfigureAwait(false);
        Task<AppendOutcome[]> waiting = probe.AppendAsync(Entry("late", "late"));
        await probe.LetPassAsync("pass").ConfigureAwait(false);
        await Expect.WaitsAsync(waiting, "an append without room did not wait").ConfigureAwait(false);
        await probe.RemoveAsync(await probe.TakeAsync(1).ConfigureAwait(false)).ConfigureAwait(false);
        Expect.Same([AppendOutcome.Added], await Expect.InTimeAsync(waiting, "an append that has room by now").ConfigureAwait(false), "the append");
        OutboxLease rest = await probe.TakeAsync().ConfigureAwait(false);
        Expect.Same([.. Entries(Room).Skip(1).Select(e => System.Text.Encoding.ASCII.GetString(e.Envelope.Id.Span)), "late"], Ids(rest), "what is there");
    }

    private static async Task AlarmsPassAsync(OutboxProbe probe)
    {
        await probe.AppendAsync(Entries(Room)).ConfigureAwait(false);
        Task<AppendOutcome[]> readings = probe.AppendAsync(Entries(Room, "more"));
        Task<AppendOutcome[]> alarm = probe.AppendAsync(Entry("alarm", "k0", DeliveryClass.Alarm));
        await Expect.InTimeAsync(alarm, "the append of an alarm while readings are full").ConfigureAwait(false);
        Expect.Equal(1, probe.Outbox.Counts.WaitingAlarms, "alarms that wait to be delivered");
        OutboxPeek request = new(Destination, DeliveryClass.Alarm, 1);
        OutboxLease lease = await Expect.InTimeAsync(probe.Outbox.PeekAsync(request, CancellationToken.None).AsTask(), "the peek for alarms").ConfigureAwait(false);
        Expect.Same(["alarm"], Ids(lease), "what is leased");
        await Expect.WaitsAsync(readings, "readings without room did not wait").ConfigureAwait(false);
        await probe.RemoveAsync(await probe.TakeAsync().ConfigureAwait(false)).ConfigureAwait(false);
        await Expect.InTimeAsync(readings, "the readings that have room by now").ConfigureAwait(false);
    }

    private static async Task FirstComeAsync(OutboxProbe probe)
    {
        await probe.AppendAsync(Entries(Room)).ConfigureAwait(false);
        Task<AppendOutcome[]> first = probe.AppendAsync(Entries(Room, "first"));
        Task<AppendOutcome[]> second = probe.AppendAsync(Entry("second"));
        await probe.RemoveAsync(await probe.TakeAsync(1).ConfigureAwait(false)).ConfigureAwait(false);
        await probe.LetPassAsync("pass").ConfigureAwait(false);
        await Expect.WaitsAsync(second, "a small append went before a large one that had come first").ConfigureAwait(false);
        await probe.RemoveAsync(await probe.TakeAsync().ConfigureAwait(false)).ConfigureAwait(false);
        await Expect.InTimeAsync(first, "the first append").ConfigureAwait(false);
        await probe.RemoveAsync(await probe.TakeAsync().ConfigureAwait(false)).ConfigureAwait(false);
        await Expect.InTimeAsync(second, "the second append").ConfigureAwait(false);
    }

    private static async Task LargerThanTheRoomAsync(OutboxProbe probe)
    {
        await probe.AppendAsync(Entry("small")).ConfigureAwait(false);
        Task<AppendOutcome[]> large = probe.AppendAsync(Entries(Room + 1));
        await probe.LetPassAsync("pass").ConfigureAwait(false);
        await Expect.WaitsAsync(large, "an append larger than the room did not wait until it was alone").ConfigureAwait(false);
        await probe.RemoveAsync(await probe.TakeAsync().ConfigureAwait(false)).ConfigureAwait(false);
        await Expect.InTimeAsync(large, "an append larger than the room, alone").ConfigureAwait(false);
        Expect.Equal(Room + 1, (await probe.TakeAsync(Room + 1).ConfigureAwait(false)).Entries.Length, "what is leased");
    }

    private static async Task QuarantineKeepsRoomAsync(OutboxProbe probe)
    {
        await probe.AppendAsync(Entries(Room)).ConfigureAwait(false);
        OutboxLease lease = await probe.TakeAsync().ConfigureAwait(false);
        await probe.SettleAsync(lease, [.. Enumerable.Repeat(EntryEnding.Quarantine("422"), Room)]).ConfigureAwait(false);
        Task<AppendOutcome[]> waiting = probe.AppendAsync(Entry("late"));
        await probe.LetPassAsync("pass").ConfigureAwait(false);
        await Expect.WaitsAsync(waiting, "what is in quarantine took no room: it could grow without a bound").ConfigureAwait(false);
        IReadOnlyList<QuarantineRecord> records = await probe.QuarantineAsync(new(1)).ConfigureAwait(false);
        await probe.Outbox.DiscardQuarantineAsync(records[0].Number, CancellationToken.None).ConfigureAwait(false);
        await Expect.InTimeAsync(waiting, "an append after a record was discarded").ConfigureAwait(false);
    }
}
