using System.Text;
using System.Text.Json;

namespace NhsIoT.Sdk.Testing.Tests;

public sealed class SyntheticMonitorTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Its_first_message_and_its_first_with_a_cuff_pressure_are_these()
    {
        SyntheticMonitor monitor = new(number: 4);
        string[] messages = [.. Enumerable.Range(0, 60).Select(i => Text(monitor, i))];
        string cuff = messages.First(m => m.Contains("NBPSys", StringComparison.Ordinal));

        GoldenFile.Check("SyntheticMonitor", $"[{messages[0]},{cuff}]");
    }

    [Fact]
    public void Two_runs_say_the_same_and_two_numbers_or_seeds_do_not()
    {
        Assert.Equal(Run(new(1)), Run(new(1)));
        Assert.NotEqual(Run(new(1)), Run(new(2)).Replace("SYNTHETIC-02", "SYNTHETIC-01", StringComparison.Ordinal));
        Assert.NotEqual(Run(new(1)), Run(new(1, seed: 2)));
    }

    [Fact]
    public void Every_message_says_that_it_is_synthetic_and_stays_within_what_can_be()
    {
        SyntheticMonitor monitor = new(7);
        int cuffs = 0;
        int probeOff = 0;
        for (int i = 0; i < 20_000; i++)
        {
            using JsonDocument message = JsonDocument.Parse(monitor.NextMessage(Start.AddSeconds(i)));
            JsonElement root = message.RootElement;
            Assert.Equal("SYNTHETIC-07", root.GetProperty("device").GetString());
            Assert.True(root.GetProperty("synthetic").GetBoolean());
            Assert.Equal(i, root.GetProperty("seq").GetInt64());
            Assert.InRange(root.GetProperty("HR").GetDecimal(), 30m, 120m);
            Assert.InRange(root.GetProperty("RESP").GetDecimal(), 5m, 30m);
            decimal saturation = root.GetProperty("SpO2").GetDecimal();
            probeOff += saturation == 0 ? 1 : 0;
            Assert.True(saturation is 0 or (> 90m and <= 100m));
            cuffs += root.TryGetProperty("NBPSys", out _) ? 1 : 0;
        }

        Assert.InRange(cuffs, 333, 334);
        Assert.InRange(probeOff, 1, 2_000);
    }

    private static string Run(SyntheticMonitor monitor) => string.Join('\n', Enumerable.Range(0, 100).Select(i => Text(monitor, i)));

    private static string Text(SyntheticMonitor monitor, int second) => Encoding.UTF8.GetString(monitor.NextMessage(Start.AddSeconds(second)));
}
