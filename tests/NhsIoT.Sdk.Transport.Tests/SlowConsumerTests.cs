using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging.Abstractions;

namespace NhsIoT.Sdk.Transport.Tests;

// Counts the memory of the whole process: alone, or it counts what other tests hold too.
[CollectionDefinition(nameof(SlowConsumerTests), DisableParallelization = true)]
[Collection(nameof(SlowConsumerTests))]
public sealed class SlowConsumerTests
{
    private const int Batch = 500;
    private const int Room = 5_000;
    private const int Total = 1_000_000;

    [Fact]
    public async Task A_million_entries_through_a_full_outbox_take_no_more_memory_than_the_first_hundred_thousand()
    {
        MemoryOutboxOptions options = new() { ClinicalReadings = new(Room), RememberedIds = 10_000 };
        await using MemoryOutbox outbox = new(options, TimeProvider.System, NullLoggerFactory.Instance);
        Task producer = Task.Run(() => ProduceAsync(outbox));
        EntryEnding[] endings = [.. Enumerable.Repeat(EntryEnding.Remove, Batch)];
        long early = 0;
        int removed = 0;
        int fullest = 0;
        while (removed < Total)
        {
            // Slower than any producer: it takes something only when the outbox is full.
            while (outbox.Counts.Waiting < Room && !producer.IsCompleted)
            {
                await Task.Yield();
            }

            OutboxLease lease = await outbox.PeekAsync(new OutboxPeek("ehr", DeliveryClass.ClinicalReading, Batch), CancellationToken.None);
            fullest = Math.Max(fullest, (int)outbox.Counts.Waiting);
            await outbox.SettleAsync(lease, endings.AsMemory(0, lease.Entries.Length), CancellationToken.None);
            removed += lease.Entries.Length;
            if (removed == Total / 10)
            {
                early = GC.GetTotalMemory(forceFullCollection: true);
            }
        }

        await producer;
        long late = GC.GetTotalMemory(forceFullCollection: true);
        Assert.Equal(Room, fullest);
        Assert.True(late - early < 4 * 1024 * 1024, $"it grew by {(late - early) / 1024} KiB over 900 000 entries");
    }

    private static async Task ProduceAsync(MemoryOutbox outbox)
    {
        OutboxEntry[] entries = [.. Enumerable.Range(0, Batch).Select(i => OutboxBench.Entry($"key-{i % 50}", $"{i:D10}", new string('x', 300)))];
        OutboxAppend append = new() { Messages = new[] { OutboxBench.Message() }, Entries = entries };
        AppendOutcome[] outcomes = new AppendOutcome[Batch];
        for (int number = 0; number < Total; number += Batch)
        {
            for (int i = 0; i < Batch; i++)
            {
                MemoryMarshal.TryGetArray(entries[i].Envelope.Id, out ArraySegment<byte> id);
                (number + i).TryFormat(id.Array!.AsSpan(), out _, "D10", CultureInfo.InvariantCulture);
            }

            await outbox.AppendAsync(append, outcomes, CancellationToken.None);
        }
    }
}
