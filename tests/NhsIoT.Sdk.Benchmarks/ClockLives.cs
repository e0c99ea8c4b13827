using System.Globalization;
using NhsIoT.Sdk.Devices.Tests.Clocks;

namespace NhsIoT.Sdk.Benchmarks;

/// <summary><c>clocks [cases] [first seed]</c>: what holds of device clocks, in as many lives of each kind of clock.</summary>
internal static class ClockLives
{
    private const int MostSeeds = 1_000_000_000;

    public static int Run(string[] arguments)
    {
        int cases = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 100_000;
        int first = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : Random.Shared.Next(MostSeeds);
        Console.WriteLine($"{cases} lives of each kind of clock from seed {first}");
        int failures = 0;
        foreach (DeviceWorld world in Enum.GetValues<DeviceWorld>())
        {
            foreach ((string sentence, Func<DeviceLife, bool> holds) in ClockClaims.All)
            {
                failures += Check((world, sentence), holds, first, cases);
            }
        }

        return failures == 0 ? 0 : 1;
    }

    private static int Check((DeviceWorld World, string Sentence) claim, Func<DeviceLife, bool> holds, int first, int cases)
    {
        int failures = 0;
        int shown = int.MaxValue;
        Parallel.For(first, first + cases, seed =>
        {
            if (!holds(DeviceLife.Of(seed, claim.World)))
            {
                Interlocked.Increment(ref failures);
                Interlocked.Exchange(ref shown, seed);
            }
        });
        Console.WriteLine($"{claim.World,-12} {claim.Sentence}: {failures} of {cases} fail");
        if (failures > 0)
        {
            Console.WriteLine($"    seed {shown}: {ClockClaims.Shortest(DeviceLife.Of(shown, claim.World), holds)}");
        }

        return failures;
    }
}
