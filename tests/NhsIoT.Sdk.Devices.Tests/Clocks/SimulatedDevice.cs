using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Tests.Clocks;

/// <summary>What a simulated device does next; what A and B mean depends on what it is.</summary>
public sealed record DeviceAct(DeviceDeed Deed, int A, int B);

public enum DeviceDeed
{
    Send,
    SendSlowly,
    SetForward,
    SetBack,
    Restart,
    GoOffline,
    SendAgain,
    SendFromTheFuture,
}

/// <summary>A reading whose true time is known, as it came out of the clock under test.</summary>
public sealed record TruthfulReading(long True, long Device, ObservedTime Mapped, DateTimeOffset Received);

/// <summary>A device with a clock that is off, drifts, is set and restarts, and a network that is slow; the truth is known throughout.</summary>
internal sealed class SimulatedDevice
{
    private static readonly long Begin = new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero).UtcTicks;
    private static readonly long UnixStart = DateTimeOffset.UnixEpoch.UtcTicks;
    private static readonly long[] FirstOffsets =
        [0, 2, -3, 40, -50, 3600, -3600, 86_400, -20_000, 1_000_000, 31_536_000, -31_536_000, 1_772_000_000];

    private readonly DeviceClock _clock;
    private readonly ClockOptions _options;
    private readonly int _driftPpm;
    private readonly List<(long[] Taken, long[] Device)> _sent = [];
    private readonly List<(long True, long Device)> _waiting = [];
    private long _now = Begin;
    private long _lastArrival = Begin;
    private long _setAt = Begin;
    private long _offset;
    private bool _wasQuick;
    private long _restarts;

    public SimulatedDevice(ClockOptions options, int firstOffset, int driftPpm)
    {
        _clock = new DeviceClock(options);
        _options = options;
        _driftPpm = driftPpm;
        _offset = FirstOffsets[firstOffset % FirstOffsets.Length] * TimeSpan.TicksPerSecond;
    }

    public static int FirstOffsetCount => FirstOffsets.Length;

    /// <summary>Whether a message is observed a second time before it is mapped.</summary>
    public bool ObservesTwice { get; init; }

    public List<TruthfulReading> Readings { get; } = [];

    /// <summary>Pairs of a reading and the same reading sent again.</summary>
    public List<(TruthfulReading First, TruthfulReading Again)> SentAgain { get; } = [];

    public void Do(DeviceAct act)
    {
        switch (act.Deed)
        {
            case DeviceDeed.Send:
                Wait(5 + (act.A % 70));
                Send(Quick(act.B));
                break;
            case DeviceDeed.SendSlowly:
                Wait(5 + (act.A % 70));
                Send(_wasQuick ? Seconds(6 + (act.B % 100)) : Quick(act.B));
                break;
            case DeviceDeed.SetForward:
                Set(() => _offset - Seconds(600L * (1 + (act.A % 144))), act.B);
                break;
            case DeviceDeed.SetBack:
                Set(() => _offset + Seconds(600L * (1 + (act.A % 144))), act.B);
                break;
            case DeviceDeed.Restart:
                Set(() => _now - UnixStart - Seconds(act.A % 5) - (act.B * 997) - ++_restarts, act.B);
                break;
            case DeviceDeed.GoOffline:
                GoOffline(act.A, act.B);
                break;
            case DeviceDeed.SendAgain:
                SendAgain(act.A, act.B);
                break;
            default:
                long future = DeviceTime(_now) + Seconds(300 + (act.A * 97L));
                _clock.Observe(TimeOf(future), At(Arrival(Quick(act.B))));
                break;
        }
    }

    private static DateTimeOffset At(long ticks) => new(ticks, TimeSpan.Zero);

    private static long Seconds(long seconds) => seconds * TimeSpan.TicksPerSecond;

    // Any length up to the least delay, down to the tick: device times of two runs are the same by chance only.
    private long Quick(int seed) => _options.LeastDelay.Ticks * (seed % 997) / 997;

    private long DeviceTime(long now) => now - _offset - ((now - _setAt) / 1_000_000 * _driftPpm);

    private static ObservedTime TimeOf(long device) => ObservedTime.ByDevice(At(device));

    // A reading every few seconds, taken while time goes on.
    private void Wait(long seconds)
    {
        long end = _now + Seconds(seconds) + 7919;
        for (long step = Math.Max(1, seconds / 4); _now + Seconds(step) < end;)
        {
            _now += Seconds(step) + 31;
            Take();
        }

        _now = Math.Max(_now, end);
        Take();
    }

    private void Take() => _waiting.Add((_now, DeviceTime(_now) / Math.Max(1, _options.Resolution.Ticks) * Math.Max(1, _options.Resolution.Ticks)));

    private void Set(Func<long> offset, int seed)
    {
        Wait(2 + (seed % 40));
        _offset = _now - DeviceTime(_now);
        _offset = offset();
        _setAt = _now;
        Wait(2 + (seed % 30));
        Send(Quick(seed));
    }

    // In order: what a slow message holds up comes right behind it. No two slow ones without a quick one between them.
    private long Arrival(long delay)
    {
        _lastArrival = Math.Max(_lastArrival + 1, _now + delay);
        _wasQuick = _lastArrival - _now <= _options.LeastDelay.Ticks;
        return _lastArrival;
    }

    private void Send(long delay) => Send(At(Arrival(delay)));

    private void Send(DateTimeOffset received)
    {
        (long[] taken, long[] device) = ([.. _waiting.Select(w => w.True)], [.. _waiting.Select(w => w.Device)]);
        _waiting.Clear();
        _sent.Add((taken, device));
        Readings.AddRange(Receive(taken, device, received));
    }

    private List<TruthfulReading> Receive(long[] taken, long[] device, DateTimeOffset received)
    {
        for (int i = ObservesTwice ? 0 : 1; i < 2; i++)
        {
            _clock.Observe(TimeOf(device[^1]), received);
        }

        return [.. taken.Select((t, i) => new TruthfulReading(t, device[i], _clock.Map(TimeOf(device[i]), received), received))];
    }

    // Out of reach for minutes to weeks; what was taken meanwhile comes oldest first, quicker than it was taken.
    private void GoOffline(int length, int pace)
    {
        List<(long True, long Device)[]> kept = [];
        int messages = 3 + (length % 12);
        for (int i = 0; i < messages; i++)
        {
            _waiting.Clear();
            Wait(40L * (1 + (length % 1500)));
            kept.Add([.. _waiting.TakeLast(4)]);
        }

        _waiting.Clear();
        foreach ((long True, long Device)[] message in kept)
        {
            _waiting.AddRange(message);
            _now += TimeSpan.TicksPerMillisecond * (1 + (pace % 900));
            Send(Quick(0));
        }

        Wait(6);
        Send(Quick(pace));
    }

    private void SendAgain(int back, int seed)
    {
        if (_sent.Count == 0)
        {
            return;
        }

        (long[] taken, long[] device) = _sent[^(1 + (back % Math.Min(8, _sent.Count)))];
        long newest = device[^1];
        TruthfulReading first = Readings.Last(r => r.Device == newest && r.True == taken[^1]);
        _now += Seconds(1 + (seed % 30));
        SentAgain.Add((first, Receive(taken, device, At(Arrival(0)))[^1]));
    }
}
