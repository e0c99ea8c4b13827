using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Testing;
using NhsIoT.Sdk.Tests.Harness;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk.Tests;

public sealed class StoppingTests
{
    [Fact]
    public async Task Stopping_finishes_and_sends_what_came_in()
    {
        await using Ward ward = new() { ConfigureDestination = d => d.Linger = TimeSpan.FromHours(1) };
        await ward.StartAsync();
        for (int i = 0; i < 100; i++)
        {
            ward.Intake.Say($"bed1 {i}");
        }

        await Ward.UntilAsync(() => ward.Intake.Pulled == 100);
        await ward.Gateway.StopAsync(CancellationToken.None).WaitAsync(Ward.Patience);

        Assert.Equal(100, ward.Sent.Count);
        Assert.All(ward.Intake.Settlements, s => Assert.Equal(Settlement.Accepted, s!.Value.How));
    }

    [Fact]
    public async Task At_the_deadline_what_is_not_committed_is_given_back_and_stopping_ends()
    {
        ManualClock clock = new();
        GatedOutbox outbox = new();
        await using Ward ward = new() { Clock = clock, Configure = g => g.Store.UseOutbox(outbox.Around) };
        await ward.StartAsync();
        ward.Intake.Say("bed1 1");
        await outbox.Reached.WaitAsync(Ward.Patience);

        Task stopping = ward.Gateway.StopAsync(CancellationToken.None);
        await Ward.UntilAsync(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return stopping.IsCompleted;
        });

        await stopping;
        Assert.Equal(Settlement.Abandoned, ward.Intake.SettlementOf("bed1 1")!.Value.How);
        Assert.Equal(1, ward.Gateway.Counts.MessagesAbandoned);
    }

    [Fact]
    public async Task Stopping_ends_although_a_destination_is_dead_and_says_how_much_was_left()
    {
        ManualClock clock = new();
        await using Ward ward = new() { Clock = clock };
        ward.Record.Disconnect();
        await ward.StartAsync();
        ward.Intake.Say("bed1 1");
        await Ward.UntilAsync(() => ward.Intake.Settled == 1);

        Task stopping = ward.Gateway.StopAsync(CancellationToken.None);
        await Ward.UntilAsync(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return stopping.IsCompleted;
        });

        await stopping;
        Assert.Equal(1, ward.Gateway.Waiting.Waiting);
        Assert.Contains(ward.LogTexts, m => m.Contains("1 entries were not delivered", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_source_that_fails_is_received_from_again()
    {
        ManualClock clock = new();
        await using Ward ward = new() { Clock = clock };
        ward.Intake.FailOnce = new IOException("cable");
        await ward.StartAsync();

        ward.Intake.Say("bed1 1");
        await Ward.UntilAsync(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return ward.Intake.Settled == 1;
        });
        await ward.FinishAsync();

        Assert.Equal(["1"], ward.Sent);
    }

    [Fact]
    public async Task A_gateway_is_started_once()
    {
        await using Ward ward = new();
        await ward.StartAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => ward.StartAsync());
    }

    [Fact]
    public async Task Two_starts_at_once_make_one_gateway()
    {
        SlowAssociations associations = new();
        await using Ward ward = new()
        {
            Associations = associations,
            Configure = g => g.AddAssociation(Admission),
        };

        Task[] starts = [ward.Gateway.StartAsync(), ward.Gateway.StartAsync()];
        associations.Open.SetResult();
        await Assert.ThrowsAsync<InvalidOperationException>(() => Task.WhenAll(starts));

        Assert.Equal(1, starts.Count(s => s.IsCompletedSuccessfully));
        Assert.Equal(1, ward.LogTexts.Count(m => m.StartsWith("Gateway started", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_start_that_failed_may_be_tried_again()
    {
        SlowAssociations associations = new();
        await using Ward ward = new()
        {
            Associations = associations,
            Configure = g => g.AddAssociation(Admission),
        };
        using CancellationTokenSource cancelled = new();
        Task start = ward.Gateway.StartAsync(cancelled.Token);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start);

        associations.Open.SetResult();
        await ward.StartAsync();
        ward.Intake.Say("bed1 1");
        await ward.FinishAsync();

        Assert.Equal(["1"], ward.Sent);
    }

    [Fact]
    public async Task Stopping_and_disposing_may_be_done_again_and_at_once()
    {
        await using Ward ward = new();
        await ward.StartAsync();
        ward.Intake.Say("bed1 1");
        await Ward.UntilAsync(() => ward.Intake.Settled == 1);

        Task[] stops = [.. Enumerable.Range(0, 8).Select(i => Task.Run(() => i % 2 == 0
            ? ward.Gateway.StopAsync(CancellationToken.None)
            : ward.Gateway.DisposeAsync().AsTask()))];
        await Task.WhenAll(stops).WaitAsync(Ward.Patience);
        await ward.Gateway.StopAsync(CancellationToken.None);

        Assert.Equal(["1"], ward.Sent);
    }

    [Fact]
    public async Task The_completion_of_a_gateway_that_never_started_ends_when_it_is_disposed()
    {
        Ward ward = new();
        Task completion = ward.Gateway.Completion;
        await ward.DisposeAsync();

        await completion.WaitAsync(Ward.Patience);
    }

    [Fact]
    public async Task A_transport_that_cannot_be_closed_keeps_nothing_else_open()
    {
        FaultyOutbox outbox = new();
        Ward ward = new() { Configure = g => g.Store.UseOutbox(outbox.Around) };
        ward.Intake.FailToClose = new IOException("stuck");
        await ward.StartAsync();

        await Assert.ThrowsAsync<IOException>(async () => await ward.DisposeAsync());

        Assert.True(outbox.IsDisposed);
    }

    [Fact]
    public async Task Somebody_can_clear_the_quarantine()
    {
        await using Ward ward = new();
        await ward.StartAsync();
        ward.Intake.Say("stranger 1");
        await ward.FinishAsync();
        QuarantineRecord held = Assert.Single(await ward.Gateway.ReadQuarantineAsync(10));

        Assert.True(await ward.Gateway.DiscardQuarantineAsync(held.Number, new AuditActor("tester", AuditActorKind.Person), "it was looked at"));

        Assert.Empty(await ward.Gateway.ReadQuarantineAsync(10));
        Assert.False(await ward.Gateway.DiscardQuarantineAsync(held.Number, new AuditActor("tester", AuditActorKind.Person), "it was looked at"));
    }

    private static AssociationEvent Admission => new()
    {
        Device = Ward.Device(1),
        AssociationId = "a1",
        Action = AssociationAction.Start,
        Effective = DateTimeOffset.UnixEpoch,
        Received = DateTimeOffset.UnixEpoch,
    };

    private sealed class SlowAssociations : IAssociations
    {
        public event EventHandler<AssociationEvent>? Recorded
        {
            add { }
            remove { }
        }

        public TaskCompletionSource Open { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Placement At(DeviceId device, in ObservedTime observed, DateTimeOffset received) => Placement.NotAssociated;

        public IDeviceAssociations Of(DeviceId device) => new AskedByDevice(this, device);

        public void DeclareShared(DeviceId device) => throw new NotSupportedException();

        public async ValueTask RecordAsync(AssociationEvent association, CancellationToken cancellationToken) =>
            await Open.Task.WaitAsync(cancellationToken);
    }
}
