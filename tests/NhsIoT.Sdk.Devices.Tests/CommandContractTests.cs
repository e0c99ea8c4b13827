using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Tests;

public sealed class CommandContractTests
{
    private static readonly PersonReference Nurse = new(new Identifier("urn:test:staff", "S-1"));

    [Fact]
    public void A_command_needs_a_second_person_unless_it_says_otherwise() => Assert.Equal(CommandInterlock.SecondPerson, Command().Interlock);

    [Fact]
    public void Commands_and_settings_show_no_person_and_no_serial_number()
    {
        string[] texts =
        [
            Command().ToString(),
            new DeviceCommandStep { CommandId = "c-1", State = DeviceCommandState.Done, At = BedsideMonitor.Received, By = Nurse }.ToString(),
            Setting(null).ToString(),
        ];

        Assert.All(texts, text => Assert.DoesNotContain("S-1", text, StringComparison.Ordinal));
        Assert.All(texts, text => Assert.DoesNotContain("MON-1", text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_setting_is_reached_once_the_device_says_so()
    {
        Assert.False(Setting(null).IsReached);
        Assert.False(Setting(Value.Of(false)).IsReached);
        Assert.True(Setting(Value.Of(true)).IsReached);
    }

    private static DeviceCommand Command() => new()
    {
        Id = "c-1",
        Device = BedsideMonitor.Descriptor1,
        Action = new Coding("urn:test:actions", "measure"),
        RequestedBy = Nurse,
        Requested = BedsideMonitor.Received,
        Expires = BedsideMonitor.Received.AddMinutes(1),
    };

    private static DesiredState Setting(Value? reported) => new()
    {
        Device = BedsideMonitor.Descriptor1,
        Setting = new Coding("urn:test:settings", "alarm-sound"),
        Desired = Value.Of(true),
        Reported = reported,
        Version = 1,
        RequestedBy = Nurse,
        Requested = BedsideMonitor.Received,
    };
}
