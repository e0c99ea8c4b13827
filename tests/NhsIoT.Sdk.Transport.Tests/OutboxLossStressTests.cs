using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;

namespace NhsIoT.Sdk.Transport.Tests;

public sealed class OutboxLossStressTests : IAsyncDisposable
{
    private const int Producers = 4;

    private readonly MemoryOutbox _outbox = new(
        new MemoryOutboxOptions { ClinicalReadings = new(60), LossRecords = 3 },
        TimeProvider.System,
        NullLoggerFactory.Instance);

    [Fact]
    public async Task What_was_sent_was_seen_in_order_or_is_counted_as_lost()
    {
        using CancellationTokenSource time = new(TimeSpan.FromSeconds(2));
        using CancellationTokenSource end = new();
        ConcurrentDictionary<string, int> seen = new();
        Task<int> consumer = Task.Run(() => ConsumeAsync(seen, end.Token));
        Task<long> reader = Task.Run(() => TellAsync(end.Token));
        int[] sent = await Task.WhenAll(Enumerable.Range(0, Producers).Select(w => Task.Run(() => ProduceAsync(w, time.Token)))).WaitAsync(TimeSpan.FromSeconds(30));
        while (_outbox.Counts.Waiting > 0)
        {
            await Task.WhenAny(Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System), consumer, reader);
            Assert.False(consumer.IsFaulted || reader.IsFaulted);
        }

        await end.CancelAsync();
        int delivered = await consumer.WaitAsync(TimeSpan.FromSeconds(30));
        long lost = await reader.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.True(delivered > 100 && lost > 100, $"{delivered} delivered and {lost} lost try nothing");
        Assert.Equal(sent.Sum(), delivered + lost);
        Assert.Equal(default, _outbox.Counts);
    }

    public ValueTask DisposeAsync() => _outbox.DisposeAsync();

    private async Task<int> ProduceAsync(int worker, CancellationToken time)
    {
        Random random = new(worker);
        AppendOutcome[] outcomes = new AppendOutcome[5];
        int number = 0;
        while (!time.IsCancellationRequested)
        {
            OutboxEntry[] entries = [.. Enumerable.Range(0, 5).Select(_ => Next(worker, random, ++number))];
            OutboxAppend append = new() { Messages = new[] { OutboxBench.Message() }, Entries = entries };
            await _outbox.AppendAsync(append, outcomes, CancellationToken.None);
            Assert.All(outcomes, outcome => Assert.True(outcome is AppendOutcome.Added or AppendOutcome.Lost));
        }

        return number;
    }

    private static OutboxEntry Next(int worker, Random random, int number)
    {
        OutboxEntry entry = OutboxBench.Entry($"w{worker}", $"{worker}-{number}", string.Create(CultureInfo.InvariantCulture, $"{number}"));
        DateTimeOffset? over = random.Next(3) > 0 ? TimeProvider.System.GetUtcNow().AddMilliseconds(random.Next(1, 20)) : null;
        return entry with { MayBeLost = random.Next(4) > 0, Envelope = entry.Envelope with { Expires = over } };
    }

    private async Task<int> ConsumeAsync(ConcurrentDictionary<string, int> seen, CancellationToken end)
    {
        int delivered = 0;
        while (!end.IsCancellationRequested)
        {
            try
            {
                OutboxLease lease = await _outbox.PeekAsync(new OutboxPeek(OutboxBench.Destination, DeliveryClass.ClinicalReading, 16), end);

                // Slow: what waits behind it is lost or expires.
                await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, CancellationToken.None);
                EntryEnding[] endings = [.. lease.Entries.ToArray().Select((e, i) => EndingOf(e, i, seen))];
                delivered += endings.Count(e => e.Kind == EntryEndingKind.Remove);
                await _outbox.SettleAsync(lease, endings, CancellationToken.None);
            }
            catch (OperationCanceledException)
            {
                // There is no more.
            }
        }

        return delivered;
    }

    // The second half is given back: some of it expires on the way.
    private static EntryEnding EndingOf(Envelope entry, int place, ConcurrentDictionary<string, int> seen)
    {
        int number = int.Parse(Encoding.UTF8.GetString(entry.Payload.Span), CultureInfo.InvariantCulture);
        if (place >= 8)
        {
            return default;
        }

        Assert.True(seen.GetValueOrDefault(entry.Key!) < number, "an entry came after a later one of its key");
        seen[entry.Key!] = number;
        return EntryEnding.Remove;
    }

    private async Task<long> TellAsync(CancellationToken end)
    {
        long told = 0;
        bool isLast = false;
        while (!isLast)
        {
            isLast = end.IsCancellationRequested;
            IReadOnlyList<LossRecord> losses = await _outbox.ReadLossesAsync(10, CancellationToken.None);
            told += losses.Sum(l => l.Count);
            await _outbox.SettleLossesAsync(losses.Select(l => l.Number).ToArray(), CancellationToken.None);
            await Task.Yield();
        }

        return told;
    }
}
