using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Fhir;
using NhsIoT.Sdk.Tests.Harness;
using static NhsIoT.Sdk.Tests.Stories.StoryWard;

namespace NhsIoT.Sdk.Tests.Stories;

/// <summary>Sensors that are off, and devices that nobody knows.</summary>
public sealed class DeviceStories
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_sensor_that_is_off_and_says_zero_measured_nothing(bool isAbsenceSent)
    {
        await using StoryWard ward = new() { Fhir = new FhirOptions { ObservationIdentifierSystem = "urn:test:observation", SendAbsentReadings = isAbsenceSent } };
        await ward.StartAsync();
        await ward.JoinAsync("a1", First, Ann, "08:00");

        await ward.SayAsync($$"""{"device":"{{First}}","time":"2026-11-21T09:00:00Z","HR":61,"S":0}""");

        string[] expected = isAbsenceSent ? ["21 09:00 61", "21 09:00 not-performed"] : ["21 09:00 61"];
        Assert.Equal(expected, ward.RecordOf(Ann).Order());
        Assert.DoesNotContain(FiledReading.Versions(ward.Record), r => r.Value == "0");
        Assert.Equal((2, 1), (ward.Gateway.Counts.Readings, ward.Gateway.Counts.ReadingsWithValue));
    }

    [Fact]
    public async Task A_monitor_that_nobody_knew_at_night_is_registered_in_the_morning_and_its_night_is_there()
    {
        await using StoryWard ward = new()
        {
            Monitors = [Second],
            Clock = new(At("02:00")),
            ConfigureSource = s => s.UnknownDevices = UnknownDevicePolicy.Hold,
        };
        await ward.StartAsync();
        await ward.JoinAsync("a1", First, Ann, "00:00");
        for (int rate = 61; rate < 64; rate++)
        {
            await ward.SayAsync(First, rate);
            ward.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(3, ward.Gateway.Waiting.Held);
        Assert.Empty(FiledReading.Versions(ward.Record));

        ward.Until("08:00");
        Register(ward, First);
        await Ward.UntilAsync(() => ward.Gateway.Waiting is { Held: 0, Waiting: 0 });

        Assert.Equal(["21 02:00 61", "21 03:00 62", "21 04:00 63"], ward.RecordOf(Ann));
    }

    [Fact]
    public async Task A_monitor_that_was_admitted_unseen_is_doubted_until_somebody_approves_it()
    {
        await using StoryWard ward = new()
        {
            Monitors = [Second],
            ConfigureSource = s =>
            {
                s.UnknownDevices = UnknownDevicePolicy.AdmitUnapproved;
                s.AdmitWithProfile = "monitor";
            },
        };
        await ward.StartAsync();
        await ward.JoinAsync("a1", First, Ann, "08:00");
        await ward.SayAsync(First, 61);
        ward.Gateway.Devices.Approve(IdOf(First), "J. Ward");
        ward.Until("09:10");
        await ward.SayAsync(First, 62);

        Assert.Equal(["21 09:00 61", "21 09:10 62"], ward.RecordOf(Ann));
        Assert.Equal([("61", true), ("62", false)], FiledReading.Standing(ward.Record).Select(r => (r.Value!, r.IsUncertain)).Order());
    }

    private static void Register(StoryWard ward, string serial)
    {
        Assert.True(ward.Gateway.Devices.TryFind(IdOf(Second), out KnownDevice? known));
        ward.Gateway.Devices.Register(new DeviceDescriptor { Id = IdOf(serial), ProfileId = "monitor" }, known.Profile);
    }
}
