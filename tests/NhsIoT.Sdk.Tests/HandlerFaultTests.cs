using System.Buffers;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Testing;
using NhsIoT.Sdk.Tests.Harness;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk.Tests;

public sealed class HandlerFaultTests
{
    [Fact]
    public void A_handler_that_names_a_destination_that_nobody_added_is_refused_when_the_gateway_is_made()
    {
        Ward ward = new() { Destination = "nowhere" };

        GatewayConfigurationException fault = Assert.Throws<GatewayConfigurationException>(() => ward.Gateway);
        Assert.Equal("Handler 'text' delivers to the destination 'nowhere', which was not added.", Assert.Single(fault.Faults));
    }

    [Fact]
    public async Task A_delivery_to_a_destination_that_its_handler_does_not_name_is_quarantined_and_waits_for_nobody()
    {
        await using Ward ward = new() { Destination = "nowhere", HandlerNames = ["record"] };
        await ward.StartAsync();

        ward.Intake.Say("bed1 1");
        await ward.FinishAsync();

        QuarantineRecord held = Assert.Single(await ward.Gateway.ReadQuarantineAsync(10));
        Assert.Contains("destination", held.Reason, StringComparison.Ordinal);
        Assert.Equal("bed1 1"u8, held.Payload.Span);
        Assert.Equal(0, ward.Gateway.Waiting.Waiting);
    }

    [Theory]
    [InlineData("an_underscore", 0, "PUT Line")]
    [InlineData("good", -1, "PUT Line")]
    [InlineData("good", 0, null)]
    public async Task An_entry_that_no_outbox_takes_costs_its_own_message_and_holds_no_lane(string id, int revision, string? route)
    {
        ActingHandler handler = ActingHandler.Durable((batch, output) =>
        {
            if (NumberOf(batch) == 1)
            {
                output.Deliver("record", ActingHandler.EntryOf(output, Ward.Device(1), id, "x") with { Revision = revision, Route = route! });
            }
        });
        await using Ward ward = new() { Configure = g => g.Handlers.Add(handler) };
        await ward.StartAsync();

        ward.Intake.Say("bed1 1");
        ward.Intake.Say("bed1 2");
        await ward.FinishAsync();

        Assert.Equal(["2"], ward.Sent);
        QuarantineRecord held = Assert.Single(await ward.Gateway.ReadQuarantineAsync(10));
        Assert.Equal("bed1 1"u8, held.Payload.Span);
    }

    [Theory]
    [InlineData(typeof(TaskCanceledException))]
    [InlineData(typeof(TimeoutException))]
    public async Task A_time_out_of_the_handlers_own_is_a_failure_and_tried_again(Type fault)
    {
        await using Ward ward = new();
        int calls = 0;
        ward.Handler.Before = (_, _) => ++calls == 1 ? throw (Exception)Activator.CreateInstance(fault)! : ValueTask.CompletedTask;
        await ward.StartAsync();

        ward.Intake.Say("bed1 1");
        await ward.FinishAsync();

        Assert.Equal(["1"], ward.Sent);
        Assert.Empty(await ward.Gateway.ReadQuarantineAsync(10));
    }

    [Fact]
    public async Task What_was_lent_to_a_late_best_effort_handler_is_not_used_again()
    {
        ManualClock clock = new();
        TaskCompletionSource<PlacedBatch> lent = new();
        ActingHandler late = ActingHandler.BestEffort((batch, _) =>
            lent.TrySetResult(batch) ? new ValueTask(new TaskCompletionSource().Task) : ValueTask.CompletedTask);
        await using Ward ward = new() { Clock = clock, Configure = g => g.Handlers.Add(late) };
        await ward.StartAsync();

        ward.Intake.Say("alarm bed1");
        PlacedBatch held = await lent.Task.WaitAsync(Ward.Patience);
        await AdvanceUntilAsync(clock, TimeSpan.FromSeconds(31), () => ward.Intake.Settled == 1);
        ward.Intake.Say("alarm bed2");
        ward.Intake.Say("bed2 5");
        await Ward.UntilAsync(() => ward.Intake.Settled == 3);
        await ward.FinishAsync();

        Assert.False(held.IsDurable);
        Assert.Equal(Ward.Device(1), Assert.Single(held.Alarms.ToArray()).Word.Device);
    }

    [Fact]
    public async Task Stopping_while_a_best_effort_handler_hangs_gives_nothing_back_that_was_acknowledged()
    {
        ManualClock clock = new();
        TaskCompletionSource reached = new();
        ActingHandler hanging = ActingHandler.BestEffort((_, _) =>
        {
            reached.TrySetResult();
            return new ValueTask(new TaskCompletionSource().Task);
        });
        await using Ward ward = new() { Clock = clock, Configure = g => g.Handlers.Add(hanging) };
        await ward.StartAsync();
        ward.Intake.Say("bed1 1");
        await reached.Task.WaitAsync(Ward.Patience);

        Task stopping = ward.Gateway.StopAsync(CancellationToken.None);
        await AdvanceUntilAsync(clock, TimeSpan.FromSeconds(1), () => stopping.IsCompleted);
        await stopping;
        await ward.Gateway.Completion;

        Assert.Equal(Settlement.Accepted, ward.Intake.SettlementOf("bed1 1")!.Value.How);
        Assert.Equal(0, ward.Gateway.Counts.MessagesAbandoned);
    }

