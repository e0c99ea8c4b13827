using System.Text;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NhsIoT.Sdk.Testing;
using NhsIoT.Sdk.Tests.Harness;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk.Tests;

public sealed class SendingDeadlineTests
{
    [Fact]
    public async Task A_transport_that_never_returns_holds_up_nothing_and_keeps_the_bytes_that_it_was_lent()
    {
        ManualClock clock = new();
        TaskCompletionSource returns = new();
        List<ReadOnlyMemory<Envelope>> lent = [];
        FaultySend send = new(async (batch, deliveries, _) =>
        {
            if (lent.Count == 0)
            {
                lent.Add(batch);
                await returns.Task;
                deliveries.Span.Fill(Delivery.Rejected("late"));
                return;
            }

            deliveries.Span.Fill(Delivery.Accepted);
        });
        await using Ward ward = WardTo(send, clock);
        await ward.StartAsync();
        ward.Intake.Say("bed1 1");
        await Ward.UntilAsync(() => lent.Count == 1);
        await AdvanceUntilAsync(clock, () => send.Accepted.Count == 1);
        for (int i = 2; i < 50; i++)
        {
            ward.Intake.Say($"bed2 {i}");
        }

        await AdvanceUntilAsync(clock, () => send.Accepted.Count == 49);
        Assert.Equal("1", FaultySend.TextOf(lent[0].Span[0]));

        // What it answers after it was given up answers for nothing.
        returns.SetResult();
        await ward.FinishAsync();
        Assert.Equal(Enumerable.Range(1, 49).Select(i => $"{i}"), send.Accepted);
        Assert.Equal((49, 0, 1), (ward.Gateway.Counts.EntriesDelivered, ward.Gateway.Counts.EntriesRejected, ward.Gateway.Counts.DeliveriesUnknown));
        Assert.Contains(ward.LogTexts, m => m.Contains("was abandoned", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_transport_that_heeds_the_deadline_says_what_it_knows()
    {
        ManualClock clock = new();
        int calls = 0;
        FaultySend send = new(async (_, deliveries, cancellationToken) =>
        {
            deliveries.Span[0] = Delivery.Accepted;
            if (++calls == 1)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            }
        });
        await using Ward ward = WardTo(send, clock, d => d.MinBatch = 2);
        await ward.StartAsync();
        ward.Intake.Say("bed1 1 2");
        await AdvanceUntilAsync(clock, () => send.Accepted.Count == 2);
        await ward.FinishAsync();

        Assert.Equal(["1", "2"], send.Accepted);
        Assert.DoesNotContain(ward.LogTexts, m => m.Contains("abandoned", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_transport_that_never_returns_is_not_given_memory_without_end()
    {
        ManualClock clock = new();
        TaskCompletionSource returns = new();
        FaultySend send = new((_, _, _) => new ValueTask(returns.Task));
        await using Ward ward = WardTo(send, clock, d => d.CircuitFailures = 1000);
        await ward.StartAsync();
        ward.Intake.Say("bed1 1");
        await AdvanceUntilAsync(clock, () => ward.LogTexts.Any(m => m.Contains("has not returned from 4", StringComparison.Ordinal)));
        clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(4, send.Calls);
        returns.SetResult();
        await Ward.UntilAsync(() => send.Calls > 4);
        Task stopping = ward.Gateway.StopAsync(CancellationToken.None);
        await AdvanceUntilAsync(clock, () => stopping.IsCompleted);
    }

    [Fact]
    public async Task A_destination_that_takes_nothing_is_left_alone_and_shown_in_health()
    {
        ManualClock clock = new();
        bool dead = true;
        List<DeliveryClass> order = [];
        FaultySend send = new((batch, deliveries, _) =>
        {
            order.Add(batch.Span[0].Class);
            deliveries.Span.Fill(dead ? Delivery.Unavailable("401", TimeSpan.FromMinutes(2)) : Delivery.Accepted);
            return ValueTask.CompletedTask;
        });
        await using Ward ward = WardTo(send, clock);
        await ward.StartAsync();
        ward.Intake.Say("bed1 1");
        await Ward.UntilAsync(() => ward.Gateway.Circuits["faulty"].State == CircuitState.Open);
        HealthCheckResult health = await new GatewayHealthCheck(ward.Gateway).CheckHealthAsync(new HealthCheckContext());

        Assert.Equal(HealthStatus.Unhealthy, health.Status);
        Assert.Contains("destination faulty takes nothing", health.Description, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromMinutes(2), ward.Gateway.Circuits["faulty"].Left);
        dead = false;
        clock.Advance(TimeSpan.FromSeconds(119));
        Assert.Single(order);
        await AdvanceUntilAsync(clock, () => send.Accepted.Count == 1);
        await ward.FinishAsync();
        Assert.Equal(["1"], send.Accepted);
        Assert.Equal(CircuitState.Closed, ward.Gateway.Circuits["faulty"].State);
    }

    [Fact]
    public async Task A_destination_that_is_not_set_right_stops_loses_nothing_and_goes_on_when_it_is_resumed()
    {
        ManualClock clock = new();
        int calls = 0;
        FaultySend send = new((_, deliveries, _) =>
        {
            deliveries.Span.Fill(++calls == 1 ? Delivery.Misconfigured("301") : Delivery.Accepted);
            return ValueTask.CompletedTask;
        });
        await using Ward ward = WardTo(send, clock);
        await ward.StartAsync();
        ward.Intake.Say("bed1 1");
        await Ward.UntilAsync(() => ward.Gateway.Circuits["faulty"].State == CircuitState.Stopped);
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal((1, 1L), (calls, ward.Gateway.Waiting.Waiting));

        AuditActor tester = new("tester", AuditActorKind.Person);
        await Assert.ThrowsAsync<ArgumentException>(() => ward.Gateway.ResumeDestinationAsync("nobody", tester, "it was mended").AsTask());
        await ward.Gateway.ResumeDestinationAsync("faulty", tester, "it was mended");
        await ward.FinishAsync();
        Assert.Equal(["1"], send.Accepted);
    }

    [Fact]
    public async Task A_poisoned_entry_ends_in_quarantine_where_attempts_are_limited_and_its_key_goes_on()
    {
        ManualClock clock = new();
        FaultySend send = new((batch, deliveries, _) =>
        {
            for (int i = 0; i < batch.Length; i++)
            {
                deliveries.Span[i] = FaultySend.TextOf(batch.Span[i]) == "2" ? Delivery.Unknown("500") : Delivery.Accepted;
            }

            return ValueTask.CompletedTask;
        })
        {
            MaxBatch = 1,
        };
        await using Ward ward = WardTo(send, clock, d => d.RetryMaxAttempts = 1);
        await ward.StartAsync();
        ward.Intake.Say("bed1 1 2 3");
        await AdvanceUntilAsync(clock, () => send.Accepted.Count == 2);
        await ward.FinishAsync();

        Assert.Equal(["1", "3"], send.Accepted);
        QuarantineRecord record = Assert.Single(await ward.Gateway.ReadQuarantineAsync(10));
        Assert.Equal("2", Encoding.UTF8.GetString(record.Payload.Span));
        Assert.Contains("attempts", record.Reason, StringComparison.Ordinal);
    }

    private static Ward WardTo(FaultySend send, ManualClock clock, Action<DestinationBuilder>? configure = null) => new()
    {
        Clock = clock,
        Configure = g => g.AddDestination("faulty", d =>
        {
            d.Transport.Use(_ => send);
            configure?.Invoke(d);
        }),
        Destination = "faulty",
    };

    private static Task AdvanceUntilAsync(ManualClock clock, Func<bool> condition) => Ward.UntilAsync(() =>
    {
        clock.Advance(TimeSpan.FromSeconds(1));
        return condition();
    });
}
