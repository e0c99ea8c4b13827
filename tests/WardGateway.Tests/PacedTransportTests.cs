using System.Text;
using NhsIoT.Sdk.Testing;
using NhsIoT.Sdk.Transport;
using WardGateway.Readings;

namespace WardGateway.Tests;

public sealed class PacedTransportTests
{
    private readonly ManualClock _clock = new();
    private readonly Received[] _received = new Received[4];

    [Fact]
    public async Task Messages_come_when_they_are_due_at_the_speed_that_was_asked_for()
    {
        await using PacedTransport transport = Make(speed: 60, 0, 60, 120);

        Assert.Equal(["0"], await ReceiveAsync(transport));
        Task<string[]> next = ReceiveAsync(transport);
        _clock.Advance(TimeSpan.FromSeconds(0.9));
        Assert.False(next.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(["60"], await next);

        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(["120"], await ReceiveAsync(transport));
        Assert.Empty(await ReceiveAsync(transport));
    }

    [Fact]
    public async Task As_fast_as_can_be_is_as_fast_as_it_is_received()
    {
        await using PacedTransport transport = Make(speed: null, 0, 60, 120, 180, 240);

        Assert.Equal(["0", "60", "120", "180"], await ReceiveAsync(transport));
        Assert.Equal(["240"], await ReceiveAsync(transport));
    }

    [Fact]
    public async Task A_wait_that_is_cancelled_loses_no_message()
    {
        await using PacedTransport transport = Make(speed: 1, 10);
        using CancellationTokenSource source = new();
        ValueTask<int> receiving = transport.ReceiveAsync(_received, source.Token);

        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await receiving);
        _clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(["10"], await ReceiveAsync(transport));
    }

    [Fact]
    public async Task What_is_given_back_comes_again_and_nothing_is_settled_twice()
    {
        await using PacedTransport transport = Make(speed: null, 0, 60);
        await ReceiveAsync(transport);

        _received[0].Abandon();
        _received[1].Accept();

        Assert.Throws<InvalidOperationException>(() => _received[0].Accept());
        Assert.Throws<InvalidOperationException>(() => _received[1].Reject("late"));
        Assert.Equal(["0"], await ReceiveAsync(transport));
    }

    [Fact]
    public void The_ward_says_one_message_a_second_for_each_bed()
    {
        DateTimeOffset start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        TimedMessage[] first = [.. new SyntheticWard().Messages(start).Take(3 * SyntheticWard.Beds)];
        TimedMessage[] again = [.. new SyntheticWard().Messages(start).Take(3 * SyntheticWard.Beds)];

        Assert.Equal(first.Select(Text), again.Select(Text));
        Assert.Equal(SyntheticWard.Beds, first.Select(Text).Select(t => t[..30]).Distinct().Count());
        Assert.Equal(TimeSpan.FromSeconds(2), first[^SyntheticWard.Beds].Due);
        Assert.All(first, m => Assert.Contains("\"synthetic\":true", Text(m), StringComparison.Ordinal));
    }

    private static string Text(TimedMessage message) => Encoding.UTF8.GetString(message.Payload);

    private PacedTransport Make(decimal? speed, params int[] seconds) => new(
        seconds.Select(s => new TimedMessage(TimeSpan.FromSeconds(s), Encoding.UTF8.GetBytes($"{s}"))), speed, _clock);

    private async Task<string[]> ReceiveAsync(PacedTransport transport)
    {
        int count = await transport.ReceiveAsync(_received, CancellationToken.None);
        return [.. _received.Take(count).Select(r => Encoding.UTF8.GetString(r.Envelope.Payload.Span))];
    }
}
