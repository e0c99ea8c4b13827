using System.Text;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Tests.Clocks;

public sealed class ClockOptionsTests
{
    [Fact]
    public void The_options_of_a_profile_are_read_whole()
    {
        Assert.True(TryRead("""
            { "kind": "wall-clock", "synchronised": true, "synchronisedWithin": "PT2S", "resolution": "PT1M", "leastDelay": "PT3S", "longestDelay": "P7D",
              "maxDriftPpm": 50, "confirmAfter": 4, "confirmOver": "PT1M", "liveWithin": "PT5M" }
            """, out DeviceProfile? profile, out _));
        Assert.Equal(
            new ClockOptions
            {
                IsSynchronised = true,
                SynchronisedWithin = TimeSpan.FromSeconds(2),
                Resolution = TimeSpan.FromMinutes(1),
                LeastDelay = TimeSpan.FromSeconds(3),
                LongestDelay = TimeSpan.FromDays(7),
                MaxDriftPpm = 50,
                ConfirmAfter = 4,
                ConfirmOver = TimeSpan.FromMinutes(1),
                LiveWithin = TimeSpan.FromMinutes(5),
            },
            profile!.Clock);
    }

    [Fact]
    public void A_profile_that_says_nothing_has_a_wall_clock_that_nothing_synchronises() =>
        Assert.Equal(new ClockOptions(), BedsideMonitor.Profile().Clock);

    [Theory]
    [InlineData("""{ "kind": "sundial" }""", 11, "wall-clock, counter or none")]
    [InlineData("""{ "kind": "counter", "synchronised": true }""", 38, "IsSynchronised is for wall clocks only")]
    [InlineData("""{ "maxDriftPpm": 1001 }""", 18, "0 to 1000")]
    [InlineData("""{ "maxDriftPpm": 1.5 }""", 18, "whole number")]
    [InlineData("""{ "confirmAfter": 1 }""", 19, "2 to 100")]
    [InlineData("""{ "leastDelay": "PT1M", "longestDelay": "PT1S" }""", 41, "LeastDelay to ten years")]
    [InlineData("""{ "liveWithin": "P2D" }""", 17, "1 second to 1 day")]
    [InlineData("""{ "resolution": "1 s" }""", 17, "ISO 8601")]
    [InlineData("""{ "sync": true }""", 3, "not known here")]
    public void A_fault_is_told_with_its_place(string section, int column, string message)
    {
        Assert.False(TryRead(section, out _, out IReadOnlyList<ProfileFault> faults));
        ProfileFault fault = Assert.Single(faults);
        Assert.Equal(new ProfilePosition(2, column), fault.Position);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("532224", true, false)]
    [InlineData("532225", false, true)]
    [InlineData("532226", false, true)]
    [InlineData("532233", false, true)]
    [InlineData("532234", true, false)]
    [InlineData("532235", true, true)]
    [InlineData("532235", false, false)]
    public void A_device_says_itself_how_its_clock_is_kept(string code, bool profile, bool expected) =>
        Assert.Equal(expected, new ClockOptions { IsSynchronised = profile }.SynchronisedBy(new Coding(Coding.Mdc, code)).IsSynchronised);

    [Fact]
    public void What_is_not_stated_changes_nothing()
    {
        ClockOptions options = new() { IsSynchronised = true };

        Assert.Same(options, options.SynchronisedBy(null));
        Assert.Same(options, options.SynchronisedBy(new Coding(Coding.Snomed, "532224")));
        Assert.False(new ClockOptions { Kind = ClockKind.Counter }.SynchronisedBy(new Coding(Coding.Mdc, "532226")).IsSynchronised);
    }

    [Fact]
    public void All_faults_are_listed_at_once()
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => new DeviceClock(new ClockOptions { ConfirmAfter = 0, MaxDriftPpm = -1, LiveWithin = default }));

        Assert.All(["ConfirmAfter", "MaxDriftPpm", "LiveWithin"], setting => Assert.Contains(setting, e.Message, StringComparison.Ordinal));
    }

    private static bool TryRead(string section, out DeviceProfile? profile, out IReadOnlyList<ProfileFault> faults)
    {
        string text = BedsideMonitor.Text.Replace("\"expectedInterval\"", $"\"clock\":\n{section},\n\"expectedInterval\"", StringComparison.Ordinal);
        bool isRead = DeviceProfileReader.TryRead(Encoding.UTF8.GetBytes(text), "p.json", MetricCatalogue.Standard, out profile, out faults);
        // Where the section stands in the file is not what these tests are about: its line is the second.
        faults = [.. faults.Select(f => f with { Position = f.Position with { Line = f.Position.Line - LineOf(text) + 2 } })];
        return isRead;
    }

    private static int LineOf(string text) => text[..text.IndexOf("\"clock\"", StringComparison.Ordinal)].Count(c => c == '\n') + 2;
}
