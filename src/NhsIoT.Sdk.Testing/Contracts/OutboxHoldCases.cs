using System.Text;
using NhsIoT.Sdk.Transport;
using static NhsIoT.Sdk.Testing.Contracts.OutboxProbe;

namespace NhsIoT.Sdk.Testing.Contracts;

/// <summary>What is put aside: for whom there is room, and what is kept of it.</summary>
internal static class OutboxHoldCases
{
    public static IReadOnlyList<ContractCase<OutboxMaker>> All { get; } =
    [
        Case("A quarantine full of readings holds up no alarm", AlarmsPassAsync),
        Case("What is held has room and a count of its own", HeldAsync),
        Case("A quarantine record has all that its message needs to go through once more", WholeAsync),
        Case("The quarantine is read page by page, by key, and by what is held", QueryAsync),
    ];

    private static async Task AlarmsPassAsync(OutboxProbe probe)
    {
        await probe.PutAsideAsync([.. Enumerable.Range(0, Room).Select(i => Message($"m{i}", "no profile"))]).ConfigureAwait(false);
        Task reading = probe.PutAsideAsync(Message("late", "no profile"));
        await Expect.InTimeAsync(probe.PutAsideAsync(Message("alarm", "no profile") with { Class = DeliveryClass.Alarm }), "the quarantine of an alarm message").ConfigureAwait(false);
        await Expect.WaitsAsync(reading, "a message without room in the quarantine did not wait").ConfigureAwait(false);
        Expect.Equal(Room + 1, probe.Outbox.Counts.Quarantined, "records");
        IReadOnlyList<QuarantineRecord> records = await probe.QuarantineAsync(new(1)).ConfigureAwait(false);
        await probe.Outbox.DiscardQuarantineAsync(records[0].Number, CancellationToken.None).ConfigureAwait(false);
        await Expect.InTimeAsync(reading, "the message that has room by now").ConfigureAwait(false);
    }

    private static async Task HeldAsync(OutboxProbe probe)
    {
        await probe.PutAsideAsync(Held("h0", "k")).ConfigureAwait(false);
        Expect.Equal((1L, 0L), (probe.Outbox.Counts.Held, probe.Outbox.Counts.Quarantined), "held and quarantined");
        await probe.PutAsideAsync([.. Enumerable.Range(0, Room).Select(i => Message($"m{i}", "no profile"))]).ConfigureAwait(false);
        await Expect.InTimeAsync(probe.PutAsideAsync([.. Enumerable.Range(1, Room - 1).Select(i => Held($"h{i}", "k"))]), "holding messages while the quarantine is full").ConfigureAwait(false);
        Task late = probe.PutAsideAsync(Held("late", "k"));
        await Expect.InTimeAsync(probe.PutAsideAsync(Held("alarm", "k") with { Class = DeliveryClass.Alarm }), "holding an alarm").ConfigureAwait(false);
        await Expect.WaitsAsync(late, "a message without room to be held did not wait").ConfigureAwait(false);
        Expect.Equal((Room + 1L, (long)Room), (probe.Outbox.Counts.Held, probe.Outbox.Counts.Quarantined), "held and quarantined when both are full");
        await probe.Outbox.DiscardQuarantineAsync((await probe.QuarantineAsync(new(1) { Held = true }).ConfigureAwait(false))[0].Number, CancellationToken.None).ConfigureAwait(false);
        await Expect.InTimeAsync(late, "the message that has room by now").ConfigureAwait(false);
    }

    private static async Task WholeAsync(OutboxProbe probe)
    {
        DateTimeOffset eight = DateTimeOffset.UnixEpoch.AddHours(8);
        AcceptedMessage sent = Held("bytes", "device") with { Received = eight, ContentType = "text/plain", Class = DeliveryClass.Housekeeping };
        await probe.AppendAsync(sent, [Entry("a")], CancellationToken.None).ConfigureAwait(false);
        await probe.SettleAsync(await probe.TakeAsync().ConfigureAwait(false), EntryEnding.Quarantine("422")).ConfigureAwait(false);
        IReadOnlyList<QuarantineRecord> records = await probe.QuarantineAsync(new(10)).ConfigureAwait(false);
        Expect.Same([false, true], records.Select(r => r.IsEntry), "the message and the entry");
        Expect.Same([true, false], records.Select(r => r.IsHeld), "which of them is held");
        Expect.Same(["device", "k"], records.Select(r => r.Key), "their keys");
        Expect.Same([sent.Class, DeliveryClass.ClinicalReading], records.Select(r => r.Class), "their classes");
        foreach (QuarantineRecord record in records)
        {
            AcceptedMessage kept = record.Message;
            Expect.Equal(eight, record.Received, "the time of receipt");
            Expect.Equal(sent with { Payload = default }, kept with { Payload = default }, "the message that it came of");
            Expect.Equal("bytes", Encoding.UTF8.GetString(kept.Payload.Span), "the bytes of that message");
        }
    }

    private static async Task QueryAsync(OutboxProbe probe)
    {
        await probe.PutAsideAsync(Message("q0", "no profile") with { Key = "x" }, Held("h1", "x"), Held("h2", "y"), Message("q3", "no profile"), Held("h4", "x")).ConfigureAwait(false);
        Expect.Same(["q0", "h1"], Texts(await probe.QuarantineAsync(new(2)).ConfigureAwait(false)), "the first page");
        long after = (await probe.QuarantineAsync(new(2)).ConfigureAwait(false))[1].Number;
        Expect.Same(["h2", "q3"], Texts(await probe.QuarantineAsync(new(2) { After = after }).ConfigureAwait(false)), "the second page");
        Expect.Same(["h1", "h2", "h4"], Texts(await probe.QuarantineAsync(new(10) { Held = true }).ConfigureAwait(false)), "what is held");
        Expect.Same(["q0", "q3"], Texts(await probe.QuarantineAsync(new(10) { Held = false }).ConfigureAwait(false)), "what is not held");
        Expect.Same(["h4"], Texts(await probe.QuarantineAsync(new(10) { Held = true, Key = "x", After = after }).ConfigureAwait(false)), "what is held of a key after a number");
    }

    private static AcceptedMessage Held(string payload, string key) => Message(payload, "nobody knows whose it is") with { IsHeld = true, Key = key };

    private static IEnumerable<string> Texts(IEnumerable<QuarantineRecord> records) => records.Select(r => Encoding.UTF8.GetString(r.Payload.Span));
}
