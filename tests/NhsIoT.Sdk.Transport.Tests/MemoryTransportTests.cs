using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using NhsIoT.Sdk.Testing;

namespace NhsIoT.Sdk.Transport.Tests;

public sealed class MemoryTransportTests
{
    [Fact]
    public async Task A_text_goes_in_and_comes_out()
    {
        await using MemoryTransport transport = new();
        Assert.Equal(Delivery.Accepted, await transport.SendAsync("first"));
        await transport.SendAsync("second");
        transport.Complete();
        List<string> texts = [];
        await foreach (string text in transport.ReadAllTextAsync())
        {
            texts.Add(text);
        }

        Assert.Equal(["first", "second"], texts);
    }

    [Fact]
    public async Task After_it_was_completed_nothing_more_is_taken()
    {
        await using MemoryTransport transport = new();
        transport.Complete();
        Assert.Equal(DeliveryState.Unknown, (await transport.SendAsync("late")).State);
        Assert.Equal(0, await transport.ReceiveAsync(new Received[1], CancellationToken.None));
        Assert.False(transport.Health.Connected);
    }

    [Fact]
    public async Task Health_says_when_something_was_last_sent()
    {
        ManualClock clock = new();
        await using MemoryTransport transport = new(clock: clock);
        Assert.Equal(new TransportHealth(true), transport.Health);
        clock.Advance(TimeSpan.FromSeconds(5));
        await transport.SendAsync("text");
        Assert.Equal(clock.GetUtcNow(), transport.Health.LastActivity);
        transport.Complete();
        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            Received[] messages = new Received[1];
            await transport.ReceiveAsync(messages, CancellationToken.None);
            messages[0].Accept();
            messages[0].Accept();
        });
    }

    [Fact]
    public async Task One_caller_receives_at_a_time()
    {
        await using MemoryTransport transport = new();
        ValueTask<int> first = transport.ReceiveAsync(new Received[1], CancellationToken.None);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await transport.ReceiveAsync(new Received[1], CancellationToken.None));
        transport.Complete();
        Assert.Equal(0, await first);
    }

    [Fact]
    public async Task Bytes_are_limited_too_and_what_is_larger_goes_alone()
    {
        await using MemoryTransport transport = new(new MemoryTransportOptions { CapacityBytes = 10 });
        await transport.SendAsync("0123456789");
        Task<Delivery> large = transport.SendAsync(new string('x', 20)).AsTask();
        Assert.False(large.IsCompleted);
        Received[] messages = new Received[2];
        Assert.Equal(1, await transport.ReceiveAsync(messages, CancellationToken.None));
        messages[0].Accept();
        Assert.Equal(Delivery.Accepted, await large);
        Assert.Equal(1, await transport.ReceiveAsync(messages, CancellationToken.None));
        messages[0].Accept();
    }

    [Theory]
    [InlineData(MemoryAnswer.Stored)]
    [InlineData(MemoryAnswer.Settled)]
    public async Task Disposing_gives_up_at_its_time_and_says_how_much_is_lost(MemoryAnswer answer)
    {
        ManualClock clock = new();
        using LogRecorder logs = new();
        using ILoggerFactory loggers = LoggerFactory.Create(b => b.AddProvider(logs));
        MemoryTransport transport = new(new MemoryTransportOptions { Capacity = 3, Answer = answer }, clock, loggers.CreateLogger<MemoryTransport>());
        Delivery[] deliveries = new Delivery[5];
        Envelope[] batch = [.. Enumerable.Range(0, 5).Select(i => OutboxBench.Entry("k", $"id-{i}").Envelope)];
        Task send = transport.SendAsync(batch, deliveries, CancellationToken.None).AsTask();
        Received[] held = new Received[1];
        await transport.ReceiveAsync(held, CancellationToken.None);
        Task dispose = transport.DisposeAsync().AsTask();
        clock.Advance(TimeSpan.FromSeconds(4));
        Assert.False(dispose.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));
        await dispose.WaitAsync(TimeSpan.FromSeconds(10));
        await send.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(answer == MemoryAnswer.Stored ? 3 : 0, deliveries.Count(d => d.State == DeliveryState.Accepted));
        held[0].Accept();
        RecordedLog line = Assert.Single(logs.Logs);
        Assert.Equal(3010, line.EventId.Id);
        Assert.Contains("2 messages that nobody received and 1 that nobody settled", line.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_senders_and_a_receiver_that_gives_back_lose_nothing()
    {
        const int Senders = 4;
        const int Each = 3_000;
        await using MemoryTransport transport = new(new MemoryTransportOptions { Capacity = 50, MaxBatch = 20, Answer = MemoryAnswer.Settled });
        Task[] senders = [.. Enumerable.Range(0, Senders).Select(s => Task.Run(() => SendManyAsync(transport, s, Each)))];
        ConcurrentDictionary<string, int> accepted = new();
        Random random = new(1);
        Received[] messages = new Received[16];
        for (int done = 0; done < Senders * Each;)
        {
            int count = await transport.ReceiveAsync(messages, CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(20));
            for (int i = 0; i < count; i++)
            {
                if (random.Next(10) == 0)
                {
                    messages[i].Abandon();
                    continue;
                }

                Assert.True(accepted.TryAdd(Encoding.UTF8.GetString(messages[i].Envelope.Payload.Span), 1));
                messages[i].Accept();
                done++;
            }
        }

        await Task.WhenAll(senders).WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(Senders * Each, accepted.Count);
    }

    public static TheoryData<string, MemoryTransportOptions> Ranges => new()
    {
        { "Capacity", new() { Capacity = 0 } },
        { "CapacityBytes", new() { CapacityBytes = 0 } },
        { "MaxBatch", new() { MaxBatch = 0 } },
        { "Answer", new() { Answer = (MemoryAnswer)2 } },
        { "DrainTimeout", new() { DrainTimeout = TimeSpan.FromSeconds(-1) } },
    };

    [Theory]
    [MemberData(nameof(Ranges))]
    public void An_option_out_of_its_range_is_named(string name, MemoryTransportOptions options)
        => Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => new MemoryTransport(options)).ParamName);

    [Fact]
    public async Task A_batch_has_its_limits()
    {
        await using MemoryTransport transport = new(new MemoryTransportOptions { MaxBatch = 2 });
        await Assert.ThrowsAsync<ArgumentException>(async () => await transport.SendAsync(new Envelope[3], new Delivery[3], CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(async () => await transport.SendAsync(new Envelope[1], new Delivery[2], CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(async () => await transport.SendAsync(ReadOnlyMemory<Envelope>.Empty, Memory<Delivery>.Empty, CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(async () => await transport.ReceiveAsync(Memory<Received>.Empty, CancellationToken.None));
    }

    private static async Task SendManyAsync(MemoryTransport transport, int sender, int count)
    {
        Delivery[] deliveries = new Delivery[20];
        for (int start = 0; start < count; start += deliveries.Length)
        {
            Envelope[] batch = [.. Enumerable.Range(start, deliveries.Length)
                .Select(i => OutboxBench.Entry("k", "id", string.Create(CultureInfo.InvariantCulture, $"{sender}-{i}")).Envelope)];
            await transport.SendAsync(batch, deliveries, CancellationToken.None);
            Assert.All(deliveries, delivery => Assert.Equal(Delivery.Accepted, delivery));
        }
    }
}