    [Fact]
    public async Task What_fails_after_the_commit_does_not_keep_the_acknowledgement_back()
    {
        ActingHandler handler = ActingHandler.Durable((_, output) =>
            output.WhenCommitted(_ => throw new InvalidOperationException("too late"), null));
        await using Ward ward = new() { Configure = g => g.Handlers.Add(handler) };
        await ward.StartAsync();

        ward.Intake.Say("bed1 1");
        await ward.FinishAsync();

        Assert.Equal(Settlement.Accepted, ward.Intake.SettlementOf("bed1 1")!.Value.How);
        Assert.Equal(["1"], ward.Sent);
    }

    [Fact]
    public async Task Bytes_that_a_handler_wrote_and_did_not_take_reach_no_entry_of_another()
    {
        ActingHandler first = ActingHandler.Durable((_, output) => output.Payload.Write("junk"u8));
        ActingHandler second = new("second", HandlerGuarantee.Durable, (_, output, _) =>
        {
            output.Deliver("record", ActingHandler.EntryOf(output, Ward.Device(1), "id", "clean"));
            return ValueTask.CompletedTask;
        });
        await using Ward ward = new()
        {
            Configure = g =>
            {
                g.Handlers.Add(first);
                g.Handlers.Add(second);
            },
        };
        await ward.StartAsync();

        ward.Intake.Say("bed1 1");
        await ward.FinishAsync();

        Assert.Contains("clean", ward.Sent);
    }

    [Fact]
    public async Task What_a_handler_rejects_is_kept_with_the_bytes_of_its_message()
    {
        ActingHandler handler = ActingHandler.Durable((_, output) =>
            output.Derived.Reject(new DecodeIssue(DecodeIssueCode.BadValue, "score", null, "all of its parts")));
        await using Ward ward = new() { Configure = g => g.Handlers.Add(handler) };
        await ward.StartAsync();

        ward.Intake.Say("bed1 1");
        await ward.FinishAsync();

        Assert.Equal(["1"], ward.Sent);
        QuarantineRecord held = Assert.Single(await ward.Gateway.ReadQuarantineAsync(10));
        Assert.Equal("bed1 1"u8, held.Payload.Span);
        Assert.Contains("score", held.Reason, StringComparison.Ordinal);
        Assert.Equal(Settlement.Accepted, ward.Intake.SettlementOf("bed1 1")!.Value.How);
    }

    [Fact]
    public async Task An_alarm_that_is_derived_is_told_before_the_commit_too()
    {
        GatedOutbox outbox = new();
        TaskCompletionSource<bool> told = new();
        ActingHandler notifier = new("notifier", HandlerGuarantee.BestEffort, (batch, _, _) =>
        {
            told.TrySetResult(batch.Alarms.Length == 1 && !batch.IsDurable);
            return ValueTask.CompletedTask;
        });
        ActingHandler deriving = ActingHandler.Durable((batch, output) =>
        {
            if (batch.Measurements.Length > 0)
            {
                output.Derived.Add(AlarmOf(batch.Measurements.Span[0].Word));
            }
        });
        await using Ward ward = new()
        {
            Configure = g =>
            {
                g.Store.UseOutbox(outbox.Around);
                g.Handlers.Add(deriving);
                g.Handlers.Add(notifier);
            },
        };
        await ward.StartAsync();

        ward.Intake.Say("bed1 1");
        Assert.True(await told.Task.WaitAsync(Ward.Patience));
        outbox.Open();
        await ward.FinishAsync();
        Assert.Equal(["1", "alarm"], ward.Sent.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_log_says_which_attempt_it_was()
    {
        await using Ward ward = new();
        ward.Handler.Before = (_, _) => throw new InvalidOperationException("always");
        await ward.StartAsync();

        ward.Intake.Say("bed1 1");
        await ward.FinishAsync();

        Assert.Equal([1, 2, 3], Enumerable.Range(1, 3).Where(n => ward.LogTexts.Any(m => m.EndsWith($"attempt {n}.", StringComparison.Ordinal))));
    }

    private static AlarmEvent AlarmOf(in Measurement cause) => new()
    {
        Device = cause.Context.Device,
        AlarmId = "derived",
        Code = new Coding(Coding.Mdc, "196648"),
        Kind = AlarmKind.Physiological,
        Priority = AlarmPriority.High,
        Phase = AlarmPhase.Start,
        State = AlarmState.Active,
        Observed = cause.Observed,
        Received = cause.Received,
        Provenance = cause.Context.Provenance,
        Purpose = cause.Context.Purpose,
    };

    private static decimal NumberOf(PlacedBatch batch) =>
        batch.Measurements.Length > 0 && batch.Measurements.Span[0].Word.Value.TryGetQuantity(out Quantity quantity) ? quantity.Number : 0;

    private static Task AdvanceUntilAsync(ManualClock clock, TimeSpan step, Func<bool> condition) => Ward.UntilAsync(() =>
    {
        clock.Advance(step);
        return condition();
    });
}
