using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;

namespace NhsIoT.Sdk.Transport.Tests;

public sealed class OutboxStressTests : IAsyncDisposable
{
    private const int Workers = 4;
    private const int KeysOfAWorker = 5;
    private static readonly string[] Destinations = ["ehr", "archive"];

    private readonly MemoryOutbox _outbox = new(
        new MemoryOutboxOptions { ClinicalReadings = new(200, 50_000), Alarms = new(20) },
        TimeProvider.System,
        NullLoggerFactory.Instance);

    [Fact]
    public async Task Four_producers_and_four_consumers_lose_nothing_and_keep_the_order_of_each_key()
    {
        using CancellationTokenSource time = new(TimeSpan.FromSeconds(3));
        using CancellationTokenSource end = new();
        ConcurrentDictionary<string, int> sent = new();
        ConcurrentDictionary<string, int> seen = new();
        Task[] producers = [.. Enumerable.Range(0, Workers).Select(w => Task.Run(() => ProduceAsync(w, sent, time.Token)))];
        Task[] consumers = [.. Enumerable.Range(0, Workers).Select(w => Task.Run(() => ConsumeAsync(w, seen, end.Token)))];
        await Task.WhenAll(producers).WaitAsync(TimeSpan.FromSeconds(30));
        while (_outbox.Counts.Waiting > 0)
        {
            await Task.WhenAny([Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System), .. consumers]);
            Assert.DoesNotContain(consumers, c => c.IsFaulted);
        }

        await end.CancelAsync();
        await Task.WhenAll(consumers).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.True(sent.Values.Sum() > 1000, "hardly anything was sent");
        Assert.Equal(sent.OrderBy(s => s.Key, StringComparer.Ordinal), seen.OrderBy(s => s.Key, StringComparer.Ordinal));
        Assert.Equal(default, _outbox.Counts);
    }

    public ValueTask DisposeAsync() => _outbox.DisposeAsync();

    private async Task ProduceAsync(int worker, ConcurrentDictionary<string, int> sent, CancellationToken time)
    {
        Random random = new(worker);
        AppendOutcome[] outcomes = new AppendOutcome[8];
        while (!time.IsCancellationRequested)
        {
            // Every third append may be cancelled on the way: then it is tried again, and all of it or nothing was stored.
            OutboxEntry[] entries = [.. Enumerable.Range(0, 8).Select(_ => Next(worker, random, sent))];
            OutboxAppend append = new() { Messages = new[] { OutboxBench.Message() }, Entries = entries };
            bool stored = false;
            while (!stored)
            {
                using CancellationTokenSource hurry = new(TimeSpan.FromMilliseconds(random.Next(3) == 0 ? 1 : 10_000));
                stored = await TryAppendAsync(append, outcomes, hurry.Token);
            }

            Assert.All(outcomes, outcome => Assert.Equal(AppendOutcome.Added, outcome));
        }
    }

    private async Task<bool> TryAppendAsync(OutboxAppend append, AppendOutcome[] outcomes, CancellationToken cancellationToken)
    {
        try
        {
            await _outbox.AppendAsync(append, outcomes, cancellationToken);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static OutboxEntry Next(int worker, Random random, ConcurrentDictionary<string, int> sent)
    {
        string destination = Destinations[random.Next(2)];
        DeliveryClass deliveryClass = random.Next(20) == 0 ? DeliveryClass.Alarm : DeliveryClass.ClinicalReading;
        string key = $"w{worker}-k{random.Next(KeysOfAWorker)}";
        string lane = $"{destination}-{deliveryClass}-{key}";
        int number = sent.AddOrUpdate(lane, 1, static (_, n) => n + 1);
        OutboxEntry entry = OutboxBench.Entry(key, $"{lane}-{number}", string.Create(CultureInfo.InvariantCulture, $"{number}"), deliveryClass);
        return entry with { Destination = destination };
    }

    private async Task ConsumeAsync(int worker, ConcurrentDictionary<string, int> seen, CancellationToken end)
    {
        Random random = new(100 + worker);
        string destination = Destinations[worker % 2];
        DeliveryClass deliveryClass = DeliveryClass.ClinicalReading;
        while (!end.IsCancellationRequested)
        {
            try
            {
                using CancellationTokenSource wait = CancellationTokenSource.CreateLinkedTokenSource(end);
                wait.CancelAfter(TimeSpan.FromMilliseconds(20));
                OutboxPeek request = new(destination, deliveryClass, 16) { Minimum = random.Next(1, 5), Linger = TimeSpan.FromMilliseconds(2) };
                OutboxLease lease = await _outbox.PeekAsync(request, wait.Token);
                EntryEnding[] endings = Endings(lease, random, seen);
                await _outbox.SettleAsync(lease, endings, CancellationToken.None);
            }
            catch (OperationCanceledException)
            {
                // Nothing came for a while.
            }

            // Turns to the alarms now and then.
            deliveryClass = random.Next(3) == 0 ? DeliveryClass.Alarm : DeliveryClass.ClinicalReading;
        }
    }

    private static EntryEnding[] Endings(OutboxLease lease, Random random, ConcurrentDictionary<string, int> seen)
    {
        ReadOnlySpan<Envelope> entries = lease.Entries.Span;
        EntryEnding[] endings = new EntryEnding[entries.Length];
        HashSet<string> left = [];
        for (int i = 0; i < entries.Length; i++)
        {
            string key = entries[i].Key!;
            if (left.Contains(key) || random.Next(20) == 0)
            {
                left.Add(key);
                endings[i] = random.Next(2) == 0 ? default : EntryEnding.Leave(TimeProvider.System.GetUtcNow().AddMilliseconds(1));
                continue;
            }

            string lane = $"{lease.Destination}-{entries[i].Class}-{key}";
            int number = int.Parse(Encoding.UTF8.GetString(entries[i].Payload.Span), CultureInfo.InvariantCulture);
            Assert.Equal(number - 1, seen.GetValueOrDefault(lane));
            seen[lane] = number;
            endings[i] = EntryEnding.Remove;
        }

        return endings;
    }
}
