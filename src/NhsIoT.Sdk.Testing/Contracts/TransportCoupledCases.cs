using NhsIoT.Sdk.Transport;
using static NhsIoT.Sdk.Testing.Contracts.TransportProbe;

namespace NhsIoT.Sdk.Testing.Contracts;

/// <summary>What a sender feels of its receiver where nothing stands between them.</summary>
internal static class TransportCoupledCases
{
    public static IReadOnlyList<ContractCase<TransportMaker>> All { get; } =
    [
        Case("A sender waits while nobody receives", BackPressureAsync),
        Case("A rejection and its reason reach the sender", ReasonAsync),
        Case("What was given back comes before what was sent after it", AbandonedInOrderAsync),
        Case("A cancelled sending answers for nothing that it does not know", CancelledSendAsync),
        Case("Nothing is accepted behind a message of its key of which nothing is known", OrderOfAnswersAsync),
        Case("After disposing there is no more to receive", EndAsync),
    ];

    private static async Task BackPressureAsync(TransportProbe probe)
    {
        string[] sent = [.. Enumerable.Range(0, 3 * Capacity).Select(i => $"m{i}")];
        Task<Delivery[]> send = probe.SendAsync(sent);
        Received[] held = await probe.TakeAsync(Capacity).ConfigureAwait(false);
        using CancellationTokenSource cancellation = new();
        Task<Received[]> more = probe.ReceiveAsync(1, cancellation.Token);
        await Expect.WaitsAsync(more, $"more than {Capacity} messages were under way").ConfigureAwait(false);
        await Expect.WaitsAsync(send, "a sender did not wait for its receiver").ConfigureAwait(false);
        await cancellation.CancelAsync().ConfigureAwait(false);
        await Expect.ThrowsAsync<OperationCanceledException>(() => more, "a cancelled receive").ConfigureAwait(false);
        Array.ForEach(held, message => message.Accept());
        Expect.Same(sent.Skip(Capacity), await probe.AcceptAsync(2 * Capacity).ConfigureAwait(false), "the rest");
        await Expect.InTimeAsync(send, "the sending").ConfigureAwait(false);
    }

    private static async Task ReasonAsync(TransportProbe probe)
    {
        Task<Delivery[]> send = probe.SendAsync("a", "b");
        Received[] messages = await probe.TakeAsync(2).ConfigureAwait(false);
        messages[0].Reject("not understood");
        await Expect.WaitsAsync(send, "a sender was answered before its messages were settled").ConfigureAwait(false);
        messages[1].Accept();
        Delivery[] deliveries = await Expect.InTimeAsync(send, "the sending").ConfigureAwait(false);
        Expect.Same([Delivery.Rejected("not understood"), Delivery.Accepted], deliveries, "the deliveries");
    }

    private static async Task AbandonedInOrderAsync(TransportProbe probe)
    {
        Task<Delivery[]> send = probe.SendAsync("a", "b", "c", "d");
        Received[] messages = await probe.TakeAsync(3).ConfigureAwait(false);
        messages[2].Abandon();
        messages[0].Abandon();
        messages[1].Accept();
        Expect.Same(["a", "c", "d"], await probe.AcceptAsync(3).ConfigureAwait(false), "what comes again, and what comes after it");
        Delivery[] deliveries = await Expect.InTimeAsync(send, "the sending").ConfigureAwait(false);
        Expect.That(deliveries.All(d => d.State == DeliveryState.Accepted), "a message that came again was not answered as accepted");
    }

    private static async Task CancelledSendAsync(TransportProbe probe)
    {
        using CancellationTokenSource cancellation = new();
        Delivery[] deliveries = new Delivery[2];
        Task send = probe.Sender.SendAsync(new[] { Envelope("a"), Envelope("b") }, deliveries, cancellation.Token).AsTask();
        Received[] messages = await probe.TakeAsync(2).ConfigureAwait(false);
        messages[0].Accept();
        await cancellation.CancelAsync().ConfigureAwait(false);
        await Expect.ThrowsAsync<OperationCanceledException>(() => send, "a cancelled sending").ConfigureAwait(false);
        Expect.Same([DeliveryState.Accepted, DeliveryState.Unknown], deliveries.Select(d => d.State), "the deliveries");
        messages[1].Accept();
        Expect.Equal(DeliveryState.Unknown, deliveries[1].State, "a delivery after the sending has returned");
        await TransportDeliveryCases.NothingComesBeforeAsync(probe, "marker").ConfigureAwait(false);
    }

    private static async Task OrderOfAnswersAsync(TransportProbe probe)
    {
        using CancellationTokenSource cancellation = new();
        Delivery[] deliveries = new Delivery[4];
        Envelope[] batch = [Envelope("a1", "a"), Envelope("b1", "b"), Envelope("a2", "a"), Envelope("a3", "a")];
        Task send = probe.Sender.SendAsync(batch, deliveries, cancellation.Token).AsTask();
        Received[] messages = await probe.TakeAsync(4).ConfigureAwait(false);
        messages[2].Accept();
        messages[1].Accept();
        messages[3].Reject("not understood");
        await cancellation.CancelAsync().ConfigureAwait(false);
        await Expect.ThrowsAsync<OperationCanceledException>(() => send, "a cancelled sending").ConfigureAwait(false);
        DeliveryState[] expected = [DeliveryState.Unknown, DeliveryState.Accepted, DeliveryState.Unknown, DeliveryState.Rejected];
        Expect.Same(expected, deliveries.Select(d => d.State), "the deliveries");
        messages[0].Accept();
    }

    private static async Task EndAsync(TransportProbe probe)
    {
        Task<Delivery[]> send = probe.SendAsync("a");
        Received message = (await probe.TakeAsync(1).ConfigureAwait(false))[0];
        Task disposed = probe.Sender.DisposeAsync().AsTask();
        Task<Received[]> end = probe.ReceiveAsync(1);
        await Expect.WaitsAsync(Task.WhenAny(disposed, end), "it ended before everything was settled").ConfigureAwait(false);
        message.Accept();
        Expect.Equal(0, (await Expect.InTimeAsync(end, "the last receive").ConfigureAwait(false)).Length, "the messages of the last receive");
        await Expect.InTimeAsync(disposed, "disposing").ConfigureAwait(false);
        await Expect.InTimeAsync(send, "the sending").ConfigureAwait(false);
    }
}
