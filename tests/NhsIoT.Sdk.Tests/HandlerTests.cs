using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Testing;
using NhsIoT.Sdk.Tests.Harness;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk.Tests;

public sealed class HandlerTests
{
    [Fact]
    public async Task A_handler_that_fails_once_is_called_again_and_nothing_is_lost_or_doubled()
    {
        await using Ward ward = new();
        int calls = 0;
        ward.Handler.Before = (_, _) => ++calls == 2 ? throw new InvalidOperationException("once") : ValueTask.CompletedTask;
        await ward.StartAsync();

        ward.Intake.Say("bed1 1");
        ward.Intake.Say("bed1 2");
        ward.Intake.Say("bed1 3");
        await ward.FinishAsync();

        Assert.Equal(["1", "2", "3"], ward.Sent);
        Assert.Empty(await ward.Gateway.ReadQuarantineAsync(10));
    }

    [Fact]
    public async Task A_message_that_no_handler_can_finish_is_quarantined_and_the_others_go_on()
    {
        await using Ward ward = new();
        int calls = 0;
        ward.Handler.Before = (batch, _) =>
        {
            bool poison = batch.Measurements.Span[0].Word.Value.TryGetQuantity(out Telemetry.Quantity q) && q.Number == 2;
            calls += poison ? 1 : 0;
            return poison ? throw new InvalidOperationException("2 is poison") : ValueTask.CompletedTask;
        };
        await ward.StartAsync();

        ward.Intake.Say("bed1 1");
        ward.Intake.Say("bed1 2");
        ward.Intake.Say("bed1 3");
        await ward.FinishAsync();

        Assert.Equal(["1", "3"], ward.Sent);
        QuarantineRecord held = Assert.Single(await ward.Gateway.ReadQuarantineAsync(10));
        Assert.Equal("bed1 2"u8, held.Payload.Span);
        Assert.Equal(3, calls);
        Assert.DoesNotContain(ward.LogTexts, m => m.Contains("poison", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_handler_that_hangs_past_the_deadline_loses_its_message_to_quarantine_and_holds_nobody()
    {
        ManualClock clock = new();
        await using Ward ward = new() { Clock = clock };
        ward.Handler.Before = (batch, _) =>
        {
            batch.Measurements.Span[0].Word.Value.TryGetQuantity(out Telemetry.Quantity q);
            return q.Number == 1 ? new ValueTask(new TaskCompletionSource().Task) : ValueTask.CompletedTask;
        };
        await ward.StartAsync();

        ward.Intake.Say("bed1 1");
        ward.Intake.Say("bed1 2");
        await Ward.UntilAsync(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(31));
            return ward.Intake.Settled == 2;
        });
        await ward.FinishAsync();

        Assert.Equal(["2"], ward.Sent);
        Assert.Contains("deadline", Assert.Single(await ward.Gateway.ReadQuarantineAsync(10)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_best_effort_handler_gets_an_alarm_before_the_commit_marked_not_durable()
    {
        GatedOutbox outbox = new();
        Notifier notifier = new();
        await using Ward ward = new()
        {
            Configure = g =>
            {
                g.Store.UseOutbox(outbox.Around);
                g.Handlers.Add(notifier);
            },
        };
        await ward.StartAsync();

        ward.Intake.Say("alarm bed1");
        await Ward.UntilAsync(() => notifier.Alarms.Count == 1);
        Assert.Equal([false], notifier.Alarms);
        Assert.Null(ward.Intake.SettlementOf("alarm bed1"));

        outbox.Open();
        await ward.FinishAsync();
        Assert.Equal([false, true], notifier.Alarms);
        Assert.Equal(["alarm"], ward.Sent);
    }

    [Fact]
    public async Task A_best_effort_handler_that_fails_costs_nothing()
    {
        Notifier notifier = new() { Fault = new InvalidOperationException("no signal") };
        await using Ward ward = new() { Configure = g => g.Handlers.Add(notifier) };
        await ward.StartAsync();

        ward.Intake.Say("alarm bed1");
        await ward.FinishAsync();

        Assert.Equal(["alarm"], ward.Sent);
        Assert.Equal(Settlement.Accepted, ward.Intake.SettlementOf("alarm bed1")!.Value.How);
    }

    private sealed class Notifier : IHandler
    {
        private readonly List<bool> _alarms = [];

        public Exception? Fault { get; init; }

        public string Name => "notifier";

        public HandlerGuarantee Guarantee => HandlerGuarantee.BestEffort;

        public IReadOnlyList<string> Destinations => [];

        public IReadOnlyList<bool> Alarms
        {
            get
            {
                lock (_alarms)
                {
                    return [.. _alarms];
                }
            }
        }

        public ValueTask HandleAsync(PlacedBatch batch, HandlerOutput output, CancellationToken cancellationToken)
        {
            if (Fault is not null)
            {
                throw Fault;
            }

            lock (_alarms)
            {
                _alarms.AddRange(Enumerable.Repeat(batch.IsDurable, batch.Alarms.Length));
            }

            return ValueTask.CompletedTask;
        }
    }
}
