using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Testing;
using NhsIoT.Sdk.Tests.Aside;
using NhsIoT.Sdk.Tests.Harness;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk.Tests.Upkeep;

public sealed class ThinningTests
{
    private static readonly ThinningOptions EveryMinute = new() { Rule = new ThinningRule { Every = TimeSpan.FromMinutes(1) } };

    [Fact]
    public async Task One_destination_is_thinned_and_another_of_the_same_kind_is_not()
    {
        ManualClock clock = new();
        RecordingTransport archive = new();
        using MetricsRecorder metrics = new("NhsIoT.Sdk");
        await using Ward ward = Thinned(clock, archive, "thin-1");
        await ward.StartAsync();
        await ClockedWard.SayAsync(ward, clock, "bed1 60", "bed1 61", "bed1 62", "bed1 63");
        await ward.FinishAsync();

        Assert.Equal(["60", "61", "62", "63"], ward.Sent);
        Assert.Equal(["60", "63"], TextsOf(archive));
        Assert.Equal(2, ward.Gateway.Counts.ReadingsThinned);
        Assert.Equal(2, metrics.Sum("nhsiot.readings.thinned", [("handler", "thin-1")]));
        Assert.Equal(2, (await AsideWard.AuditAsync(ward.Gateway, AuditKind.Drop)).Sum(e => e.Event.Count));
    }

    [Fact]
    public async Task The_last_reading_of_a_series_that_ended_goes_out_by_itself()
    {
        ManualClock clock = new();
        RecordingTransport archive = new();
        await using Ward ward = Thinned(clock, archive, "thin-2");
        await ward.StartAsync();
        await ClockedWard.SayAsync(ward, clock, "bed1 60", "bed1 61", "bed1 62");
        Assert.Equal(1, ward.Gateway.Counts.ReadingsThinned);

        await ClockedWard.UntilAsync(clock, () => archive.Accepted.Count == 2, TimeSpan.FromSeconds(10));

        Assert.Equal(["60", "62"], TextsOf(archive));
        await ClockedWard.StopAsync(ward, clock);
        Assert.Equal(["60", "62"], TextsOf(archive));
    }

    [Fact]
    public async Task A_reading_that_a_handler_fails_on_is_neither_thinned_twice_nor_lost()
    {
        ManualClock clock = new();
        RecordingTransport archive = new();
        await using Ward ward = Thinned(clock, archive, "thin-3");
        int failures = 2;
        ward.Handler.Before = (batch, _) => batch.Measurements.Length > 0 && Interlocked.Decrement(ref failures) >= 0
            ? throw new InvalidOperationException("as told")
            : ValueTask.CompletedTask;
        await ward.StartAsync();
        await ClockedWard.SayAsync(ward, clock, "bed1 60", "bed1 61", "bed1 62", "bed1 63");
        await ward.FinishAsync();

        Assert.Equal(["60", "61", "62", "63"], ward.Sent);
        Assert.Equal(["60", "63"], TextsOf(archive));
        Assert.Equal(2, ward.Gateway.Counts.ReadingsThinned);
    }

    [Fact]
    public async Task A_thinned_handler_that_fails_at_the_end_is_asked_again()
    {
        ManualClock clock = new();
        RecordingTransport archive = new();
        int calls = 0;
        await using Ward ward = Thinned(clock, archive, "thin-5", before: batch =>
        {
            if (batch.Measurements.Length > 0 && Interlocked.Increment(ref calls) == 2)
            {
                throw new InvalidOperationException("as told");
            }
        });
        await ward.StartAsync();

        // One reading goes out, one is held back: the handler is called again only at the end, and fails then.
        await ClockedWard.SayAsync(ward, clock, "bed1 60", "bed1 61");
        await ward.FinishAsync();

        Assert.Equal(["60", "61"], TextsOf(archive));
    }

    [Fact]
    public async Task Ticks_take_no_places_of_messages_while_a_lane_stands_still()
    {
        ManualClock clock = new();
        RecordingTransport archive = new();
        TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using Ward ward = Thinned(clock, archive, "thin-4", g =>
        {
            g.Options.Lanes = 1;
            g.Options.MessageDeadline = TimeSpan.FromMinutes(10);
            g.Options.UpkeepInterval = TimeSpan.FromMilliseconds(100);
        });
        ward.Handler.Before = (_, _) =>
        {
            reached.TrySetResult();
            return new ValueTask(open.Task);
        };
        await ward.StartAsync();
        ward.Intake.Say("bed1 60");
        await reached.Task.WaitAsync(Ward.Patience);
        for (int i = 0; i < 3000; i++)
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        string[] further = [.. Enumerable.Range(0, 1023).Select(i => $"{60 + (i % 20)}")];
        foreach (string number in further)
        {
            ward.Intake.Say($"bed1 {number}");
        }

        await Ward.UntilAsync(() => ward.Intake.Pulled == 1024);
        open.SetResult();
        await ward.FinishAsync();

        Assert.Equal(0, ward.Gateway.Counts.MessagesAbandoned);
        Assert.Equal(["60", .. further], ward.Sent);
    }

    private static Ward Thinned(ManualClock clock, RecordingTransport archive, string name, Action<GatewayBuilder>? configure = null, Action<PlacedBatch>? before = null) => new()
    {
        Clock = clock,
        Configure = g =>
        {
            g.Handlers.Add(new ActingHandler(name, HandlerGuarantee.Durable, (batch, output, _) =>
            {
                before?.Invoke(batch);
                foreach (Placed<Telemetry.Measurement> reading in batch.Measurements.Span)
                {
                    reading.Word.Value.TryGetQuantity(out Telemetry.Quantity quantity);
                    string text = FormattableString.Invariant($"{quantity.Number}");
                    output.Deliver("archive", ActingHandler.EntryOf(output, reading.Word.Context.Device, $"{name}-{reading.Word.Received.UtcTicks}-{text}", text));
                }

                return ValueTask.CompletedTask;
            })
            { Destinations = ["archive"] });
            g.AddDestination("archive", d =>
            {
                d.Transport.Use(_ => archive);
                d.Thinning = EveryMinute;
            });
            configure?.Invoke(g);
        },
    };

    private static IReadOnlyList<string> TextsOf(RecordingTransport transport) =>
        [.. transport.Accepted.Select(e => System.Text.Encoding.UTF8.GetString(e.Payload.Span))];
}
