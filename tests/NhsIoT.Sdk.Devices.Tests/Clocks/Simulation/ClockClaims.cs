using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Tests.Clocks;

/// <summary>What holds in every life of a device.</summary>
public static class ClockClaims
{
    public static IReadOnlyList<(string Sentence, Func<DeviceLife, bool> Holds)> All { get; } =
    [
        ("the truth lies within the uncertainty wherever the clock is believed", TruthIsWithin),
        ("nothing is mapped to after its receipt", NothingIsAfterReceipt),
        ("two readings of two runs never have one identity", IdentitiesDiffer),
        ("a message sent again is mapped as before", SentAgainIsMappedAsBefore),
        ("observed twice is observed once", ObservedTwiceIsObservedOnce),
        ("a clock that runs on is believed again", IsBelievedAgain),
    ];

    /// <summary>Whether a reading whose clock is believed is where it says.</summary>
    /// <remarks>Where the gateway's clock stepped since, its time then and its time now are both right.</remarks>
    public static bool IsWithin(TruthfulReading reading)
    {
        if (reading.Mapped.Confidence is not (ClockConfidence.Estimated or ClockConfidence.Synchronised))
        {
            return true;
        }

        long uncertainty = reading.Mapped.Uncertainty!.Value.Ticks;
        return Math.Abs(reading.Mapped.StartUtcTicks - reading.True) <= uncertainty
            || Math.Abs(reading.Mapped.StartUtcTicks - reading.TrueThen) <= uncertainty;
    }

    public static bool TruthIsWithin(DeviceLife life) => life.Live().Readings.All(IsWithin);

    public static bool NothingIsAfterReceipt(DeviceLife life) => life.Live().Readings.All(r => r.Mapped.StartUtcTicks <= r.Received.UtcTicks);

    public static bool IdentitiesDiffer(DeviceLife life)
    {
        Dictionary<(int, long), long> identities = [];
        foreach (TruthfulReading reading in life.Live().Readings)
        {
            long taken = identities.GetValueOrDefault((reading.Mapped.ClockEpoch, reading.Device), reading.Taken);
            if (Math.Abs(taken - reading.Taken) >= (life.Options.Resolution.Ticks / 100 * 101) + 1)
            {
                return false;
            }

            identities[(reading.Mapped.ClockEpoch, reading.Device)] = taken;
        }

        return true;
    }

    public static bool SentAgainIsMappedAsBefore(DeviceLife life) => life.Live().SentAgain
        .All(pair => pair.Again.Mapped == pair.First.Mapped || pair.Again.Received < pair.First.Mapped.Start);

    public static bool ObservedTwiceIsObservedOnce(DeviceLife life) =>
        life.Live().Readings.SequenceEqual(life.Live(observesTwice: true).Readings);

    public static bool IsBelievedAgain(DeviceLife life)
    {
        DeviceAct[] calm = [.. Enumerable.Range(0, 10).Select(i => new DeviceAct(DeviceDeed.Send, 20, i * 90))];
        return (life with { Acts = [.. life.Acts, .. calm] }).Live().Readings[^1].Mapped.Confidence
            is ClockConfidence.Estimated or ClockConfidence.Synchronised;
    }

    /// <summary>The shortest life found in which a claim still fails.</summary>
    public static DeviceLife Shortest(DeviceLife life, Func<DeviceLife, bool> holds)
    {
        while (life.Shorter().FirstOrDefault(shorter => !holds(shorter)) is { } shorter)
        {
            life = shorter;
        }

        return life;
    }
}
