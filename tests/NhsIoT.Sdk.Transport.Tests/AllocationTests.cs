using System.Globalization;

namespace NhsIoT.Sdk.Transport.Tests;

/// <summary>What is promised to allocate nothing is counted on the thread that does it.</summary>
public sealed class AllocationTests
{
    private const int Batch = 100;
    private const int Rounds = 200;

    [Fact]
    public async Task An_entry_goes_through_the_outbox_without_an_allocation()
    {
        await using OutboxBench bench = new();
        OutboxEntry[] entries = [.. Enumerable.Range(0, Batch).Select(i => OutboxBench.Entry($"key-{i % 10}", $"{i:D10}", new string('x', 900)))];
        OutboxAppend append = new() { Messages = new[] { OutboxBench.Message() }, Entries = entries };
        AppendOutcome[] outcomes = new AppendOutcome[Batch];
        EntryEnding[] endings = [.. Enumerable.Repeat(EntryEnding.Remove, Batch)];
        int number = 0;
        AssertAllocatesNothing(() =>
        {
            Renumber(entries, ref number);
            Done(bench.Outbox.AppendAsync(append, outcomes, CancellationToken.None));
            OutboxLease lease = Done(bench.PeekAsync());
            Done(bench.Outbox.SettleAsync(lease, endings, CancellationToken.None));
        });
        Assert.All(outcomes, outcome => Assert.Equal(AppendOutcome.Added, outcome));
        Assert.Equal(0, bench.Outbox.Counts.Waiting);
    }

    [Fact]
    public async Task A_peek_that_waits_and_an_entry_that_is_left_allocate_nothing_of_their_own()
    {
        await using OutboxBench bench = new();
        OutboxEntry[] entries = [OutboxBench.Entry("k", "0000000000")];
        OutboxAppend append = new() { Messages = new[] { OutboxBench.Message() }, Entries = entries };
        AppendOutcome[] outcomes = new AppendOutcome[1];
        EntryEnding[] remove = [EntryEnding.Remove];
        EntryEnding[] leave = [default];
        int number = 0;
        AssertAllocatesNothing(() =>
        {
            Renumber(entries, ref number);
            ValueTask<OutboxLease> peek = bench.PeekAsync();
            Done(bench.Outbox.AppendAsync(append, outcomes, CancellationToken.None));
            Done(bench.Outbox.SettleAsync(Done(peek), leave, CancellationToken.None));
            Done(bench.Outbox.SettleAsync(Done(bench.PeekAsync()), remove, CancellationToken.None));
        });
    }

    [Fact]
    public async Task An_entry_for_two_destinations_that_expires_or_is_lost_allocates_nothing()
    {
        await using OutboxBench bench = new(new MemoryOutboxOptions { ClinicalReadings = new(Batch / 2) });
        DateTimeOffset over = bench.Clock.GetUtcNow().AddYears(1);
        OutboxEntry[] entries =
        [
            .. Enumerable.Range(0, Batch).Select(i => OutboxBench.Entry($"key-{i % 10}", $"{i:D10}"))
                .Select((e, i) => e with { Destination = i % 2 == 0 ? "ehr" : "screen", MayBeLost = i % 2 == 1, Envelope = e.Envelope with { Expires = over } }),
        ];
        OutboxAppend append = new() { Messages = new[] { OutboxBench.Message() }, Entries = entries };
        AppendOutcome[] outcomes = new AppendOutcome[Batch];
        EntryEnding[] endings = [.. Enumerable.Repeat(EntryEnding.Remove, Batch / 2)];
        int number = 0;
        AssertAllocatesNothing(() =>
        {
            // The screen is never served: from the second round on all that is for it is lost.
            Renumber(entries, ref number);
            Done(bench.Outbox.AppendAsync(append, outcomes, CancellationToken.None));
            Done(bench.Outbox.SettleAsync(Done(bench.PeekAsync()), endings, CancellationToken.None));
        });
        Assert.Equal(Batch / 2, outcomes.Count(outcome => outcome == AppendOutcome.Lost));
        Assert.Equal(Batch / 2, bench.Outbox.Counts.Waiting);
    }

    [Theory]
    [InlineData(MemoryAnswer.Stored)]
    [InlineData(MemoryAnswer.Settled)]
    public void A_message_goes_through_the_transport_without_an_allocation(MemoryAnswer answer)
    {
        MemoryTransport transport = new(new MemoryTransportOptions { Answer = answer });
        Envelope[] batch = [.. Enumerable.Range(0, Batch).Select(i => OutboxBench.Entry("k", $"{i:D10}", new string('x', 900)).Envelope)];
        Delivery[] deliveries = new Delivery[Batch];
        Received[] received = new Received[Batch];
        AssertAllocatesNothing(() =>
        {
            ValueTask<int> waiting = transport.ReceiveAsync(received.AsMemory(0, 1), CancellationToken.None);
            ValueTask send = transport.SendAsync(batch, deliveries, CancellationToken.None);
            Assert.True(Done(waiting) == 1);
            received[0].Accept();
            int count = Done(transport.ReceiveAsync(received, CancellationToken.None));
            for (int i = 0; i < count; i++)
            {
                received[i].Accept();
            }

            Done(send);
        });
        Assert.All(deliveries, delivery => Assert.Equal(Delivery.Accepted, delivery));
    }

    private static void AssertAllocatesNothing(Action round)
    {
        Assert.Equal(0, Allocated.BytesOf(() =>
        {
            for (int i = 0; i < Rounds; i++)
            {
                round();
            }
        }));
    }

    // Everything here ends on the thread that began it.
    private static void Done(ValueTask task)
    {
        Assert.True(task.IsCompleted);
        task.GetAwaiter().GetResult();
    }

    private static T Done<T>(ValueTask<T> task)
    {
        Assert.True(task.IsCompleted);
        return task.GetAwaiter().GetResult();
    }

    private static void Renumber(OutboxEntry[] entries, ref int number)
    {
        foreach (OutboxEntry entry in entries)
        {
            System.Runtime.InteropServices.MemoryMarshal.TryGetArray(entry.Envelope.Id, out ArraySegment<byte> id);
            number++;
            number.TryFormat(id.Array!.AsSpan(), out _, "D10", CultureInfo.InvariantCulture);
        }
    }
}
