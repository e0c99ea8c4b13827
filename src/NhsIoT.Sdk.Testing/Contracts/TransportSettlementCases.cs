using NhsIoT.Sdk.Transport;
using static NhsIoT.Sdk.Testing.Contracts.TransportProbe;

namespace NhsIoT.Sdk.Testing.Contracts;

/// <summary>How messages end.</summary>
internal static class TransportSettlementCases
{
    public static IReadOnlyList<ContractCase<TransportMaker>> All { get; } =
    [
        Case("A message is settled once", SettledOnceAsync),
        Case("Messages are settled in any order", AnyOrderAsync),
        Case("A rejected message does not come again", RejectedAsync),
        Case("An abandoned message comes again with its bytes", AbandonedAsync),
    ];

    private static async Task SettledOnceAsync(TransportProbe probe)
    {
        Task<Delivery[]> send = probe.SendAsync("a");
        Received first = (await probe.TakeAsync(1).ConfigureAwait(false))[0];
        first.Accept();
        await Expect.InTimeAsync(send, "the sending").ConfigureAwait(false);
        await RefusedAsync(first).ConfigureAwait(false);
        Task<Delivery[]> next = probe.SendAsync("b");
        Received second = (await probe.TakeAsync(1).ConfigureAwait(false))[0];
        await RefusedAsync(first).ConfigureAwait(false);
        Expect.Equal("b", TextOf(second), "a message after an earlier one was settled twice");
        second.Accept();
        await Expect.InTimeAsync(next, "the second sending").ConfigureAwait(false);
    }

    private static async Task RefusedAsync(Received settled)
    {
        foreach (Action again in new Action[] { settled.Accept, settled.Abandon, () => settled.Reject("again") })
        {
            await Expect.ThrowsAsync<InvalidOperationException>(() => Task.Run(again), "settling again").ConfigureAwait(false);
        }
    }

    private static async Task AnyOrderAsync(TransportProbe probe)
    {
        Task<Delivery[]> send = probe.SendAsync("a", "b", "c");
        Received[] messages = await probe.TakeAsync(3).ConfigureAwait(false);
        foreach (Received message in messages.Reverse())
        {
            message.Accept();
        }

        Delivery[] deliveries = await Expect.InTimeAsync(send, "the sending").ConfigureAwait(false);
        Expect.Same([DeliveryState.Accepted, DeliveryState.Accepted, DeliveryState.Accepted], deliveries.Select(d => d.State), "the deliveries");
        await TransportDeliveryCases.NothingComesBeforeAsync(probe, "marker").ConfigureAwait(false);
    }

    private static async Task RejectedAsync(TransportProbe probe)
    {
        Task<Delivery[]> send = probe.SendAsync("a");
        (await probe.TakeAsync(1).ConfigureAwait(false))[0].Reject("not understood");
        await Expect.InTimeAsync(send, "the sending").ConfigureAwait(false);
        await TransportDeliveryCases.NothingComesBeforeAsync(probe, "marker").ConfigureAwait(false);
    }

    private static async Task AbandonedAsync(TransportProbe probe)
    {
        Task<Delivery[]> send = probe.SendAsync("a");
        Received first = (await probe.TakeAsync(1).ConfigureAwait(false))[0];
        first.Abandon();
        Received again = (await probe.TakeAsync(1).ConfigureAwait(false))[0];
        Expect.Equal("a", TextOf(again), "the message that was given back");
        await RefusedAsync(first).ConfigureAwait(false);
        again.Accept();
        await Expect.InTimeAsync(send, "the sending").ConfigureAwait(false);
        await TransportDeliveryCases.NothingComesBeforeAsync(probe, "marker").ConfigureAwait(false);
    }
}
