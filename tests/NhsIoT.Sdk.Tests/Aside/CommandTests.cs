using NhsIoT.Sdk.Testing;
using NhsIoT.Sdk.Tests.Harness;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk.Tests.Aside;

public sealed class CommandTests
{
    private const string Why = "the device was set up late";
    private const string NamesPatient = "for patient 999 000 0018";

    [Fact]
    public async Task A_replay_is_recorded_before_it_is_done_and_goes_through_under_its_own_time_of_receipt()
    {
        ManualClock clock = new();
        List<DateTimeOffset> received = [];
        await using Ward ward = new() { Clock = clock };
        ward.Handler.Before = (batch, _) =>
        {
            received.AddRange(batch.Measurements.ToArray().Select(m => m.Word.Received));
            return ValueTask.CompletedTask;
        };
        await ward.StartAsync();
        QuarantineRecord aside = await PutAsideAsync(ward);
        DateTimeOffset came = clock.GetUtcNow();
        clock.Advance(TimeSpan.FromHours(2));
        AsideWard.Register(ward.Gateway, 9);

        Assert.True(await ward.Gateway.ReplayAsync(aside.Number, AsideWard.Nurse, Why).AsTask().WaitAsync(Ward.Patience));

        Assert.Equal([came], received);
        Assert.Empty(await ward.Gateway.ReadQuarantineAsync(10));
        AuditEvent told = Assert.Single(await AsideWard.AuditAsync(ward.Gateway, AuditKind.Replay)).Event;
        Assert.Equal((AsideWard.Nurse, $"{aside.Number}", Why), (told.Actor, told.Subject, told.Reason));
        Assert.False(await ward.Gateway.ReplayAsync(aside.Number, AsideWard.Nurse, Why));
    }

    [Fact]
    public async Task What_is_still_wrong_is_put_aside_anew_and_its_former_record_is_gone()
    {
        await using Ward ward = new();
        await ward.StartAsync();
        QuarantineRecord aside = await PutAsideAsync(ward);

        Assert.True(await ward.Gateway.ReplayAsync(aside.Number, AsideWard.Nurse, Why).AsTask().WaitAsync(Ward.Patience));

        Assert.NotEqual(aside.Number, Assert.Single(await ward.Gateway.ReadQuarantineAsync(10)).Number);
    }

