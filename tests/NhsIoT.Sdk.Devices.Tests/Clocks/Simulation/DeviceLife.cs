namespace NhsIoT.Sdk.Devices.Tests.Clocks;

/// <summary>What a simulated device does next; what A and B mean depends on what it is.</summary>
public sealed record DeviceAct(DeviceDeed Deed, int A, int B);

public enum DeviceDeed
{
    Send,
    SendSlowly,
    SendTogether,
    SendByTwoLanes,
    SetForward,
    SetBack,
    SummerTime,
    Restart,
    GoOffline,
    SendAgain,
    SendFromTheFuture,
    GatewaySteps,
}

/// <summary>What kind of clock is simulated.</summary>
public enum DeviceWorld
{
    /// <summary>A free-running clock that states every tick.</summary>
    Fine,

    /// <summary>A free-running clock that states whole seconds.</summary>
    Coarse,

    /// <summary>A clock that a protocol keeps, until it does not.</summary>
    Synchronised,

    /// <summary>A counter since the start.</summary>
    Counter,

    /// <summary>A free-running clock of a device that keeps nothing for long.</summary>
    Prompt,
}

/// <summary>The life of a simulated device and its network, drawn from a seed.</summary>
public sealed record DeviceLife(DeviceWorld World, int FirstOffset, int DriftPpm, DeviceAct[] Acts)
{
    private const int MostActs = 40;
    private static readonly DeviceDeed[] All = Enum.GetValues<DeviceDeed>();

    public ClockOptions Options => World switch
    {
        DeviceWorld.Fine => new ClockOptions { Resolution = TimeSpan.FromTicks(1) },
        DeviceWorld.Coarse => new ClockOptions(),
        DeviceWorld.Synchronised => new ClockOptions { IsSynchronised = true, Resolution = TimeSpan.FromTicks(1) },
        DeviceWorld.Counter => new ClockOptions { Kind = ClockKind.Counter },
        _ => new ClockOptions { LongestDelay = TimeSpan.FromMinutes(10) },
    };

    public static DeviceLife Of(int seed, DeviceWorld world)
    {
        Random random = new(seed);
        DeviceAct[] acts = new DeviceAct[1 + random.Next(MostActs)];
        for (int i = 0; i < acts.Length; i++)
        {
            acts[i] = new DeviceAct(i == 0 ? DeviceDeed.Send : Draw(random), random.Next(10_000), random.Next(10_000));
        }

        return new DeviceLife(world, random.Next(SimulatedDevice.FirstOffsetCount), random.Next(-100, 101), acts);
    }

    /// <summary>The same life with less in it; it still begins with a message that comes at once.</summary>
    public IEnumerable<DeviceLife> Shorter()
    {
        for (int length = Acts.Length / 2; length > 0; length /= 2)
        {
            for (int at = 1; at + length <= Acts.Length; at += length)
            {
                yield return this with { Acts = [.. Acts[..at], .. Acts[(at + length)..]] };
            }
        }

        if (DriftPpm != 0)
        {
            yield return this with { DriftPpm = 0 };
        }

        if (FirstOffset != 0)
        {
            yield return this with { FirstOffset = 0 };
        }
    }

    public SimulatedDevice Live(bool observesTwice = false)
    {
        SimulatedDevice device = new(this) { ObservesTwice = observesTwice };
        foreach (DeviceAct act in Acts)
        {
            device.Do(act);
        }

        return device;
    }

    public override string ToString() =>
        $"{World}, offset {FirstOffset}, {DriftPpm} ppm: {string.Join("; ", Acts.Select(a => $"{a.Deed} {a.A} {a.B}"))}";

    // Most of a life is calm.
    private static DeviceDeed Draw(Random random) => random.Next(20) switch
    {
        < 10 => DeviceDeed.Send,
        < 13 => DeviceDeed.SendSlowly,
        _ => All[random.Next(All.Length)],
    };
}
