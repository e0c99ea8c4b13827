using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Tests;

/// <summary>A pump stamps what it pulls at once with one time of receipt: that may tell less of a clock, never something wrong.</summary>
public sealed class ReceiptStampTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0)]
    [InlineData(-3600)]
    [InlineData(90)]
    public void Messages_that_were_pulled_at_once_map_to_when_they_were_within_what_is_said_of_it(int aheadSeconds)
    {
        const int Pulled = 64;
        DeviceClock clock = new(new ClockOptions());
        TimeSpan ahead = TimeSpan.FromSeconds(aheadSeconds);
        DateTimeOffset received = Now.AddSeconds(Pulled);
        ObservedTime[] stated = [.. Enumerable.Range(0, Pulled).Select(i => ObservedTime.ByDevice(Now.AddSeconds(i) + ahead, TimeSpan.Zero, ClockConfidence.Unknown, 0))];
        foreach (ObservedTime time in stated)
        {
            clock.Observe(time, received);
        }

        for (int i = 0; i < Pulled; i++)
        {
            ObservedTime mapped = clock.Map(stated[i], received);
            TimeSpan error = (mapped.Start - Now.AddSeconds(i)).Duration();
            Assert.True(mapped.Start <= received, $"{i} is later than its receipt.");
            Assert.True(mapped.Confidence == ClockConfidence.Doubtful || mapped.Uncertainty is not { } uncertainty || error <= uncertainty, $"{i}: {error} off, said {mapped.Uncertainty}.");
        }
    }
}
