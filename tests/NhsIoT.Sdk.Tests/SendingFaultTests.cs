using NhsIoT.Sdk.Testing;
using NhsIoT.Sdk.Tests.Harness;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk.Tests;

public sealed class SendingFaultTests
{
    [Fact]
    public async Task A_send_that_ends_in_a_time_out_of_its_own_is_sent_again()
    {
        ManualClock clock = new();
        int calls = 0;
        FaultySend send = new((_, deliveries, _) =>
        {
            // What HttpClient throws when its own time is up.
            if (++calls == 1)
            {
                throw new TaskCanceledException();
            }

            deliveries.Span.Fill(Delivery.Accepted);
            return ValueTask.CompletedTask;
        });
        await using Ward ward = WardTo(send, clock);
        await ward.StartAsync();

        ward.Intake.Say("bed1 1");
        await AdvanceUntilAsync(clock, () => send.Accepted.Count == 1);
        await ward.FinishAsync();

        Assert.Equal(["1"], send.Accepted);
        Assert.Equal(1, ward.Gateway.Counts.DeliveriesUnknown);
    }

    [Fact]
    public async Task An_outbox_that_fails_to_lease_or_to_settle_is_asked_again_and_nothing_is_sent_twice()
    {
        ManualClock clock = new();
        FaultyOutbox outbox = new()
        {
            OnPeek = FaultyOutbox.Throwing(4, () => new IOException("The disk is gone.")),
            OnSettle = FaultyOutbox.Throwing(2, () => new TimeoutException()),
        };
        await using Ward ward = new() { Clock = clock, Configure = g => g.Store.UseOutbox(outbox.Around) };
        await ward.StartAsync();

        ward.Intake.Say("bed1 1");
        await AdvanceUntilAsync(clock, () => ward.Intake.Settled == 1 && ward.Gateway.Waiting.Waiting == 0);
        await ward.FinishAsync();

        Assert.Equal(["1"], ward.Record.Sent.Select(s => FaultySend.TextOf(s.Envelope)));
    }

    [Fact]
    public async Task What_follows_an_entry_that_nobody_answered_for_is_not_sent_before_it()
    {
        ManualClock clock = new();
        int calls = 0;
        FaultySend send = new((_, deliveries, _) =>
        {
            deliveries.Span.Fill(++calls == 2 ? Delivery.Unknown("no answer") : Delivery.Accepted);
            return ValueTask.CompletedTask;
        })
        {
            MaxBatch = 1,
        };
        await using Ward ward = WardTo(send, clock);
        await ward.StartAsync();

        ward.Intake.Say("bed1 1 2 3 4");
        await AdvanceUntilAsync(clock, () => send.Accepted.Count == 4);
        await ward.FinishAsync();

        Assert.Equal(["1", "2", "3", "4"], send.Accepted);
        Assert.Equal(1, ward.Gateway.Counts.DeliveriesUnknown);
    }

    [Fact]
    public async Task What_was_answered_before_the_deadline_is_settled_although_the_rest_is_not()
    {
        ManualClock clock = new();
        TaskCompletionSource sending = new();
        FaultySend send = new(async (_, deliveries, cancellationToken) =>
        {
            deliveries.Span[0] = Delivery.Accepted;
            sending.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        });
        await using Ward ward = WardTo(send, clock);
        await ward.StartAsync();
        ward.Intake.Say("bed1 1 2");
        await sending.Task.WaitAsync(Ward.Patience);

        Task stopping = ward.Gateway.StopAsync(CancellationToken.None);
        await AdvanceUntilAsync(clock, () => stopping.IsCompleted);
        await stopping;

        Assert.Equal(1, ward.Gateway.Waiting.Waiting);
        Assert.Equal(1, ward.Gateway.Counts.EntriesDelivered);
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public async Task A_senseless_time_to_wait_does_not_end_the_sending(long ticks)
    {
        ManualClock clock = new();
        FaultySend send = new((batch, deliveries, _) =>
        {
            bool first = FaultySend.TextOf(batch.Span[0]) == "1";
            deliveries.Span.Fill(first ? Delivery.Unknown("busy", TimeSpan.FromTicks(ticks)) : Delivery.Accepted);
            return ValueTask.CompletedTask;
        });
        await using Ward ward = WardTo(send, clock);
        await ward.StartAsync();

        ward.Intake.Say("bed1 1");
        await Ward.UntilAsync(() => ward.Gateway.Counts.DeliveriesUnknown > 0);
        ward.Intake.Say("bed2 2");
        await AdvanceUntilAsync(clock, () => send.Accepted.Count == 1);

        Assert.Equal(["2"], send.Accepted);
        Task stopping = ward.Gateway.StopAsync(CancellationToken.None);
        await AdvanceUntilAsync(clock, () => stopping.IsCompleted);
    }

    [Theory]
    [InlineData(-400)]
    [InlineData(400)]
    public async Task A_wall_clock_that_jumps_neither_holds_nor_hastens_what_is_sent_again(int days)
    {
        ManualClock clock = new();
        int calls = 0;
        FaultySend send = new((_, deliveries, _) =>
        {
            deliveries.Span.Fill(++calls == 1 ? Delivery.Unknown("busy", TimeSpan.FromMinutes(1)) : Delivery.Accepted);
            return ValueTask.CompletedTask;
        });
        await using Ward ward = WardTo(send, clock);
        await ward.StartAsync();
        ward.Intake.Say("bed1 1");
        await Ward.UntilAsync(() => ward.Gateway.Counts.DeliveriesUnknown == 1);

        clock.SetUtcNow(clock.GetUtcNow().AddDays(days));
        clock.Advance(TimeSpan.FromSeconds(50));
        ward.Intake.Say("bed2 2");
        await Ward.UntilAsync(() => send.Accepted.Count == 1);
        Assert.Equal(["2"], send.Accepted);
        for (int i = 0; i < 3 && send.Accepted.Count == 1; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(60));
        }

        await ward.FinishAsync();
        Assert.Equal(["2", "1"], send.Accepted);
    }

    private static Ward WardTo(FaultySend send, ManualClock clock) => new()
    {
        Clock = clock,
        Configure = g => g.AddDestination("faulty", d => d.Transport.Use(_ => send)),
        Destination = "faulty",
    };

    private static Task AdvanceUntilAsync(ManualClock clock, Func<bool> condition) => Ward.UntilAsync(() =>
    {
        clock.Advance(TimeSpan.FromSeconds(1));
        return condition();
    });
}
