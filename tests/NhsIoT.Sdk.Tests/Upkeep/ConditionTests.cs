using System.Text;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Fhir;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Testing;
using NhsIoT.Sdk.Tests.Aside;
using NhsIoT.Sdk.Tests.Harness;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk.Tests.Upkeep;

public sealed class ConditionTests
{
    [Fact]
    public async Task A_status_sends_the_device_as_it_is_once_and_again_when_it_is_another()
    {
        ManualClock clock = new();
        await using Ward ward = Announcing(clock);
        await ward.StartAsync();
        await ClockedWard.SayAsync(ward, clock, "bed1 60", "is bed1 Offline", "is bed1 Offline", "bed1 61", "is bed1 Online");
        await ward.FinishAsync();

        Envelope[] devices = [.. ward.Record.Accepted.Where(e => e.Route == "PUT Device")];
        Assert.Equal([0, 1, 2], devices.Select(d => d.Revision));
        Assert.Equal([false, true, false], devices.Select(d => TextOf(d).Contains("\"offline\"", StringComparison.Ordinal)));
        Assert.Single(ward.Record.Accepted, e => e.Route == "PUT DeviceMetric");
        Assert.Equal(0, ward.Gateway.Counts.EntriesClashed);
    }

    [Fact]
    public async Task What_is_remembered_of_its_readings_outlasts_how_it_is()
    {
        ManualClock clock = new();
        List<Placed<Measurement>> readings = [];
        await using Ward ward = new() { Clock = clock };
        ward.Handler.Before = (batch, _) =>
        {
            readings.AddRange(batch.Measurements.ToArray());
            return ValueTask.CompletedTask;
        };
        await ward.StartAsync();
        ward.Gateway.Devices.TryFind(Ward.Device(1), out KnownDevice? before);

        // The clock stands still: the second says something else of the same moment, and only who remembers the first can tell.
        foreach (string text in new[] { "bed1 60", "is bed1 Standby", "bed1 61" })
        {
            ward.Intake.Say(text);
        }

        await ward.FinishAsync();
        ward.Gateway.Devices.TryFind(Ward.Device(1), out KnownDevice? after);

        Assert.Equal((DeviceCondition.Standby, 1), (after!.Descriptor.Condition, after.Descriptor.Revision));
        Assert.Same(before!.ContextFor(0, ReadingPurpose.Live), after.ContextFor(0, ReadingPurpose.Live));
        Assert.Same(readings[0].Word.Context, readings[1].Word.Context);
        Assert.True(readings[1].Word.Quality.Reasons.HasFlag(QualityReasons.Duplicate));
        Assert.DoesNotContain(await AsideWard.AuditAsync(ward.Gateway, AuditKind.Configuration), e => e.Event.Subject is not null);
    }

    [Fact]
    public async Task How_a_device_was_is_not_how_it_is()
    {
        await using Ward ward = new() { ConfigureSource = s => s.Purpose = ReadingPurpose.Historical };
        await ward.StartAsync();
        ward.Intake.Say("is bed1 Offline");
        await ward.FinishAsync();

        ward.Gateway.Devices.TryFind(Ward.Device(1), out KnownDevice? device);
        Assert.Null(device!.Descriptor.Condition);
    }

    [Fact]
    public async Task What_is_no_news_of_a_device_is_not_noted()
    {
        await using Ward ward = new();
        DeviceRegistry registry = ward.Gateway.Devices;

        Assert.False(registry.Report(StatusOf(DeviceCondition.Offline) with { Device = Ward.Device(9) }));
        Assert.False(registry.Report(StatusOf(DeviceCondition.Unknown)));
        Assert.False(registry.Report(StatusOf(DeviceCondition.NotReady) with { Channel = "1" }));
        Assert.True(registry.Report(StatusOf(DeviceCondition.Offline)));
        Assert.False(registry.Report(StatusOf(DeviceCondition.Offline)));
        Assert.True(registry.Report(StatusOf(DeviceCondition.Unknown)));
        registry.TryFind(Ward.Device(1), out KnownDevice? device);
        Assert.Equal((DeviceCondition.Unknown, 2), (device!.Descriptor.Condition, device.Descriptor.Revision));
    }

    private static DeviceStatus StatusOf(DeviceCondition condition) => new()
    {
        Device = Ward.Device(1),
        Condition = condition,
        Observed = ObservedTime.ByReceipt(DateTimeOffset.UnixEpoch),
        Received = DateTimeOffset.UnixEpoch,
    };

    private static Ward Announcing(ManualClock clock) => new()
    {
        Clock = clock,
        HandlerNames = ["other"],
        Destination = "other",
        Configure = g =>
        {
            g.Options.Lanes = 1;
            g.AddDestination("other", d => d.Transport.Use(_ => new RecordingTransport()));
            g.Handlers.Fhir("record", new FhirOptions { ObservationIdentifierSystem = "urn:test:observation" });
        },
    };

    private static string TextOf(in Envelope envelope) => Encoding.UTF8.GetString(envelope.Payload.Span);
}
