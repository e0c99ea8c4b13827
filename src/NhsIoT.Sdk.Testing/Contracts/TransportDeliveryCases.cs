using System.Text;
using NhsIoT.Sdk.Transport;
using static NhsIoT.Sdk.Testing.Contracts.TransportProbe;

namespace NhsIoT.Sdk.Testing.Contracts;

/// <summary>How messages arrive.</summary>
internal static class TransportDeliveryCases
{
    public static IReadOnlyList<ContractCase<TransportMaker>> All { get; } =
    [
        Case("Messages of a key arrive in the order in which they were sent", OrderOfAKeyAsync),
        Case("A message arrives with its route and its bytes, whole", WholeAsync),
        Case("A slow receiver loses nothing and gets nothing twice", SlowReceiverAsync),
        Case("A cancelled receive loses nothing", CancelledReceiveAsync),
        Case("Bytes are the receiver's until the message is settled", BytesAreTheReceiversAsync),
        Case("Disposing drains what was sent", DisposeDrainsAsync),
        Case("A transport that is not cleared refuses by its name what identifies a person, and nothing else", NotClearedAsync),
    ];

    private static async Task OrderOfAKeyAsync(TransportProbe probe)
    {
        Task<Delivery[]> first = probe.SendAsync([Envelope("a1", "a"), Envelope("b1", "b"), Envelope("a2", "a")]);
        string[] texts = await probe.AcceptAsync(3).ConfigureAwait(false);
        await Expect.InTimeAsync(first, "the first sending").ConfigureAwait(false);
        Task<Delivery[]> second = probe.SendAsync([Envelope("a3", "a"), Envelope("b2", "b")]);
        texts = [.. texts, .. await probe.AcceptAsync(2).ConfigureAwait(false)];
        await Expect.InTimeAsync(second, "the second sending").ConfigureAwait(false);
        Expect.Same(["a1", "a2", "a3"], texts.Where(t => t[0] == 'a'), "the messages of key a");
        Expect.Same(["b1", "b2"], texts.Where(t => t[0] == 'b'), "the messages of key b");
    }

    private static async Task WholeAsync(TransportProbe probe)
    {
        byte[] payload = [.. Enumerable.Range(0, 100_000).Select(i => (byte)(i % 251))];
        Task<Delivery[]> send = probe.SendAsync([Envelope("large") with { Payload = payload }, Envelope("empty") with { Payload = default }]);
        foreach (byte[] expected in new byte[][] { payload, [] })
        {
            Received message = (await probe.TakeAsync(1).ConfigureAwait(false))[0];
            Expect.Equal("contract", message.Envelope.Route, "the route");
            Expect.That(message.Envelope.Payload.Span.SequenceEqual(expected), $"a payload of {expected.Length} bytes arrived changed");
            message.Accept();
        }

        Delivery[] deliveries = await Expect.InTimeAsync(send, "the sending").ConfigureAwait(false);
        Expect.Same([DeliveryState.Accepted, DeliveryState.Accepted], deliveries.Select(d => d.State), "the deliveries");
    }

    private static async Task SlowReceiverAsync(TransportProbe probe)
    {
        string[] sent = [.. Enumerable.Range(0, 10 * Capacity).Select(i => $"m{i}")];
        Task<Delivery[]> send = probe.SendAsync(sent);
        List<string> texts = [];
        while (texts.Count < sent.Length)
        {
            Received[] held = await probe.TakeAsync(Math.Min(Capacity / 2, sent.Length - texts.Count)).ConfigureAwait(false);
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System).ConfigureAwait(false);
            texts.AddRange(held.Select(TextOf));
            Array.ForEach(held, message => message.Accept());
        }