    [Fact]
    public async Task Two_replays_of_one_record_at_once_put_it_through_once()
    {
        await using Ward ward = new();
        await ward.StartAsync();
        for (int round = 0; round < 20; round++)
        {
            QuarantineRecord aside = Assert.Single(await PutAsideAllAsync(ward, $"bed9 {round}"));
            bool[] done = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => ward.Gateway.ReplayAsync(aside.Number, AsideWard.Nurse, Why).AsTask())))
                .WaitAsync(Ward.Patience);

            // It is still unknown: each that went through would be put aside once more.
            Assert.Single(done, d => d);
            QuarantineRecord again = Assert.Single(await ward.Gateway.ReadQuarantineAsync(10));
            await ward.Gateway.DiscardQuarantineAsync(again.Number, AsideWard.Nurse, Why);
        }
    }

    [Theory]
    [InlineData(NamesPatient)]
    [InlineData("")]
    [InlineData("two\nlines")]
    public async Task A_reason_that_cannot_be_recorded_is_refused_and_nothing_is_done(string reason)
    {
        await using Ward ward = new();
        await ward.StartAsync();
        QuarantineRecord aside = await PutAsideAsync(ward);

        ArgumentException refused = await Assert.ThrowsAnyAsync<ArgumentException>(() => ward.Gateway.ReplayAsync(aside.Number, AsideWard.Nurse, reason).AsTask());
        await Assert.ThrowsAnyAsync<ArgumentException>(() => ward.Gateway.DiscardQuarantineAsync(aside.Number, AsideWard.Nurse, reason).AsTask());
        await Assert.ThrowsAnyAsync<ArgumentException>(() => ward.Gateway.ReassociateAsync([], AsideWard.Nurse, reason));

        Assert.DoesNotContain("999 000 0018", refused.Message, StringComparison.Ordinal);
        Assert.Equal(aside.Number, Assert.Single(await ward.Gateway.ReadQuarantineAsync(10)).Number);
        Assert.Empty(await AsideWard.AuditAsync(ward.Gateway, AuditKind.Replay));
        Assert.Empty(await AsideWard.AuditAsync(ward.Gateway, AuditKind.Discard));
        Assert.Empty(await AsideWard.AuditAsync(ward.Gateway, AuditKind.Reassociation));
    }

    [Fact]
    public async Task Nobody_commands_without_a_name()
    {
        await using Ward ward = new();
        await ward.StartAsync();

        await Assert.ThrowsAnyAsync<ArgumentException>(() => ward.Gateway.DiscardQuarantineAsync(1, default, Why).AsTask());
    }

    [Fact]
    public async Task What_the_trail_cannot_take_is_not_done()
    {
        FailingTrail trail = new();
        await using Ward ward = new() { Configure = g => g.Store.UseAuditTrail(_ => trail) };
        await ward.StartAsync();
        QuarantineRecord aside = await PutAsideAsync(ward);
        trail.IsFailing = true;

        await Assert.ThrowsAsync<IOException>(() => ward.Gateway.ReplayAsync(aside.Number, AsideWard.Nurse, Why).AsTask());
        await Assert.ThrowsAsync<IOException>(() => ward.Gateway.DiscardQuarantineAsync(aside.Number, AsideWard.Nurse, Why).AsTask());

        Assert.Equal(aside.Number, Assert.Single(await ward.Gateway.ReadQuarantineAsync(10)).Number);
        trail.IsFailing = false;
    }

    [Fact]
    public async Task A_number_that_is_none_gives_false()
    {
        await using Ward ward = new();
        await ward.StartAsync();

        Assert.False(await ward.Gateway.ReplayAsync(77, AsideWard.Nurse, Why).AsTask().WaitAsync(Ward.Patience));
        Assert.False(await ward.Gateway.DiscardQuarantineAsync(77, AsideWard.Nurse, Why));
    }

    [Fact]
    public async Task A_gateway_that_does_not_run_yet_or_no_more_replays_nothing_and_nothing_hangs()
    {
        await using Ward ward = new();
        Assert.False(await ward.Gateway.ReplayAsync(1, AsideWard.Nurse, Why).AsTask().WaitAsync(Ward.Patience));
        await ward.StartAsync();
        QuarantineRecord aside = await PutAsideAsync(ward);
        await ward.Gateway.StopAsync().WaitAsync(Ward.Patience);

        Assert.False(await ward.Gateway.ReplayAsync(aside.Number, AsideWard.Nurse, Why).AsTask().WaitAsync(Ward.Patience));

        Assert.Equal(aside.Number, Assert.Single(await ward.Gateway.ReadQuarantineAsync(10)).Number);
        Assert.Equal(0, ward.Gateway.Counts.MessagesAbandoned);
    }

    [Fact]
    public async Task A_replay_under_way_when_a_handler_hangs_ends_with_the_gateway_and_its_record_stays()
    {
        ManualClock clock = new();
        TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using Ward ward = new() { Clock = clock };
        ward.Handler.Before = (_, _) =>
        {
            reached.TrySetResult();
            return new ValueTask(new TaskCompletionSource().Task);
        };
        await ward.StartAsync();
        QuarantineRecord aside = await PutAsideAsync(ward);
        AsideWard.Register(ward.Gateway, 9);
        Task<bool> replay = ward.Gateway.ReplayAsync(aside.Number, AsideWard.Nurse, Why).AsTask();
        await reached.Task.WaitAsync(Ward.Patience);

        // Whoever waits may go; the message goes its way.
        using CancellationTokenSource impatient = new();
        await impatient.CancelAsync();
        Assert.False(await ward.Gateway.ReplayAsync(aside.Number, AsideWard.Nurse, Why));
        using CancellationTokenSource hurry = new();
        await hurry.CancelAsync();
        await ward.Gateway.StopAsync(hurry.Token).WaitAsync(Ward.Patience);

        Assert.False(await replay.WaitAsync(Ward.Patience));
        Assert.Equal(aside.Number, Assert.Single(await ward.Gateway.ReadQuarantineAsync(10)).Number);
    }

    private static async Task<QuarantineRecord> PutAsideAsync(Ward ward) => Assert.Single(await PutAsideAllAsync(ward, "bed9 9"));

    private static async Task<IReadOnlyList<QuarantineRecord>> PutAsideAllAsync(Ward ward, string text)
    {
        ward.Intake.Say(text);
        await Ward.UntilAsync(() => ward.Gateway.Waiting.Quarantined == 1);
        return await ward.Gateway.ReadQuarantineAsync(10);
    }
}
