using System.Text;
using NhsIoT.Sdk.Transport;
using static NhsIoT.Sdk.Testing.Contracts.OutboxProbe;

namespace NhsIoT.Sdk.Testing.Contracts;

/// <summary>What an append stores, and whose the bytes are.</summary>
internal static class OutboxAppendCases
{
    public static IReadOnlyList<ContractCase<OutboxMaker>> All { get; } =
    [
        Case("An append that is cancelled while it waits stores nothing", AllOrNothingAsync),
        Case("Bytes are copied: the caller's may change after the append", BytesAreCopiedAsync),
        Case("What is leased carries all that was appended", NothingIsDroppedAsync),
        Case("A message leaves with the last of its entries", MessageLeavesAsync),
        Case("A quarantined message keeps its bytes and its reason", QuarantinedMessageAsync),
        Case("A quarantine record stands until it is discarded", DiscardAsync),
        Case("An append that is not complete is refused whole", RefusedWholeAsync),
    ];

    private static async Task AllOrNothingAsync(OutboxProbe probe)
    {
        await probe.AppendAsync(Entries(Room)).ConfigureAwait(false);
        OutboxCounts before = probe.Outbox.Counts;
        using CancellationTokenSource cancellation = new();
        OutboxEntry[] mixed = [Entry("other", "k", DeliveryClass.Housekeeping), Entry("reading")];
        Task<AppendOutcome[]> append = probe.AppendAsync(mixed, cancellation.Token);
        await probe.LetPassAsync("pass").ConfigureAwait(false);
        await Expect.WaitsAsync(append, "an append without room did not wait").ConfigureAwait(false);
        await cancellation.CancelAsync().ConfigureAwait(false);
        await Expect.ThrowsAsync<OperationCanceledException>(() => append, "a cancelled append").ConfigureAwait(false);
        Expect.Equal(before, probe.Outbox.Counts, "what it holds after the cancelled append");
        AppendOutcome[] again = await Expect.InTimeAsync(probe.AppendAsync(mixed[0]), "an append with room").ConfigureAwait(false);
        Expect.Equal(AppendOutcome.Added, again[0], "the id of a cancelled append, appended again");
    }

    private static async Task BytesAreCopiedAsync(OutboxProbe probe)
    {
        byte[] payload = Encoding.UTF8.GetBytes("payload of a");
        byte[] id = "a"u8.ToArray();
        OutboxEntry entry = Entry("a") with { Envelope = Entry("a").Envelope with { Id = id, Payload = payload } };
        await probe.AppendAsync(entry).ConfigureAwait(false);
        Array.Clear(payload);
        Array.Clear(id);
        OutboxLease lease = await probe.TakeAsync().ConfigureAwait(false);
        Expect.Same(["a"], Ids(lease), "the id");
        Expect.Same(["payload of a"], Payloads(lease), "the payload");
    }

    private static async Task NothingIsDroppedAsync(OutboxProbe probe)
    {
        Envelope sent = Entry("a").Envelope with
        {
            Revision = 3,
            Cause = 2,
            Identifiable = true,
            Expires = DateTimeOffset.UnixEpoch.AddYears(100),
            Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["If-Match"] = "W/\"2\"" },
        };
        await probe.AppendAsync(new OutboxEntry(Destination, 0, sent)).ConfigureAwait(false);
        OutboxLease lease = await probe.TakeAsync().ConfigureAwait(false);
        Envelope leased = lease.Entries.Span[0];
        Expect.Equal(Destination, lease.Destination, "the destination");
        Expect.Equal((sent.Revision, sent.Cause, sent.Class, sent.Identifiable), (leased.Revision, leased.Cause, leased.Class, leased.Identifiable), "revision, cause, class and identifiable");
        Expect.Equal((sent.Key, sent.Route, sent.ContentType, sent.Expires), (leased.Key, leased.Route, leased.ContentType, leased.Expires), "key, route, media type and expiry");
        Expect.Same(sent.Headers!, leased.Headers ?? new Dictionary<string, string>(StringComparer.Ordinal), "the headers");
    }

    private static async Task MessageLeavesAsync(OutboxProbe probe)
    {
        await probe.AppendAsync(Entry("a", "a"), Entry("b", "b")).ConfigureAwait(false);
        Expect.Equal(1, probe.Outbox.Counts.Messages, "messages with two entries waiting");
        await probe.RemoveAsync(await probe.TakeAsync(1).ConfigureAwait(false)).ConfigureAwait(false);
        Expect.Equal(1, probe.Outbox.Counts.Messages, "messages with one entry waiting");
        await probe.RemoveAsync(await probe.TakeAsync(1).ConfigureAwait(false)).ConfigureAwait(false);
        Expect.Equal(0, probe.Outbox.Counts.Messages, "messages with no entry waiting");
    }

    private static async Task QuarantinedMessageAsync(OutboxProbe probe)
    {
        byte[] bytes = Encoding.UTF8.GetBytes("not understood");
        AcceptedMessage message = Message(reason: "no profile") with { Payload = bytes };
        await probe.Outbox.AppendAsync(new OutboxAppend { Messages = new[] { message } }, default, CancellationToken.None).ConfigureAwait(false);
        Array.Clear(bytes);
        IReadOnlyList<QuarantineRecord> records = await probe.QuarantineAsync(new(10)).ConfigureAwait(false);
        Expect.Equal(1, records.Count, "records in quarantine");
        Expect.Equal("not understood", Encoding.UTF8.GetString(records[0].Payload.Span), "its bytes");
        Expect.Equal(("no profile", "ward", "ward/1", false), (records[0].Reason, records[0].Origin, records[0].Route, records[0].IsEntry), "reason, origin, route and kind");
    }

    private static async Task DiscardAsync(OutboxProbe probe)
    {
        AcceptedMessage[] messages = [Message("one", "first"), Message("two", "second")];
        await probe.Outbox.AppendAsync(new OutboxAppend { Messages = messages }, default, CancellationToken.None).ConfigureAwait(false);
        IReadOnlyList<QuarantineRecord> records = await probe.QuarantineAsync(new(10)).ConfigureAwait(false);
        Expect.Same(["first", "second"], records.Select(r => r.Reason), "the records, oldest first");
        Expect.That(await probe.Outbox.DiscardQuarantineAsync(records[0].Number, CancellationToken.None).ConfigureAwait(false), "a record was not found by its number");
        Expect.That(!await probe.Outbox.DiscardQuarantineAsync(records[0].Number, CancellationToken.None).ConfigureAwait(false), "a record was discarded twice");
        records = await probe.QuarantineAsync(new(10)).ConfigureAwait(false);
        Expect.Same(["second"], records.Select(r => r.Reason), "the records after one was discarded");
        Expect.Equal(1, probe.Outbox.Counts.Quarantined, "the number of records");
    }

    private static async Task RefusedWholeAsync(OutboxProbe probe)
    {
        OutboxEntry nameless = Entry("a") with { Envelope = Entry("a").Envelope with { Id = default } };
        await Expect.ThrowsAsync<ArgumentException>(() => probe.AppendAsync(Entry("b"), nameless), "an append with an entry that has no id").ConfigureAwait(false);
        await Expect.ThrowsAsync<ArgumentException>(() => probe.AppendAsync(Entry("b"), Entry("c") with { Message = 1 }), "an append with an entry of no message").ConfigureAwait(false);
        Expect.Equal(default, probe.Outbox.Counts, "what it holds");
    }
}
