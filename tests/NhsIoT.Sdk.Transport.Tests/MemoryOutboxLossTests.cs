using System.Text;
using static NhsIoT.Sdk.Transport.Tests.OutboxBench;

namespace NhsIoT.Sdk.Transport.Tests;

public sealed class MemoryOutboxLossTests
{
    [Fact]
    public async Task What_comes_with_alarms_is_bounded_too()
    {
        await using OutboxBench bench = new(new MemoryOutboxOptions { ClinicalReadings = new(2), Alarms = new(3) });
        await bench.AppendAsync(Entry("k", "r1"), Entry("k", "r2"));
        await bench.AppendAsync(Alarm("a1"), Entry("k", "r3"), Entry("k", "r4"), Entry("k", "r5"));
        Task<AppendOutcome[]> beyond = bench.AppendAsync(Alarm("a2"), Entry("k", "r6"));
        Assert.False(beyond.IsCompleted);

        // An alarm alone asks for no room but its own.
        Assert.Equal([AppendOutcome.Added], await bench.AppendAsync(Alarm("a3")));
        await bench.RemoveAsync(await bench.PeekAsync(max: 1));
        Assert.Equal([AppendOutcome.Added, AppendOutcome.Added], await beyond);
    }

    [Fact]
    public async Task What_may_be_lost_does_not_go_before_an_append_that_waits_for_the_same_room()
    {
        await using OutboxBench bench = new(new MemoryOutboxOptions { ClinicalReadings = new(3) });
        await bench.AppendAsync(Entry("k", "a"), Entry("k", "b"));
        Task<AppendOutcome[]> waiting = bench.AppendAsync(Entry("k", "c"), Entry("k", "d"));
        Assert.Equal([AppendOutcome.Lost], await bench.AppendAsync(Entry("k", "e") with { MayBeLost = true }));
        await bench.RemoveAsync(await bench.PeekAsync(max: 1));
        Assert.Equal([AppendOutcome.Added, AppendOutcome.Added], await waiting);
    }

    [Fact]
    public async Task What_is_kept_for_a_dead_destination_is_charged_to_no_other()
    {
        // Each pays for the message that both came of, as long as it needs it.
        OutboxLimit large = new(100, 10_000);
        await using OutboxBench bench = new(new MemoryOutboxOptions { ClinicalReadings = large });
        for (int i = 0; i < 8; i++)
        {
            OutboxEntry entry = Entry("k", $"a{i}");
            Task<AppendOutcome[]> append = bench.AppendAsync(Of(new string('x', 1000), entry, entry with { Destination = "screen" }));
            Assert.Equal(i < 8, append.IsCompleted);
            OutboxPeek screen = new("screen", DeliveryClass.ClinicalReading, 10);
            await bench.RemoveAsync(await bench.Outbox.PeekAsync(screen, CancellationToken.None));
        }

        Assert.Equal(8, bench.Outbox.Counts.Messages);
        Task<AppendOutcome[]> full = bench.AppendAsync(Of(new string('x', 2000), Entry("k", "late")));
        Task<AppendOutcome[]> other = bench.AppendAsync(Of(new string('x', 9000), Entry("k", "late") with { Destination = "screen" }));
        Assert.Equal((false, true), (full.IsCompleted, other.IsCompleted));
        await bench.RemoveAsync(await bench.PeekAsync());
        Assert.Equal([AppendOutcome.Added], await full);
    }

    [Fact]
    public async Task An_append_that_waits_goes_in_when_what_it_brings_has_come_another_way()
    {
        await using OutboxBench bench = new(new MemoryOutboxOptions { ClinicalReadings = new(2) });
        await bench.AppendAsync(Entry("k", "a"), Entry("k", "b"));
        Task<AppendOutcome[]> first = bench.AppendAsync(Entry("k", "c"));
        Task<AppendOutcome[]> again = bench.AppendAsync(Entry("k", "c"));
        await bench.RemoveAsync(await bench.PeekAsync(max: 1));
        Assert.Equal([AppendOutcome.Added], await first);
        Assert.Equal([AppendOutcome.Same], await again);
    }

    [Fact]
    public async Task A_quarantine_that_makes_room_by_itself_counts_what_went()
    {
        MemoryOutboxOptions options = new() { QuarantinedMessages = new(2), HeldMessages = new(2), WhenQuarantineIsFull = QuarantineOverflow.DiscardOldest };
        await using OutboxBench bench = new(options);
        AcceptedMessage alarm = Message("alarm", "odd") with { Class = DeliveryClass.Alarm };
        AcceptedMessage held = Message("held", "whose?") with { IsHeld = true };
        await bench.AppendAsync(new OutboxAppend { Messages = new[] { alarm, held } });
        for (int i = 0; i < 5; i++)
        {
            await bench.AppendAsync(new OutboxAppend { Messages = new[] { Message($"m{i}", "odd") with { Key = "device" } } });
        }

        Assert.Equal(["alarm", "held", "m3", "m4"], (await bench.QuarantineAsync()).Select(r => Encoding.UTF8.GetString(r.Payload.Span)));
        LossRecord loss = Assert.Single(await bench.LossesAsync());
        Assert.Equal((3, "ward", "device", LossReason.Discarded), (loss.Count, loss.Destination, loss.Key, loss.Reason));
        Assert.Equal(Message().Received, loss.First);
        Assert.Equal((3, 1, 1), (bench.Outbox.Counts.Quarantined, bench.Outbox.Counts.Held, bench.Outbox.Counts.Losses));
    }

    [Fact]
    public async Task What_waits_for_room_lives_by_the_time_of_its_append()
    {
        await using OutboxBench bench = new(new MemoryOutboxOptions { ClinicalReadings = new(1) });
        await bench.AppendAsync(Entry("k", "a"));
        DateTimeOffset soon = bench.Clock.GetUtcNow().AddMinutes(1);
        OutboxEntry brief = Entry("k", "b");
        Task<AppendOutcome[]> waiting = bench.AppendAsync(brief with { Envelope = brief.Envelope with { Expires = soon } });
        bench.Clock.SetUtcNow(soon.AddDays(-400));
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        await bench.RemoveAsync(await bench.PeekAsync());
        Assert.Equal([AppendOutcome.Lost], await waiting);
    }

    private static OutboxEntry Alarm(string id) => Entry("k", id, deliveryClass: DeliveryClass.Alarm);

    private static OutboxAppend Of(string message, params OutboxEntry[] entries) => new() { Messages = new[] { Message(message) }, Entries = entries };
}
