using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Tests;

public sealed class DueReadingsTests
{
    private readonly TwoClocks _clock = new();
    private readonly DueReadings _due;
    private readonly KnownDevice _monitor = Monitor("MON-1", ("HR", Metrics.HeartRate, null), ("RR", Metrics.RespiratoryRate, null), ("NBP", Metrics.CuffPressure, 60));

    public DueReadingsTests() => _due = new DueReadings(_clock);

    [Fact]
    public void A_device_that_says_nothing_is_offline_once_and_online_once()
    {
        _due.Watch(_monitor);
        Pass(30);
        Seen(0, 1, 2);
        Assert.Empty(Collect());
        Pass(30);
        Assert.Empty(Collect());
        Pass(0.1m);

        DeviceStatus offline = Assert.Single(Collect());
        Assert.Equal((DeviceCondition.Offline, ""), (offline.Condition, offline.Channel));
        Assert.Equal("no reading of any metric since 2026-11-21T00:00:30Z; one is due every 00:00:10", offline.Note);
        Assert.Equal(TwoClocks.Start.AddSeconds(30), offline.Observed.Start);
        Assert.Equal(TimeSource.Receipt, offline.Observed.Source);
        Pass(1000);
        Assert.Empty(Collect());

        Seen(0);
        Assert.Equal(DeviceCondition.Online, Assert.Single(Collect()).Condition);
        Assert.Empty(Collect());
    }

    [Fact]
    public void A_metric_that_is_missing_while_others_come_is_not_ready_and_nobody_claims_why()
    {
        _due.Watch(_monitor);
        Seen(0, 1, 2);
        PassWith(31, 0);

        DeviceStatus missing = Assert.Single(Collect());
        Assert.Equal((DeviceCondition.NotReady, "ch-RR"), (missing.Condition, missing.Channel));
        Assert.StartsWith("no reading of respiratory-rate since", missing.Note, StringComparison.Ordinal);
        PassWith(20, 0);
        Assert.Empty(Collect());

        Seen(1);
        DeviceStatus back = Assert.Single(Collect());
        Assert.Equal((DeviceCondition.Online, "ch-RR", "readings of respiratory-rate come again"), (back.Condition, back.Channel, back.Note));
    }

    [Fact]
    public void A_device_that_returns_is_given_time_for_each_metric()
    {
        _due.Watch(_monitor);
        Pass(500);
        Collect();
        Seen(0);
        Assert.Equal([DeviceCondition.Online], Collect().Select(status => status.Condition));
        PassWith(29, 0);
        Assert.Empty(Collect());
        PassWith(2, 0);

        Assert.Equal(["ch-RR"], Collect().Select(status => status.Channel));
    }

    [Fact]
    public void A_rare_reading_of_another_metric_is_no_return_of_those_that_are_missing()
    {
        _due.Watch(_monitor);
        List<DeviceStatus> all = [];
        for (int minute = 0; minute < 60; minute++)
        {
            for (int i = 0; i < 12; i++)
            {
                Pass(5);
                all.AddRange(Collect());
            }

            Seen(2);
        }

        Assert.Equal(
            [(DeviceCondition.Offline, ""), (DeviceCondition.Online, ""), (DeviceCondition.NotReady, "ch-HR"), (DeviceCondition.NotReady, "ch-RR")],
            all.Select(status => (status.Condition, status.Channel)));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(-400)]
    public void A_jump_of_the_wall_clock_makes_nothing_due_and_hides_nothing(int days)
    {
        _due.Watch(_monitor);
        Pass(10);
        _clock.Wall += TimeSpan.FromDays(days);
        Assert.Empty(Collect());
        Pass(21);

        DeviceStatus offline = Assert.Single(Collect());
        Assert.Equal(_clock.Wall.AddSeconds(-31), offline.Observed.Start);
    }

    [Fact]
    public void The_time_of_the_next_due_reading_is_told()
    {
        Assert.Null(_due.Collect([]));
        _due.Watch(Monitor("MON-2", ("HR", Metrics.HeartRate, null)));
        TimeSpan next = _due.Collect([])!.Value;
        _clock.Advance(next - TimeSpan.FromTicks(1));
        Assert.Empty(Collect());
        _clock.Advance(TimeSpan.FromTicks(1));

        Assert.Single(Collect());
        Assert.Equal(TimeSpan.FromSeconds(10), _due.Collect([]));
    }

    [Fact]
    public void A_device_without_an_expected_interval_is_never_missing()
    {
        KnownDevice device = new(Descriptor("MON-3"), Profile(null, ("HR", Metrics.HeartRate, null)));
        _due.Watch(device);
        _due.Seen(device.ContextFor(0, ReadingPurpose.Live), _clock.GetTimestamp());
        Pass(100_000);

        Assert.Null(_due.Collect([]));
    }

