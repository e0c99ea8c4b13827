using System.Text;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Fhir;
using NhsIoT.Sdk.Testing;
using NhsIoT.Sdk.Tests.Harness;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk.Tests.Polling;

public sealed class DriverTests
{
    [Fact]
    public async Task What_a_driver_reads_goes_out_as_an_Observation()
    {
        ManualClock clock = new();
        MemoryTransport ehr = new();
        ScriptedDevice device = new ScriptedDevice(DriverWard.Device(1), clock).Reads(DriverWard.HeartRate(62));
        await using Gateway gateway = Gateway.Create(
            g =>
            {
                g.AddProfile(Encoding.UTF8.GetBytes(DriverWard.ProfileJson), "monitor.json");
                g.Handlers.Fhir("ehr", new FhirOptions { ObservationIdentifierSystem = "urn:test:observation" });
                g.AddSource("bedside", s =>
                {
                    s.Drivers.Add(device, DriverWard.EveryMinute);
                    s.DeviceOnlyReadings = DeviceOnlyReadings.Preliminary;
                });
                g.AddDestination("ehr", d => d.Transport.Memory(ehr));
            },
            clock);
        await gateway.StartAsync();

        List<string> sent = [];
        await foreach (string json in ehr.ReadAllTextAsync())
        {
            sent.Add(json);
            if (json.Contains("\"Observation\"", StringComparison.Ordinal))
            {
                ehr.Complete();
            }
        }

        Assert.Contains("62", sent[^1], StringComparison.Ordinal);

        // Its readings are a test, whatever its source says: they do not become live on the way.
        Assert.Contains("HTEST", sent[^1], StringComparison.Ordinal);
        Assert.Equal(1, device.Calls);
    }

    [Fact]
    public async Task A_device_is_asked_on_the_beats_of_its_interval()
    {
        ActingDevice device = null!;
        device = new ActingDevice(DriverWard.Device(1), (call, output, _) =>
        {
            device.Say(output, call);
            return Task.CompletedTask;
        });
        await using DriverWard ward = new() { ConfigureSource = s => s.Drivers.Add(device) };
        await ward.StartAsync();
        await Ward.UntilAsync(() => ward.Said.Count == 1);

        for (int minute = 1; minute <= 3; minute++)
        {
            await ward.Clock.WaitForPendingTimersAsync(1).WaitAsync(Ward.Patience);
            ward.Clock.Advance(DriverWard.Minute - TimeSpan.FromSeconds(1));
            Assert.Equal(minute, device.Calls);
            await ward.AdvanceUntilAsync(() => ward.Said.Count == minute + 1);
        }

        Assert.Equal(["bed1 heart-rate 1", "bed1 heart-rate 2", "bed1 heart-rate 3", "bed1 heart-rate 4"], ward.Said);
    }

    [Fact]
    public async Task A_slow_driver_delays_no_other_even_if_it_blocks_its_thread()
    {
        using ManualResetEventSlim release = new();
        ActingDevice slow = new(DriverWard.Device(1), (_, _, _) =>
        {
            release.Wait(CancellationToken.None);
            return Task.CompletedTask;
        });
        ActingDevice quick = new(DriverWard.Device(2), (_, _, _) => Task.CompletedTask);
        await using DriverWard ward = new() { ConfigureSource = s => s.Drivers.Add(slow).Add(quick) };
        await ward.StartAsync();

        await ward.AdvanceUntilAsync(() => quick.Calls > 3);
        Assert.Equal(1, slow.Calls);

        release.Set();
        await ward.AdvanceUntilAsync(() => slow.Calls > 1);
        Assert.False(slow.WasAskedTwiceAtOnce);
    }

