using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Testing;
using NhsIoT.Sdk.Tests.Harness;

namespace NhsIoT.Sdk.Tests.Upkeep;

public sealed class MissingTests
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_silent_device_is_told_once_and_once_that_it_is_back()
    {
        ManualClock clock = new();
        await using Ward ward = new() { Clock = clock, Configure = ClockedWard.AddTimed };
        IReadOnlyList<DeviceStatus> statuses = ClockedWard.Statuses(ward);
        await ward.StartAsync();
        await ClockedWard.SayAsync(ward, clock, "bed7 60");
        await ClockedWard.UntilAsync(clock, () => statuses.Count == 1);
        for (int i = 0; i < 20; i++)
        {
            clock.Advance(Round);
            await Task.Yield();
        }

        Assert.Equal(DeviceCondition.Offline, Assert.Single(statuses).Condition);
        await ClockedWard.SayAsync(ward, clock, "bed7 61");
        await Ward.UntilAsync(() =>
        {
            // It goes on speaking, or it would be silent again.
            ward.Intake.Say("bed7 62");
            clock.Advance(TimeSpan.FromSeconds(1));
            return statuses.Count > 1;
        });

        Assert.Equal([DeviceCondition.Offline, DeviceCondition.Online], statuses.Select(s => s.Condition));
        ward.Gateway.Devices.TryFind(Ward.Device(ClockedWard.Timed), out NhsIoT.Sdk.Devices.KnownDevice? device);
        Assert.Equal(DeviceCondition.Online, device!.Descriptor.Condition);
        await ClockedWard.StopAsync(ward, clock);
    }

    [Fact]
    public async Task What_waits_in_a_lane_that_stands_still_is_not_missing()
    {
        ManualClock clock = new();
        TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        List<DeviceStatus> statuses = [];
        await using Ward ward = new()
        {
            Clock = clock,
            Configure = g =>
            {
                ClockedWard.AddTimed(g);
                g.Options.MessageDeadline = TimeSpan.FromMinutes(10);
            },
        };
        ward.Handler.Before = (batch, _) =>
        {
            lock (statuses)
            {
                statuses.AddRange(batch.Statuses.ToArray().Select(s => s.Word));
            }

            reached.TrySetResult();
            return new ValueTask(open.Task);
        };
        await ward.StartAsync();
        ward.Intake.Say("bed7 60");
        await reached.Task.WaitAsync(Ward.Patience);
        ward.Intake.Say("bed7 61");
        await Ward.UntilAsync(() => ward.Intake.Pulled == 2);
        for (int i = 0; i < 20; i++)
        {
            clock.Advance(Round);
            await Task.Yield();
        }

        open.SetResult();
        await Ward.UntilAsync(() => ward.Intake.Settled == 2);
        for (int i = 0; i < 20; i++)
        {
            ward.Intake.Say("bed7 62");
            await Ward.UntilAsync(() => ward.Intake.Settled == 3 + i);
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Empty(statuses);

        // And silence is still told.
        await ClockedWard.UntilAsync(clock, () => statuses.Count > 0);
        Assert.Equal(DeviceCondition.Offline, Assert.Single(statuses).Condition);
        await ClockedWard.StopAsync(ward, clock);
    }

    [Fact]
    public async Task The_time_before_the_gateway_was_started_is_nobodys_silence()
    {
        ManualClock clock = new();
        await using Ward ward = new() { Clock = clock, Configure = ClockedWard.AddTimed };
        IReadOnlyList<DeviceStatus> statuses = ClockedWard.Statuses(ward);
        _ = ward.Gateway;
        clock.Advance(TimeSpan.FromHours(1));
        await ward.StartAsync();
        await ClockedWard.SayAsync(ward, clock, "bed7 60");
        await ClockedWard.StopAsync(ward, clock);

        Assert.Empty(statuses);
    }
}