        Expect.Same(sent, texts, "what arrived");
        await Expect.InTimeAsync(send, "the sending").ConfigureAwait(false);
        await NothingComesBeforeAsync(probe, "marker").ConfigureAwait(false);
    }

    private static async Task CancelledReceiveAsync(TransportProbe probe)
    {
        for (int i = 0; i < 20; i++)
        {
            using CancellationTokenSource cancellation = new();
            Task<Received[]> receive = probe.ReceiveAsync(1, cancellation.Token);
            Task<Delivery[]> send = i % 2 == 0 ? probe.SendAsync($"m{i}") : Task.FromResult(Array.Empty<Delivery>());
            await cancellation.CancelAsync().ConfigureAwait(false);
            send = i % 2 == 0 ? send : probe.SendAsync($"m{i}");
            Received[] received = await ReceivedOrCancelledAsync(receive).ConfigureAwait(false);
            Received message = received.Length > 0 ? received[0] : (await probe.TakeAsync(1).ConfigureAwait(false))[0];
            Expect.Equal($"m{i}", TextOf(message), "the message that a cancelled receive left or brought");
            message.Accept();
            await Expect.InTimeAsync(send, "the sending").ConfigureAwait(false);
        }
    }

    private static async Task<Received[]> ReceivedOrCancelledAsync(Task<Received[]> receive)
    {
        try
        {
            return await Expect.InTimeAsync(receive, "a cancelled receive").ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return [];
        }
    }

    private static async Task BytesAreTheReceiversAsync(TransportProbe probe)
    {
        byte[] payload = Encoding.UTF8.GetBytes("first");
        Task<Delivery[]> send = probe.SendAsync([Envelope("first") with { Payload = payload }]);
        Received held = (await probe.TakeAsync(1).ConfigureAwait(false))[0];
        bool answered = send.IsCompleted;
        if (answered)
        {
            // Borrowed until the sending has returned, and no longer.
            Array.Fill(payload, (byte)'x');
        }

        for (int i = 0; i < 3 * Capacity; i++)
        {
            Task<Delivery[]> other = probe.SendAsync($"m{i}");
            await probe.AcceptAsync(1).ConfigureAwait(false);
            await Expect.InTimeAsync(other, "a sending").ConfigureAwait(false);
        }

        Expect.Equal("first", TextOf(held), "the bytes of a message that is not settled");
        held.Accept();
        await Expect.InTimeAsync(send, "the first sending").ConfigureAwait(false);
    }

    private static async Task DisposeDrainsAsync(TransportProbe probe)
    {
        string[] sent = [.. Enumerable.Range(0, Capacity).Select(i => $"m{i}")];
        Task<Delivery[]> send = probe.SendAsync(sent);
        Received first = (await probe.TakeAsync(1).ConfigureAwait(false))[0];
        Task disposed = probe.Sender.DisposeAsync().AsTask();
        string[] rest = await probe.AcceptAsync(Capacity - 1).ConfigureAwait(false);
        Expect.Same(sent.Skip(1), rest, "what arrived while it was disposed");
        first.Accept();
        await Expect.InTimeAsync(disposed, "disposing the sender after everything was settled").ConfigureAwait(false);
        Delivery[] deliveries = await Expect.InTimeAsync(send, "the sending").ConfigureAwait(false);
        Expect.Same(sent.Select(_ => DeliveryState.Accepted), deliveries.Select(d => d.State), "the deliveries");
    }

    private static async Task NotClearedAsync(TransportProbe probe)
    {
        Expect.That(!probe.Sender.ClearedForIdentifiable, "it says that it is cleared for identifiable data; the terms say nothing of that");
        Task<Delivery[]> send = probe.SendAsync([Envelope("person") with { Identifiable = true }, Envelope("device")]);
        Expect.Same(["device"], await probe.AcceptAsync(1).ConfigureAwait(false), "what arrived");
        Delivery[] deliveries = await Expect.InTimeAsync(send, "the sending").ConfigureAwait(false);
        Expect.Same([DeliveryState.Rejected, DeliveryState.Accepted], deliveries.Select(d => d.State), "the deliveries");
        string reason = deliveries[0].Reason ?? "";
        Expect.That(reason.IndexOf(" is not cleared for identifiable data", StringComparison.Ordinal) > 0, $"the refusal names no transport: '{reason}'");
    }

    internal static async Task NothingComesBeforeAsync(TransportProbe probe, string marker)
    {
        Task<Delivery[]> send = probe.SendAsync(marker);
        Expect.Same([marker], await probe.AcceptAsync(1).ConfigureAwait(false), "the next message");
        await Expect.InTimeAsync(send, "the sending of the marker").ConfigureAwait(false);
    }
}
