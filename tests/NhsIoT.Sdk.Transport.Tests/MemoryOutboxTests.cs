using System.Text;
using static NhsIoT.Sdk.Transport.Tests.OutboxBench;

namespace NhsIoT.Sdk.Transport.Tests;

public sealed class MemoryOutboxTests
{
    [Fact]
    public async Task It_says_that_it_is_volatile()
    {
        await using OutboxBench bench = new();
        Assert.Equal(OutboxDurability.Volatile, bench.Outbox.Durability);
    }

    [Fact]
    public async Task Entries_come_out_in_the_order_of_their_appends_with_all_that_they_carried()
    {
        await using OutboxBench bench = new();
        await bench.AppendAsync(Entry("k1", "a"), Entry("k2", "b"));
        await bench.AppendAsync(Entry("k1", "c"));
        OutboxLease lease = await bench.PeekAsync();
        Assert.Equal(["a", "b", "c"], Ids(lease));
        Envelope first = lease.Entries.Span[0];
        Assert.Equal("payload", Encoding.UTF8.GetString(first.Payload.Span));
        Assert.Equal(("k1", "PUT Observation", "application/fhir+json"), (first.Key, first.Route, first.ContentType));
    }

    [Fact]
    public async Task A_leased_key_is_not_leased_again_and_other_keys_go_on()
    {
        await using OutboxBench bench = new();
        await bench.AppendAsync(Entry("k1", "a"), Entry("k1", "b"), Entry("k2", "c"));
        OutboxLease first = await bench.PeekAsync(max: 1);
        OutboxLease second = await bench.PeekAsync();
        Assert.Equal(["a"], Ids(first));
        Assert.Equal(["c"], Ids(second));
        await bench.RemoveAsync(first);
        Assert.Equal(["b"], Ids(await bench.PeekAsync()));
    }

    [Fact]
    public async Task What_is_left_comes_again_at_its_time_before_what_came_after_it()
    {
        await using OutboxBench bench = new();
        await bench.AppendAsync(Entry("k", "a"), Entry("k", "b"), Entry("k", "c"), Entry("other", "d"));
        OutboxLease lease = await bench.PeekAsync(max: 2);
        EntryEnding later = EntryEnding.Leave(bench.Clock.GetUtcNow().AddSeconds(10));
        await bench.SettleAsync(lease, later, later);
        Assert.Equal(["d"], Ids(await bench.PeekAsync()));

        Task<OutboxLease> again = bench.PeekAsync().AsTask();
        bench.Clock.Advance(TimeSpan.FromSeconds(9));
        Assert.False(again.IsCompleted);
        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["a", "b", "c"], Ids(await again));
    }

    [Fact]
    public async Task An_entry_that_is_left_between_removed_ones_keeps_its_place()
    {
        await using OutboxBench bench = new();
        await bench.AppendAsync(Entry("k", "a"), Entry("k", "b"), Entry("k", "c"), Entry("k", "d"));
        await bench.SettleAsync(await bench.PeekAsync(max: 3), EntryEnding.Remove, default, EntryEnding.Remove);
        Assert.Equal(["b", "d"], Ids(await bench.PeekAsync()));
    }

    [Fact]
    public async Task A_lease_is_settled_once_even_when_its_place_is_in_use_again()
    {
        await using OutboxBench bench = new();
        await bench.AppendAsync(Entry("k", "a"), Entry("k", "b"));
        OutboxLease first = await bench.PeekAsync(max: 1);
        await bench.RemoveAsync(first);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await bench.RemoveAsync(first));
        OutboxLease second = await bench.PeekAsync(max: 1);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await bench.RemoveAsync(first));
        await bench.RemoveAsync(second);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await bench.SettleAsync(default));
        Assert.Equal(0, bench.Outbox.Counts.Waiting);
    }

    [Fact]
    public async Task A_lease_stands_when_its_endings_are_too_few()
    {
        await using OutboxBench bench = new();
        await bench.AppendAsync(Entry("k", "a"), Entry("k", "b"));
        OutboxLease lease = await bench.PeekAsync();
        await Assert.ThrowsAsync<ArgumentException>(async () => await bench.SettleAsync(lease, EntryEnding.Remove));
        await bench.RemoveAsync(lease);
        Assert.Equal(0, bench.Outbox.Counts.Waiting);
    }

    [Fact]
    public async Task A_message_leaves_with_the_last_of_its_entries()
    {
        await using OutboxBench bench = new();
        await bench.AppendAsync(Entry("k1", "a"), Entry("k2", "b"));
        Assert.Equal(1, bench.Outbox.Counts.Messages);
        await bench.RemoveAsync(await bench.PeekAsync(max: 1));
        Assert.Equal(1, bench.Outbox.Counts.Messages);
        await bench.RemoveAsync(await bench.PeekAsync(max: 1));
        Assert.Equal(0, bench.Outbox.Counts.Messages);
    }

    [Fact]
    public async Task A_message_without_entries_and_without_a_reason_is_not_kept()
    {
        await using OutboxBench bench = new();
        await bench.AppendAsync(new OutboxAppend { Messages = new[] { Message() } });
        Assert.Equal(default, bench.Outbox.Counts);
    }

    [Fact]
    public async Task A_message_with_a_reason_is_quarantined_with_its_bytes_until_it_is_discarded()
    {
        await using OutboxBench bench = new();
        await bench.AppendAsync(new OutboxAppend { Messages = new[] { Message("odd", "No profile knows the device.") } });
        QuarantineRecord record = Assert.Single(await bench.QuarantineAsync());
        Assert.Equal(("odd", "No profile knows the device.", "ward", false), (Encoding.UTF8.GetString(record.Payload.Span), record.Reason, record.Origin, record.IsEntry));
        Assert.True(await bench.Outbox.DiscardQuarantineAsync(record.Number, CancellationToken.None));
        Assert.False(await bench.Outbox.DiscardQuarantineAsync(record.Number, CancellationToken.None));
        Assert.Equal(default, bench.Outbox.Counts);
    }

    [Fact]
    public async Task A_quarantined_entry_keeps_its_bytes_and_lets_its_key_go_on()
    {
        await using OutboxBench bench = new();
        await bench.AppendAsync(Entry("k", "a", "bad"), Entry("k", "b"));
        await bench.SettleAsync(await bench.PeekAsync(max: 1), EntryEnding.Quarantine("422"));
        Assert.Equal(["b"], Ids(await bench.PeekAsync()));
        QuarantineRecord record = Assert.Single(await bench.QuarantineAsync());
        Assert.Equal(("bad", "422", Destination, true), (Encoding.UTF8.GetString(record.Payload.Span), record.Reason, record.Origin, record.IsEntry));
    }
}