    [Fact]
    public void Readings_of_any_purpose_count_and_a_device_that_was_not_announced_is_watched_too()
    {
        _due.Seen(_monitor.ContextFor(0, ReadingPurpose.Test), _clock.GetTimestamp());
        Pass(25);
        _due.Seen(_monitor.ContextFor(0, ReadingPurpose.Historical), _clock.GetTimestamp());
        Pass(25);
        Assert.Empty(Collect());
        Pass(6);

        Assert.Equal(DeviceCondition.Offline, Assert.Single(Collect()).Condition);
    }

    [Fact]
    public void A_changed_device_keeps_its_silence_and_a_forgotten_one_is_silent_no_more()
    {
        _due.Watch(_monitor);
        Pass(500);
        Assert.Single(Collect());
        _due.Watch(new KnownDevice(_monitor.Descriptor with { Revision = 1 }, _monitor.Profile));
        Assert.Empty(Collect());
        _due.Forget(_monitor.Id);

        Assert.Null(_due.Collect([]));
    }

    [Fact]
    public void A_gateway_that_could_not_listen_waits_anew()
    {
        _due.Watch(_monitor);
        Pass(500);
        _due.StartAnew();
        Assert.Empty(Collect());
        Pass(181);

        Assert.Equal(DeviceCondition.Offline, Assert.Single(Collect()).Condition);
    }

    [Fact]
    public void A_thousand_devices_that_come_and_go_leave_nothing_behind()
    {
        KnownDevice[] devices = [.. Enumerable.Range(0, 1000).Select(i => Monitor($"M-{i}", ("HR", Metrics.HeartRate, null)))];
        foreach (KnownDevice device in devices)
        {
            _due.Watch(device);
            _due.Seen(device.ContextFor(0, ReadingPurpose.Live), _clock.GetTimestamp());
        }

        foreach (KnownDevice device in devices.Where((_, i) => i % 2 == 0))
        {
            _due.Forget(device.Id);
        }

        Pass(100);
        Assert.Equal(devices.Where((_, i) => i % 2 == 1).Select(device => device.Id.Key).Order(), Collect().Select(status => status.Device.Key).Order());
    }

    [Fact]
    public void Seeing_a_reading_allocates_nothing()
    {
        _due.Watch(_monitor);
        MeasurementContext context = _monitor.ContextFor(0, ReadingPurpose.Live);

        Assert.Equal(0, Allocated.BytesOf(() => _due.Seen(context, 1)));
    }

    [Fact]
    public void A_factor_out_of_range_is_refused() =>
        Assert.Throws<ArgumentException>(() => new DueReadings(_clock, new DueReadingsOptions { Factor = 0.5m }));

    private static KnownDevice Monitor(string serial, params (string Name, Metric Metric, int? Seconds)[] metrics) => new(Descriptor(serial), Profile(10, metrics));

    private static DeviceDescriptor Descriptor(string serial) => new() { Id = new DeviceId("RR813", new Identifier("urn:test:serial", serial)), ProfileId = "monitor" };

    private static DeviceProfile Profile(int? seconds, params (string Name, Metric Metric, int? Seconds)[] metrics) => new()
    {
        Id = "monitor",
        Version = "1",
        Decoder = "test",
        DecoderSection = default,
        DecoderSectionStart = new ProfilePosition(1, 1),
        ExpectedInterval = seconds is { } s ? TimeSpan.FromSeconds(s) : null,
        Metrics = [.. metrics.Select(m => new ProfileMetric
        {
            Name = m.Name,
            Metric = m.Metric,
            Channel = $"ch-{m.Name}",
            ExpectedInterval = m.Seconds is { } own ? TimeSpan.FromSeconds(own) : null,
        })],
    };

    private void Pass(decimal seconds) => _clock.Advance(TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond)));

    private void PassWith(int seconds, int metric)
    {
        for (int i = 0; i < seconds; i++)
        {
            Pass(1);
            Seen(metric);
        }
    }

    private void Seen(params int[] metrics)
    {
        foreach (int metric in metrics)
        {
            _due.Seen(_monitor.ContextFor(metric, ReadingPurpose.Live), _clock.GetTimestamp());
        }
    }

    private List<DeviceStatus> Collect()
    {
        List<DeviceStatus> statuses = [];
        _due.Collect(statuses);
        return statuses;
    }

    private sealed class TwoClocks : TimeProvider
    {
        private long _ticks;

        public static DateTimeOffset Start { get; } = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);

        public DateTimeOffset Wall { get; set; } = Start;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public override DateTimeOffset GetUtcNow() => Wall;

        public void Advance(TimeSpan time)
        {
            _ticks += time.Ticks;
            Wall += time;
        }
    }
}