    [Fact]
    public async Task A_driver_that_does_not_heed_its_time_is_left_alone_until_it_ends_and_what_it_says_then_counts()
    {
        TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        ActingDevice device = null!;
        device = new ActingDevice(DriverWard.Device(1), async (call, output, _) =>
        {
            if (call == 1)
            {
                await release.Task;
            }

            device.Say(output, call);
        });
        using MetricsRecorder metrics = new("NhsIoT.Sdk");
        await using DriverWard ward = new() { Source = "heedless", ConfigureSource = s => s.Drivers.Add(device) };
        await ward.StartAsync();

        await ward.AdvanceUntilAsync(() => ward.Said.Contains("bed1 Offline"));
        Assert.Equal(1, device.Calls);
        Assert.False(Assert.Single(ward.Gateway.Sources).Transport.Connected);

        release.SetResult();
        await ward.AdvanceUntilAsync(() => ward.Said.Count >= 4);

        Assert.Equal(["bed1 Offline", "bed1 heart-rate 1", "bed1 Online", "bed1 heart-rate 2"], ward.Said.Take(4));
        Assert.False(device.WasAskedTwiceAtOnce);
        Assert.True(Assert.Single(ward.Gateway.Sources).Transport.Connected);
        Assert.Equal(3, metrics.Sum("nhsiot.polls", [("source", "heedless"), ("outcome", "busy")]));
        Assert.Equal(1, metrics.Sum("nhsiot.polls", [("source", "heedless"), ("outcome", "late")]));
    }

