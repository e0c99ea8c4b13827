using NhsIoT.Sdk.Testing;
using NhsIoT.Sdk.Tests.Aside;
using NhsIoT.Sdk.Tests.Harness;
using NhsIoT.Sdk.Tests.Upkeep;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk.Tests;

public sealed class AuditTests
{
    [Fact]
    public async Task Start_stop_and_changes_of_devices_are_accounted_for()
    {
        await using Ward ward = new();
        await ward.StartAsync();
        AsideWard.Register(ward.Gateway, 9);
        ward.Gateway.Devices.Update(AsideWard.Descriptor(9) with { LotNumber = "2" }, AsideWard.ProfileOf(ward.Gateway));
        ward.Gateway.Devices.Retire(Ward.Device(9), "A Nurse");
        await ward.FinishAsync();

        AuditEvent[] events = [.. (await AsideWard.AuditAsync(ward.Gateway, AuditKind.Configuration)).Select(e => e.Event)];
        Assert.StartsWith("the gateway was started", events[0].Reason, StringComparison.Ordinal);
        Assert.Equal(["device added", "device changed", "device retired"], events[1..^1].Select(e => e.Reason));
        Assert.Equal(AsideWard.Nurse, events[^2].Actor);
        Assert.StartsWith("the gateway was stopped", events[^1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_for_want_of_clearance_names_its_destination()
    {
        await using Ward ward = new() { Record = new RecordingTransport(new RecordingTransportOptions { ClearedForIdentifiable = false }) };
        ward.Handler.Identifiable = true;
        await ward.StartAsync();
        ward.Intake.Say("bed1 60");
        await ward.FinishAsync();

        AuditEvent refusal = Assert.Single(await AsideWard.AuditAsync(ward.Gateway, AuditKind.ClearanceRefusal)).Event;
        Assert.Equal(("record", 1L), (refusal.Part, refusal.Count));
    }

    [Fact]
    public async Task A_destination_that_is_left_alone_and_answers_again_is_accounted_for()
    {
        ManualClock clock = new();
        await using Ward ward = new() { Clock = clock, ConfigureDestination = d => d.CircuitFailures = 1 };
        ward.Record.Disconnect();
        await ward.StartAsync();
        await ClockedWard.SayAsync(ward, clock, "bed1 60");
        await ClockedWard.UntilAsync(clock, () => ward.Gateway.Circuits["record"].State != CircuitState.Closed);
        ward.Record.Connect();
        await ClockedWard.UntilAsync(clock, () => ward.Sent.Count == 1);
        await ward.FinishAsync();

        AuditEvent[] events = [.. (await AsideWard.AuditAsync(ward.Gateway, AuditKind.Delivery)).Select(e => e.Event)];
        Assert.All(events, e => Assert.Equal("record", e.Part));
        Assert.Contains(events, e => e.Reason == "circuit open");
        Assert.Equal("circuit closed", events[^1].Reason);
    }

    [Fact]
    public async Task A_secret_that_has_another_value_is_accounted_for_by_its_name_alone()
    {
        Safe safe = new();
        await using Ward ward = new() { Configure = g => g.Secrets.Use(_ => safe) };
        await ward.StartAsync();
        safe.Rotate("epr-token");
        await ward.FinishAsync();

        AuditEvent rotation = Assert.Single(await AsideWard.AuditAsync(ward.Gateway, AuditKind.SecretRotation)).Event;
        Assert.Equal("epr-token", rotation.Subject);
    }

    [Fact]
    public async Task A_trail_that_fails_delays_nothing_and_is_tried_again()
    {
        ManualClock clock = new();
        FailingTrail trail = new() { IsFailing = true };
        await using Ward ward = new() { Clock = clock, Configure = g => g.Store.UseAuditTrail(_ => trail) };
        await ward.StartAsync();
        await ClockedWard.SayAsync(ward, clock, "bed1 60", "bed9 1");
        await Ward.UntilAsync(() => ward.Sent.Count == 1);
        Assert.Equal(0, trail.Counts.Held);

        trail.IsFailing = false;
        await ClockedWard.UntilAsync(clock, () => trail.Counts.Held >= 2);

        AuditPage page = await ward.Gateway.ReadAuditAsync(new AuditQuery());
        Assert.Equal([AuditKind.Configuration, AuditKind.Quarantine], page.Records.Select(r => r.Event.Kind));
        await ward.FinishAsync();
    }

    [Fact]
    public async Task A_trail_that_never_answers_does_not_keep_the_gateway_from_ending()
    {
        FailingTrail trail = new() { IsHanging = true };
        await using Ward ward = new() { Configure = g => g.Store.UseAuditTrail(_ => trail) };
        await ward.StartAsync();
        ward.Intake.Say("bed1 60");
        await ward.FinishAsync();

        Assert.Equal(["60"], ward.Sent);
    }

    [Fact]
    public async Task What_the_trail_has_no_room_for_is_counted()
    {
        FailingTrail trail = new() { IsHanging = true };
        using MetricsRecorder metrics = new("NhsIoT.Sdk");
        await using Ward ward = new() { Configure = g => g.Store.UseAuditTrail(_ => trail) };
        await ward.StartAsync();
        double before = metrics.Sum("nhsiot.failures", [("part", "audit"), ("name", "full")]);
        for (int i = 0; i < 10_000; i++)
        {
            ward.Gateway.Devices.Update(AsideWard.Descriptor(1) with { LotNumber = $"{i}" }, AsideWard.ProfileOf(ward.Gateway));
        }

        Assert.True(metrics.Sum("nhsiot.failures", [("part", "audit"), ("name", "full")]) - before >= 1000);
        Assert.Contains(ward.LogTexts, m => m.Contains("audit", StringComparison.OrdinalIgnoreCase));
    }

    private sealed class Safe : ISecretSource
    {
        public event EventHandler<SecretChangedEventArgs>? Changed;

        public void Rotate(string name) => Changed?.Invoke(this, new SecretChangedEventArgs(name));

        public ValueTask<Secret> GetAsync(string name, CancellationToken cancellationToken) => throw new SecretUnavailableException(name);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
