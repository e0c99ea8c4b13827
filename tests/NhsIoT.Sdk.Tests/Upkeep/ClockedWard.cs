using System.Text;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Testing;
using NhsIoT.Sdk.Tests.Harness;

namespace NhsIoT.Sdk.Tests.Upkeep;

/// <summary>A ward whose clock stands still until a test moves it, with a device that is expected to speak every ten seconds.</summary>
internal static class ClockedWard
{
    public const int Timed = 7;

    private const string Profile = """
        {
          "id": "timed", "version": "1",
          "metrics": [ { "name": "HR", "metric": "heart-rate", "unit": "/min", "expectedInterval": "PT10S" } ],
          "decoder": { "name": "line", "section": {} }
        }
        """;

    public static void AddTimed(GatewayBuilder gateway)
    {
        gateway.AddProfile(Encoding.UTF8.GetBytes(Profile), "timed.json");
        gateway.AddDevice(new DeviceDescriptor { Id = Ward.Device(Timed), ProfileId = "timed" });
    }

    /// <summary>Says something, waits until it is settled, and lets a second go by.</summary>
    public static async Task SayAsync(Ward ward, ManualClock clock, params string[] texts)
    {
        foreach (string text in texts)
        {
            int before = ward.Intake.Settled;
            ward.Intake.Say(text);
            await Ward.UntilAsync(() => ward.Intake.Settled > before);
            clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>Moves the clock step by step until something is so: other threads set their timers in between.</summary>
    public static Task UntilAsync(ManualClock clock, Func<bool> condition, TimeSpan? step = null) => Ward.UntilAsync(() =>
    {
        if (condition())
        {
            return true;
        }

        clock.Advance(step ?? TimeSpan.FromSeconds(1));
        return false;
    });

    /// <summary>Stops the gateway while the clock moves on.</summary>
    public static async Task StopAsync(Ward ward, ManualClock clock)
    {
        Task stopped = ward.Gateway.StopAsync();
        await UntilAsync(clock, () => stopped.IsCompleted);
        await stopped;
    }

    /// <summary>Keeps the statuses that reach the handler of a ward.</summary>
    public static IReadOnlyList<DeviceStatus> Statuses(Ward ward)
    {
        List<DeviceStatus> statuses = [];
        ward.Handler.Before = (batch, _) =>
        {
            lock (statuses)
            {
                statuses.AddRange(batch.Statuses.ToArray().Select(s => s.Word));
            }

            return ValueTask.CompletedTask;
        };
        return statuses;
    }
}