    [Fact]
    public async Task A_device_that_fails_is_said_to_be_offline_once_and_online_when_it_answers()
    {
        ManualClock unused = new();
        using MetricsRecorder metrics = new("NhsIoT.Sdk");
        ScriptedDevice device = new ScriptedDevice(DriverWard.Device(1), unused)
            .Reads(DriverWard.HeartRate(60)).Fails("SN-77").Fails("SN-77").Hangs().Fails("SN-77").Reads(DriverWard.HeartRate(61)).Fails("SN-77").Reads(DriverWard.HeartRate(62));
        await using DriverWard ward = new() { Source = "failing", ConfigureSource = s => s.Drivers.Add(device) };
        await ward.StartAsync();

        await ward.AdvanceUntilAsync(() => ward.Said.Contains("bed1 heart-rate 62"));

        Assert.Equal(["bed1 heart-rate 60", "bed1 Offline", "bed1 heart-rate 61", "bed1 Online", "bed1 heart-rate 62"], ward.Said);
        Assert.Equal(4, metrics.Sum("nhsiot.polls", [("source", "failing"), ("outcome", "failed")]));
        Assert.Equal(1, metrics.Sum("nhsiot.polls", [("source", "failing"), ("outcome", "timed-out")]));
        Assert.Equal(1, ward.Logs.Logs.Count(l => l.EventId.Id == EventIds.DeviceOffline));
        Assert.Equal(1, ward.Logs.Logs.Count(l => l.EventId.Id == EventIds.DeviceOnline));
        Assert.DoesNotContain(ward.Logs.Logs, l => l.ToString().Contains("SN-77", StringComparison.Ordinal) || l.ToString().Contains("bed1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_device_is_not_asked_again_before_what_it_said_is_safe()
    {
        GatedOutbox outbox = new();
        using MetricsRecorder metrics = new("NhsIoT.Sdk");
        ActingDevice device = null!;
        device = new ActingDevice(DriverWard.Device(1), (call, output, _) =>
        {
            device.Say(output, call);
            return Task.CompletedTask;
        });
        await using DriverWard ward = new()
        {
            Source = "held",
            ConfigureSource = s => s.Drivers.Add(device),
            Configure = g => g.Store.UseOutbox(outbox.Around),
        };
        await ward.StartAsync();
        await outbox.Reached.WaitAsync(Ward.Patience);

        await ward.AdvanceUntilAsync(() => metrics.Sum("nhsiot.polls", [("source", "held"), ("outcome", "held")]) == 1);
        ward.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, device.Calls);

        outbox.Open();
        await ward.AdvanceUntilAsync(() => ward.Said.Count == 2);
        Assert.Equal(["bed1 heart-rate 1", "bed1 heart-rate 2"], ward.Said);
    }

    [Fact]
    public async Task What_a_driver_cannot_read_is_quarantined_with_the_words_that_it_could()
    {
        ActingDevice device = null!;
        device = new ActingDevice(DriverWard.Device(1), (_, output, _) =>
        {
            device.Say(output, 60);
            output.Reject(new DecodeIssue(DecodeIssueCode.BadValue, "register 7", 3, "a pressure"));
            return Task.CompletedTask;
        });
        await using DriverWard ward = new() { ConfigureSource = s => s.Drivers.Add(device) };
        await ward.StartAsync();
        await Ward.UntilAsync(() => ward.Gateway.Counts.MessagesAccepted == 1);

        QuarantineRecord held = Assert.Single(await ward.Gateway.ReadQuarantineAsync(10));
        Assert.Equal("BadValue at register 7 (byte 3): a pressure", held.Reason);
        Assert.Contains("\"number\":60", Encoding.UTF8.GetString(held.Payload.Span), StringComparison.Ordinal);
        Assert.Equal(["bed1 heart-rate 60"], ward.Said);
    }

    [Fact]
    public async Task Words_of_a_driver_that_then_breaks_count_and_are_quarantined_too()
    {
        ActingDevice device = null!;
        device = new ActingDevice(DriverWard.Device(1), (_, output, _) =>
        {
            device.Say(output, 60);
            throw new FormatException("SN-77");
        });
        await using DriverWard ward = new() { ConfigureSource = s => s.Drivers.Add(device) };
        await ward.StartAsync();
        await Ward.UntilAsync(() => ward.Gateway.Counts.MessagesAccepted == 1);

        Assert.Equal("DecoderFault at $: FormatException", Assert.Single(await ward.Gateway.ReadQuarantineAsync(10)).Reason);
        Assert.Equal(["bed1 heart-rate 60"], ward.Said);
    }

    [Fact]
    public async Task A_poll_that_runs_when_the_gateway_stops_is_ended_what_it_said_counts_and_no_other_begins()
    {
        ActingDevice device = null!;
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        device = new ActingDevice(DriverWard.Device(1), async (_, output, cancellationToken) =>
        {
            device.Say(output, 60);
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        });
        await using DriverWard ward = new() { ConfigureSource = s => s.Drivers.Add(device) };
        await ward.StartAsync();
        await asked.Task.WaitAsync(Ward.Patience);

        await ward.Gateway.StopAsync().WaitAsync(Ward.Patience);
        ward.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(["bed1 heart-rate 60"], ward.Said);
        Assert.Equal(1, device.Calls);
        Assert.Equal(0, ward.Clock.PendingTimers);
    }

    [Fact]
    public async Task A_driver_that_does_not_end_with_the_gateway_is_left_and_told_of()
    {
        TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        ActingDevice device = new(DriverWard.Device(1), (_, _, _) => release.Task);
        await using DriverWard ward = new() { ConfigureSource = s => s.Drivers.Add(device) };
        await ward.StartAsync();
        await Ward.UntilAsync(() => device.Calls == 1);

        await ward.StopAsync();

        Assert.Contains(ward.Logs.Logs, l => l.EventId.Id == EventIds.DriverLeft);
        release.SetResult();
    }

    [Fact]
    public void Faults_of_drivers_are_listed_when_the_gateway_is_made()
    {
        ActingDevice Device(int number) => new(DriverWard.Device(number), (_, _, _) => Task.CompletedTask);
        GatewayConfigurationException fault = Assert.Throws<GatewayConfigurationException>(() => Gateway.Create(g =>
        {
            g.AddSource("both", s =>
            {
                s.Transport.Memory(new MemoryTransport());
                s.Drivers.Add(Device(1));
            });
            g.AddSource("again", s => s.Drivers.Add(Device(1)).OfflineAfter = 0);
            g.AddSource("hasty", s => s.Drivers.Add(Device(2), new PollOptions { Interval = TimeSpan.Zero }));
            g.AddSource(OwnWords.Name, s => s.Drivers.Add(Device(3)));
        }));

        string all = string.Join('\n', fault.Faults);
        Assert.Contains("'both' has drivers: it has no transport", all, StringComparison.Ordinal);
        Assert.Contains($"The driver of device '{Ward.Device(1).Key}' was added 2 times", all, StringComparison.Ordinal);
        Assert.Contains("'again': Drivers.OfflineAfter is 0", all, StringComparison.Ordinal);
        Assert.Contains("'hasty': Interval is", all, StringComparison.Ordinal);
        Assert.Contains("The source 'gateway' is the gateway's own", all, StringComparison.Ordinal);
        Assert.Contains("the profile 'monitor', which was not added", all, StringComparison.Ordinal);
    }
}
