using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Testing;
using NhsIoT.Sdk.Tests.Harness;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk.Tests;

public sealed class IntakeFaultTests
{
    [Fact]
    public async Task A_message_whose_class_cannot_be_told_goes_the_way_of_its_source()
    {
        await using Ward ward = new() { ConfigureSource = s => s.ClassByRoute = _ => throw new FormatException() };
        await ward.StartAsync();

        ward.Intake.Say("bed1 1");
        ward.Intake.Say("bed1 2");
        await ward.FinishAsync();

        Assert.Equal(["1", "2"], ward.Sent);
    }

    [Fact]
    public async Task A_source_that_cannot_be_told_of_one_message_is_told_of_the_others()
    {
        await using Ward ward = new() { ConfigureSource = s => s.ReceiveWindow = 2 };
        ward.Intake.FailToSettle = "bed1 1";
        await ward.StartAsync();

        for (int i = 1; i <= 5; i++)
        {
            ward.Intake.Say($"bed1 {i}");
        }

        await ward.FinishAsync();

        Assert.Equal(["1", "2", "3", "4", "5"], ward.Sent);
        Assert.Equal(4, ward.Intake.Settled);
    }

    [Fact]
    public async Task An_alarm_without_a_time_costs_its_own_message_and_stops_no_lane()
    {
        await using Ward ward = new();
        await ward.StartAsync();

        ward.Intake.Say("alarm bed1 timeless");
        ward.Intake.Say("bed1 60");
        await ward.FinishAsync();

        Assert.Equal(["60"], ward.Sent);
        QuarantineRecord held = Assert.Single(await ward.Gateway.ReadQuarantineAsync(10));
        Assert.Equal("alarm bed1 timeless"u8, held.Payload.Span);
    }

    [Theory]
    [InlineData("admit bed1")]
    [InlineData("bed1 60")]
    public async Task While_associations_cannot_be_asked_or_recorded_nothing_is_acknowledged(string text)
    {
        ManualClock clock = new();
        FaultyAssociations associations = new() { Failures = 5 };
        await using Ward ward = new() { Clock = clock, Associations = associations };
        await ward.StartAsync();

        ward.Intake.Say(text);
        await Ward.UntilAsync(() => associations.Failed == 1);
        Assert.Null(ward.Intake.SettlementOf(text));
        await AdvanceUntilAsync(clock, () => ward.Intake.Settled == 1);
        await ward.FinishAsync();

        Assert.Equal(Settlement.Accepted, ward.Intake.SettlementOf(text)!.Value.How);
        Assert.Equal(5, associations.Failed);
    }

    [Fact]
    public async Task A_store_whose_own_time_is_up_is_tried_again()
    {
        ManualClock clock = new();
        FaultyOutbox outbox = new() { OnAppend = FaultyOutbox.Throwing(2, () => new TaskCanceledException()) };
        await using Ward ward = new() { Clock = clock, Configure = g => g.Store.UseOutbox(outbox.Around) };
        await ward.StartAsync();

        ward.Intake.Say("bed1 1");
        await AdvanceUntilAsync(clock, () => ward.Intake.Settled == 1);
        await ward.FinishAsync();

        Assert.Equal(["1"], ward.Sent);
    }

    [Fact]
    public async Task Readings_are_counted_when_they_are_committed_and_not_before()
    {
        GatedOutbox outbox = new();
        await using Ward ward = new() { Configure = g => g.Store.UseOutbox(outbox.Around) };
        await ward.StartAsync();

        ward.Intake.Say("bed1 1");
        await outbox.Reached.WaitAsync(Ward.Patience);
        Assert.Equal(0, ward.Gateway.Counts.Readings);

        outbox.Open();
        await ward.FinishAsync();
        Assert.Equal(1, ward.Gateway.Counts.Readings);
    }

    [Fact]
    public async Task A_silent_source_does_not_become_fresh_when_the_wall_clock_is_put_back()
    {
        ManualClock clock = new();
        await using Ward ward = new() { Clock = clock };
        await ward.StartAsync();
        ward.Intake.Say("bed1 1");
        await Ward.UntilAsync(() => ward.Intake.Settled == 1);
        Assert.True(Assert.Single(ward.Gateway.Sources).IsFresh);

        clock.Advance(TimeSpan.FromMinutes(6));
        clock.SetUtcNow(clock.GetUtcNow().AddDays(-400));

        Assert.False(Assert.Single(ward.Gateway.Sources).IsFresh);
    }

    private static Task AdvanceUntilAsync(ManualClock clock, Func<bool> condition) => Ward.UntilAsync(() =>
    {
        clock.Advance(TimeSpan.FromSeconds(1));
        return condition();
    });

    private sealed class FaultyAssociations : IAssociations
    {
        public event EventHandler<AssociationEvent>? Recorded
        {
            add => _inner.Recorded += value;
            remove => _inner.Recorded -= value;
        }

        private readonly AssociationHistory _inner = new();
        private int _failed;

        public required int Failures { get; init; }

        public int Failed => Volatile.Read(ref _failed);

        public Placement At(DeviceId device, in ObservedTime observed, DateTimeOffset received)
        {
            Fail();
            return _inner.At(device, observed, received);
        }

        public IDeviceAssociations Of(DeviceId device) => new AskedByDevice(this, device);

        public void DeclareShared(DeviceId device) => throw new NotSupportedException();

        public ValueTask RecordAsync(AssociationEvent association, CancellationToken cancellationToken)
        {
            Fail();
            return _inner.RecordAsync(association, cancellationToken);
        }

        private void Fail()
        {
            if (_failed < Failures)
            {
                Interlocked.Increment(ref _failed);
                throw new IOException("The disk is gone.");
            }
        }
    }
}
