using System.Diagnostics;
using System.Globalization;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk.Benchmarks;

/// <summary>
/// Ten million readings against a consumer ten times slower than the gateway: memory has to stay flat and alarms to pass.
/// <c>-- flat [readings] [seconds of calibration]</c>; ends with one line of JSON and with 1 where a bound is broken.
/// </summary>
internal static class FlatMemory
{
    private const int ReadingsOfAMessage = 4;
    private const int Steps = 20;

    // Until then the outbox fills to its limits for the first time; the blocks that it takes for that it keeps.
    private const int FillingSteps = 4;
    private const long MostGrowthBytes = 16 * 1024 * 1024;
    private static readonly TimeSpan LongestAlarm = TimeSpan.FromSeconds(1);

    public static async Task<int> RunAsync(string[] arguments)
    {
        long readings = arguments.Length > 0 ? long.Parse(arguments[0], CultureInfo.InvariantCulture) : 10_000_000;
        double fast = await FullSpeedAsync();
        AlarmProbe alarms = new();
        await using MonitorWard ward = new(alarms.AddTo);
        ward.Sink.Before = Pace.Of(fast / 10).WaitAsync;
        await ward.StartAsync();
        await ward.PassAsync(1000);
        using CancellationTokenSource ends = new();
        Task ringing = alarms.RingAsync(ends.Token);
        (long lowest, long highest) = await PassAsync(ward, readings);
        await ends.CancelAsync();
        await ringing;
        alarms.Intake.End();
        await ward.FinishAsync();
        bool good = highest - lowest <= MostGrowthBytes && alarms.Slowest <= LongestAlarm && alarms.Count > 0;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{{\"readings\":{ward.Gateway.Counts.Readings},\"fullSpeedPerSecond\":{fast:F0},\"heapLowBytes\":{lowest},\"heapHighBytes\":{highest},\"alarms\":{alarms.Count},\"slowestAlarmMs\":{alarms.Slowest.TotalMilliseconds:F1},\"good\":{(good ? "true" : "false")}}}"));
        return good ? 0 : 1;
    }

    private static async Task<double> FullSpeedAsync()
    {
        await using MonitorWard ward = new();
        await ward.StartAsync();
        await ward.PassAsync(25_000);
        Stopwatch watch = Stopwatch.StartNew();
        await ward.PassAsync(50_000);
        double rate = 50_000 * ReadingsOfAMessage / watch.Elapsed.TotalSeconds;
        await ward.FinishAsync();
        return rate;
    }

    private static async Task<(long Lowest, long Highest)> PassAsync(MonitorWard ward, long readings)
    {
        long lowest = long.MaxValue;
        long highest = 0;
        for (int step = 0; step < Steps; step++)
        {
            await ward.PassAsync((int)(readings / ReadingsOfAMessage / Steps));
            long heap = GC.GetTotalMemory(forceFullCollection: true);
            if (step >= FillingSteps)
            {
                lowest = Math.Min(lowest, heap);
                highest = Math.Max(highest, heap);
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(step + 1) * 100 / Steps} % heap {heap / 1024} KiB"));
        }

        return (lowest, highest);
    }

    /// <summary>Lets readings through at a rate, alarms at once.</summary>
    private sealed class Pace(double perSecond)
    {
        private readonly Stopwatch _watch = Stopwatch.StartNew();
        private double _due;

        public static Pace Of(double perSecond) => new(perSecond);

        public async ValueTask WaitAsync(ReadOnlyMemory<Envelope> batch, CancellationToken cancellationToken)
        {
            if (batch.Span[0].Class == DeliveryClass.Alarm)
            {
                return;
            }

            _due = Math.Max(_due, _watch.Elapsed.TotalSeconds) + (batch.Length / perSecond);
            TimeSpan wait = TimeSpan.FromSeconds(_due) - _watch.Elapsed;
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, cancellationToken);
            }
        }
    }
}
