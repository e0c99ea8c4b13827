using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Testing.Tests;

public sealed class ScriptedDeviceTests
{
    private readonly ManualClock _clock = new();
    private readonly DecodeOutput _output = new();
    private readonly ScriptedDevice _device;

    public ScriptedDeviceTests() => _device = new ScriptedDevice(MakeDevice(), _clock);

    [Fact]
    public async Task Each_call_plays_the_next_step()
    {
        _device.Reads(ScriptedReading.Of("hr", 62.8m, Units.PerMinute)).Reports(DeviceCondition.Standby).Reads();

        await ReadAsync();
        Assert.True(_output.Measurements[0].Value.TryGetQuantity(out Quantity quantity));
        Assert.Equal(62.8m, quantity.Number);
        await ReadAsync();
        Assert.Equal(DeviceCondition.Standby, Assert.Single(_output.Statuses).Condition);
        await ReadAsync();

        Assert.True(_output.IsEmpty);
        Assert.Equal((3, 0), (_device.Calls, _device.StepsLeft));
    }

    [Fact]
    public async Task Its_readings_are_marked_as_tests_and_timed_by_its_clock()
    {
        _device.Reads(ScriptedReading.Of("hr", 60m, Units.PerMinute)).Reads(new ScriptedReading("hr", Value.NotAvailable(AbsentReason.Error)));
        await ReadAsync();
        Measurement first = _output.Measurements[0];
        _clock.Advance(TimeSpan.FromSeconds(1));
        await ReadAsync();
        Measurement second = _output.Measurements[0];

        Assert.Equal(ReadingPurpose.Test, first.Context.Purpose);
        Assert.Same(first.Context, second.Context);
        Assert.Equal(TimeSpan.FromSeconds(1), second.Observed.Start - first.Observed.Start);
        Assert.NotEqual(first.Sequence, second.Sequence);
        Assert.Equal(_clock.GetUtcNow(), second.Received);
    }

    [Fact]
    public async Task Faults_come_when_the_script_says_so_and_the_next_call_goes_on()
    {
        _device.Fails("no answer").Garbles(new DecodeIssue(DecodeIssueCode.BadValue, "$.hr", 3, "A number was expected."))
            .Reads(ScriptedReading.Of("hr", 60m, Units.PerMinute));

        IOException exception = await Assert.ThrowsAsync<IOException>(ReadAsync);
        Assert.Equal("no answer", exception.Message);
        await ReadAsync();
        Assert.Equal("$.hr", Assert.Single(_output.Issues).Place);
        await ReadAsync();
        Assert.Equal(1, _output.Measurements.Length);
    }

    [Fact]
    public async Task A_device_that_hangs_hangs_until_it_is_cancelled()
    {
        _device.Hangs();
        using CancellationTokenSource source = new();

        ValueTask reading = _device.ReadAsync(_output, source.Token);
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.False(reading.IsCompleted);
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await reading);
    }

    [Fact]
    public async Task After_the_script_it_has_nothing_to_say()
    {
        await ReadAsync();

        Assert.True(_output.IsEmpty);
    }

    [Fact]
    public void A_metric_that_the_profile_does_not_have_is_refused_by_name()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => _device.Reads(ScriptedReading.Of("spo2", 97m, Units.Percent)));

        Assert.Contains("'spo2'", exception.Message, StringComparison.Ordinal);
    }

    private static KnownDevice MakeDevice()
    {
        DeviceProfile profile = new()
        {
            Id = "test-monitor",
            Version = "1",
            Metrics = [new ProfileMetric { Name = "hr", Metric = Metrics.HeartRate }],
            Decoder = "flat-json",
            DecoderSection = "{}"u8.ToArray(),
            DecoderSectionStart = new(1, 1),
        };
        DeviceId id = new("site", new Identifier("urn:test", "SYNTHETIC-01"));
        return new KnownDevice(new DeviceDescriptor { Id = id, ProfileId = profile.Id }, profile);
    }

    private async Task ReadAsync()
    {
        _output.Clear();
        await _device.ReadAsync(_output, CancellationToken.None);
    }
}
