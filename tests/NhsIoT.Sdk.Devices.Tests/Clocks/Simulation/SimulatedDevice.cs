using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Tests.Clocks;

/// <summary>A reading as it came out of the clock under test.</summary>
/// <param name="True">When it was taken, as the gateway's clock has it at receipt.</param>
/// <param name="TrueThen">When it was taken, as the gateway's clock had it then.</param>
/// <param name="Taken">When it was taken by a clock that never steps.</param>
/// <param name="Device">When it was taken by the device's clock.</param>
/// <param name="Mapped">What became of that.</param>
/// <param name="Received">When it was received.</param>
public sealed record TruthfulReading(long True, long TrueThen, long Taken, long Device, ObservedTime Mapped, DateTimeOffset Received);

/// <summary>A device with a clock that is off, drifts, is set and restarts, a network that is slow, and a gateway; the truth is known throughout.</summary>
/// <remarks>
/// What the clock under test is told beforehand holds: two messages in a row are never both slow, what comes from a memory comes quicker than
/// it was taken, and a clock that steps is heard of before its device is out of reach.
/// </remarks>
public sealed class SimulatedDevice
{
    private static readonly long Begin = new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero).UtcTicks;
    private static readonly long UnixStart = DateTimeOffset.UnixEpoch.UtcTicks;
    private static readonly long[] FirstOffsets =
        [0, 2, -3, 40, -50, 3600, -3600, 86_400, -20_000, 1_000_000, 31_536_000, -31_536_000, 1_772_000_000];

    private readonly DeviceClock _clock;
    private readonly DeviceLife _life;
    private readonly ClockOptions _options;
    private readonly List<Message> _sent = [];
    private readonly List<Reading> _waiting = [];
    private long _now = Begin;
    private long _gateway; // what the gateway's clock is ahead
    private long _lastArrival = Begin;
    private long _setAt = Begin;
    private long _offset;
    private int _driftPpm;
    private bool _wasQuick;
    private int _slow;
    private long _restarts;
    private bool _isSummer;

    public SimulatedDevice(DeviceLife life)
    {
        _life = life;
        _options = life.Options;
        _clock = new DeviceClock(_options);
        _driftPpm = life.World == DeviceWorld.Synchronised ? 0 : life.DriftPpm;
        _offset = life.World switch
        {
            DeviceWorld.Counter => Begin - Seconds(1 + life.FirstOffset),
            DeviceWorld.Synchronised => life.DriftPpm * TimeSpan.TicksPerMillisecond * 10,
            _ => FirstOffsets[life.FirstOffset % FirstOffsets.Length] * TimeSpan.TicksPerSecond,
        };
    }

    /// <summary>What all simulated readings are of.</summary>
    public static MeasurementContext Channel { get; } = new()
    {
        Device = new DeviceId("ward", new Identifier("urn:test", "1")),
        Metric = Metrics.BatteryCharge,
        Provenance = new Provenance { Decoder = "d/1", Mapping = "m/1" },
        Purpose = ReadingPurpose.Live,
    };

    public static int FirstOffsetCount => FirstOffsets.Length;

    /// <summary>Whether a message is observed a second time before it is mapped.</summary>
    public bool ObservesTwice { get; init; }

    public List<TruthfulReading> Readings { get; } = [];

    /// <summary>Pairs of a reading and the same reading sent again.</summary>
    public List<(TruthfulReading First, TruthfulReading Again)> SentAgain { get; } = [];

    private long Step => Math.Max(1, _options.Resolution.Ticks);

    public void Do(DeviceAct act)
    {
        if (_slow >= _options.ConfirmAfter - 1 && _lastArrival > _now)
        {
            Wait(((_lastArrival - _now) / TimeSpan.TicksPerSecond) + 1);
        }

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
            case DeviceDeed.SendTogether:
                SendTogether(1 + (act.A % 6), act.B);
                break;
            case DeviceDeed.SendByTwoLanes:
                SendByTwoLanes(act.A, act.B);
                break;
            case DeviceDeed.SetForward:
                Set(() => _offset - Seconds(600L * (1 + (act.A % 144))), act.B);
                break;
            case DeviceDeed.SetBack:
                Set(() => _offset + Seconds(600L * (1 + (act.A % 144))), act.B);
                break;
            case DeviceDeed.SummerTime:
                _isSummer = !_isSummer;
                Set(() => _offset - Seconds(_isSummer ? 3600 : -3600), act.B);
                break;
            case DeviceDeed.Restart:
                Restart(act);
                break;
            case DeviceDeed.GoOffline:
                GoOffline(act.A, act.B);
                break;
            case DeviceDeed.SendAgain:
                SendAgain(act.A, act.B);
                break;
            case DeviceDeed.GatewaySteps:
                StepGateway(act.A, act.B);
                break;
            default:
                SendFromTheFuture(act);
                break;
        }
    }

    private static DateTimeOffset At(long ticks) => new(ticks, TimeSpan.Zero);

    private static long Seconds(long seconds) => seconds * TimeSpan.TicksPerSecond;

    // Any length up to the least delay, down to the tick: device times of two runs are the same by chance only.
    private long Quick(int seed) => _options.LeastDelay.Ticks * (seed % 997) / 997;

    private long DeviceTime(long now) => now - _offset - ((now - _setAt) / 1_000_000 * _driftPpm);

    private ObservedTime TimeOf(long device, DateTimeOffset received) => _options.Kind == ClockKind.Counter
        ? ObservedTime.ByCounter(TimeSpan.FromTicks(device), received)
        : ObservedTime.ByDevice(At(device));

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

    private void Take() => _waiting.Add(new Reading(_now, _now + _gateway, DeviceTime(_now) / Step * Step));

    private void Set(Func<long> offset, int seed, bool isRestart = false)
    {
        // Nobody sets a clock twice in half a minute, nor does a device restart twice while a message may be under way.
        isRestart |= _options.Kind == ClockKind.Counter;
        TimeSpan apart = isRestart ? _options.LiveWithin : _options.ConfirmOver;
        Wait(Math.Max(2 + (seed % 40), ((_setAt + apart.Ticks - _now) / TimeSpan.TicksPerSecond) + 1));
        if (isRestart)
        {
            _waiting.Clear();
            offset = _options.Kind != ClockKind.Counter ? offset : () => RestartedAt(seed);
        }

        _offset = _now - DeviceTime(_now);
        _offset = offset();
        _setAt = _now;
        _driftPpm = _life.DriftPpm; // one that was kept right runs freely from now on
        Wait(2 + (seed % 30));
        Send(Quick(seed));
    }

    private void Restart(DeviceAct act) => Set(() => _now - UnixStart - Seconds(act.A % 5) - (act.B * 997) - (++_restarts * Step), act.B, isRestart: true);

    private long RestartedAt(int seed) => _now - Seconds(seed % 5) - (++_restarts * Step);

    // In order: what a slow message holds up comes right behind it. No two slow ones without a quick one between them.
    private long Arrival(long delay)
    {
        _lastArrival = Math.Max(_lastArrival + 1, _now + delay);
        _wasQuick = _lastArrival - _now <= _options.LeastDelay.Ticks;
        _slow = _wasQuick ? 0 : _slow + 1;
        return _lastArrival;
    }

    private DateTimeOffset Receipt(long arrival) => At(arrival + _gateway);

    private void Send(long delay)
    {
        Message message = Pack();
        Receive(message, Receipt(Arrival(delay)));
    }

    private Message Pack()
    {
        while (_sent.Any(m => m.Newest == _waiting[^1].Device && m.Readings[0].Device == _waiting[0].Device))
        {
            // No restart states the very times of another: that cannot be told from a message sent again.
            Wait(1);
        }

        Message message = new([.. _waiting]);
        _waiting.Clear();
        _sent.Add(message);
        return message;
    }

    private void Receive(Message message, DateTimeOffset received)
    {
        Observe(message, received);
        Readings.AddRange(Map(message, received));
    }

    private void Observe(Message message, DateTimeOffset received)
    {
        for (int i = ObservesTwice ? 0 : 1; i < 2; i++)
        {
            _clock.Observe([.. message.Readings.Select(r => new Measurement(Channel, Value.Of(true), Quality.Good, TimeOf(r.Device, received)) { Received = received })]);
        }
    }

    private List<TruthfulReading> Map(Message message, DateTimeOffset received) =>
        [.. message.Readings.Select(r => new TruthfulReading(
            r.Taken + _gateway, r.True, r.Taken, r.Device, _clock.Map(TimeOf(r.Device, received), received), received))];

    // What was read from a connection at once has one time of receipt.
    private void SendTogether(int count, int seed)
    {
        List<Message> messages = [];
        for (int i = 0; i < count; i++)
        {
            Wait(1);
            messages.Add(Pack());
        }

        DateTimeOffset received = Receipt(Arrival(Quick(seed) / 2));
        foreach (Message message in messages)
        {
            Receive(message, received);
        }
    }

    // Two lanes work at once: what is observed and mapped first is nobody's choice.
    private void SendByTwoLanes(int order, int seed)
    {
        Wait(1 + (order % 20));
        Message first = Pack();
        DateTimeOffset firstReceived = Receipt(Arrival(Quick(seed)));
        Wait(6);
        Message second = Pack();
        DateTimeOffset secondReceived = order % 3 == 0 ? firstReceived : Receipt(Arrival(Quick(seed * 7)));
        secondReceived = secondReceived.UtcTicks < _now + _gateway ? Receipt(Arrival(0)) : secondReceived;
        (Message, DateTimeOffset)[] both = [(first, firstReceived), (second, secondReceived)];
        if (order % 2 == 0)
        {
            Array.Reverse(both);
        }

        foreach ((Message message, DateTimeOffset received) in both)
        {
            Observe(message, received);
        }

        foreach ((Message message, DateTimeOffset received) in order % 5 < 2 ? both : both.Reverse())
        {
            Readings.AddRange(Map(message, received));
        }
    }

    // Out of reach for minutes to weeks; what was taken meanwhile comes oldest first, quicker than it was taken.
    private void GoOffline(int length, int pace)
    {
        List<Reading[]> kept = [];
        int messages = 3 + (length % 12);
        for (int i = 0; i < messages; i++)
        {
            _waiting.Clear();
            Wait(_options.LongestDelay is null ? 40L * (1 + (length % 1500)) : 40);
            kept.Add([.. _waiting.TakeLast(4)]);
        }

        bool isOneRead = pace % 4 == 0;
        long read = isOneRead ? Arrival(Quick(pace)) : 0;
        _waiting.Clear();
        foreach (Reading[] readings in kept)
        {
            _waiting.AddRange(readings);
            _now += isOneRead ? 0 : TimeSpan.TicksPerMillisecond * (1 + (pace % 900));
            Message message = Pack();
            Receive(message, Receipt(isOneRead ? read : Arrival(Quick(0))));
        }

        Wait(6);
        Send(Quick(pace));
    }

    private void SendAgain(int back, int seed)
    {
        Message message = _sent[^(1 + (back % Math.Min(8, _sent.Count)))];
        TruthfulReading first = Readings.First(r => r.Device == message.Newest && message.Readings.Any(m => m.Taken == r.Taken));
        _now += Seconds(1 + (seed % 30));
        DateTimeOffset received = Receipt(Arrival(0));
        Observe(message, received);
        SentAgain.Add((first, Map(message, received).First(r => r.Device == message.Newest)));
    }

    private void StepGateway(int length, int seed)
    {
        long[] steps = [30, 600, 3600, 7200, 86_400, 30 * 86_400];
        long step = Seconds(steps[length % steps.Length]);
        _gateway += length % 2 == 0 ? step : -step;
        Wait(2 + (seed % 30));
        Send(Quick(seed));
    }

    private void SendFromTheFuture(DeviceAct act)
    {
        DateTimeOffset received = Receipt(Arrival(Quick(act.B)));
        long future = (DeviceTime(_now) + Seconds(300 + (act.A * 97L))) / Step * Step;
        _clock.Observe(TimeOf(future, received), received);
    }

    private sealed record Reading(long Taken, long True, long Device);

    private sealed record Message(Reading[] Readings)
    {
        public long Newest => Readings[^1].Device;
    }
}
