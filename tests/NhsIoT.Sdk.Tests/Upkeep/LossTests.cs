using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Testing;
using NhsIoT.Sdk.Tests.Aside;
using NhsIoT.Sdk.Tests.Harness;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk.Tests.Upkeep;

public sealed class LossTests
{
    [Fact]
    public async Task What_a_full_destination_may_lose_is_told_once_with_its_exact_count()
    {
        ManualClock clock = new();
        await using Ward ward = Losing(clock);
        IReadOnlyList<DeviceStatus> statuses = ClockedWard.Statuses(ward);
        await ward.StartAsync();
        foreach (int number in Enumerable.Range(60, 7))
        {
            ward.Intake.Say($"bed1 {number}");
        }

        await Ward.UntilAsync(() => ward.Intake.Settled == 7);
        Assert.Equal(5, ward.Gateway.Counts.EntriesLost);
        await ClockedWard.UntilAsync(clock, () => ward.Gateway.Waiting.Losses == 0);
        for (int i = 0; i < 100; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        await ClockedWard.StopAsync(ward, clock);
        DeviceStatus told = Assert.Single(statuses);
        Assert.Equal(Ward.Device(1), told.Device);
        Assert.StartsWith("5 of its readings", told.Note, StringComparison.Ordinal);
        Assert.Contains("record", told.Note, StringComparison.Ordinal);
        AuditEvent loss = Assert.Single(await AsideWard.AuditAsync(ward.Gateway, AuditKind.Loss)).Event;
        Assert.Equal((5L, "record", Ward.Device(1).Key), (loss.Count, loss.Part, loss.Subject));
    }

    [Fact]
    public async Task A_loss_says_nothing_of_how_its_device_is()
    {
        ManualClock clock = new();
        await using Ward ward = Losing(clock);
        IReadOnlyList<DeviceStatus> statuses = ClockedWard.Statuses(ward);
        await ward.StartAsync();
        await ClockedWard.SayAsync(ward, clock, "is bed1 Standby", "bed1 60", "bed1 61", "bed1 62");

        await ClockedWard.UntilAsync(clock, () => ward.Gateway.Waiting.Losses == 0);

        ward.Gateway.Devices.TryFind(Ward.Device(1), out NhsIoT.Sdk.Devices.KnownDevice? device);
        Assert.Equal(DeviceCondition.Standby, device!.Descriptor.Condition);
        Assert.StartsWith("1 of its readings", device.Descriptor.ConditionNote, StringComparison.Ordinal);
        Assert.Equal([DeviceCondition.Standby, DeviceCondition.Standby], statuses.Select(s => s.Condition));
        await ClockedWard.StopAsync(ward, clock);
    }

    [Fact]
    public async Task A_loss_of_a_device_that_is_known_no_longer_is_accounted_for_and_holds_nothing_up()
    {
        ManualClock clock = new();
        await using Ward ward = Losing(clock);
        await ward.StartAsync();
        await ClockedWard.SayAsync(ward, clock, "bed1 60", "bed1 61", "bed1 62");
        ward.Gateway.Devices.Retire(Ward.Device(1));

        await ClockedWard.UntilAsync(clock, () => ward.Gateway.Waiting.Losses == 0);

        Assert.Equal(1, Assert.Single(await AsideWard.AuditAsync(ward.Gateway, AuditKind.Loss, 1)).Event.Count);
        await ClockedWard.StopAsync(ward, clock);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(-400)]
    public async Task A_wall_clock_that_jumps_expires_nothing_and_keeps_nothing(int days)
    {
        ManualClock clock = new();
        await using Ward ward = new() { Clock = clock, ConfigureDestination = d => d.ExpireAfter = TimeSpan.FromHours(1) };
        IReadOnlyList<DeviceStatus> statuses = ClockedWard.Statuses(ward);
        ward.Record.Disconnect();
        await ward.StartAsync();
        await ClockedWard.SayAsync(ward, clock, "bed1 60");
        clock.SetUtcNow(clock.GetUtcNow().AddDays(days));
        for (int i = 0; i < 50; i++)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        Assert.Equal((1L, 0L), (ward.Gateway.Waiting.Waiting, ward.Gateway.Waiting.Losses));
        Assert.Empty(statuses);

        await ClockedWard.UntilAsync(clock, () => statuses.Count > 0 && ward.Gateway.Waiting.Losses == 0, TimeSpan.FromMinutes(1));
        await ClockedWard.StopAsync(ward, clock);

        Assert.Contains("their time was over", Assert.Single(statuses).Note, StringComparison.Ordinal);
        Assert.Equal(0, ward.Gateway.Waiting.Waiting);
        Assert.Empty(ward.Sent);
    }

    // Room for two readings, and a destination that takes none.
    private static Ward Losing(ManualClock clock)
    {
        Ward ward = new()
        {
            Clock = clock,
            Configure = g => g.Store.MemoryOutbox(new MemoryOutboxOptions { ClinicalReadings = new OutboxLimit(2) }),
            ConfigureDestination = d => d.WhenFull = FullPolicy.Lose,
        };
        ward.Record.Disconnect();
        return ward;
    }
}
