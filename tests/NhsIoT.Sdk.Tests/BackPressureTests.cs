using NhsIoT.Sdk.Testing;
using NhsIoT.Sdk.Tests.Harness;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk.Tests;

public sealed class BackPressureTests
{
    private const int OutboxRoom = 50;
    private const int Window = 20;
    private static readonly MemoryOutboxOptions Small = new() { ClinicalReadings = new OutboxLimit(OutboxRoom, 1024 * 1024) };

    [Fact]
    public async Task A_dead_destination_stops_its_source_loses_nothing_and_is_counted_by_class()
    {
        using MetricsRecorder metrics = new("NhsIoT.Sdk");
        await using Ward ward = new() { Configure = UseSmallOutbox, ConfigureSource = s => s.ReceiveWindow = Window };
        ward.Record.Disconnect();
        await ward.StartAsync();

        for (int i = 0; i < 1000; i++)
        {
            ward.Intake.Say($"bed1 {i}");
        }

        // What is neither in the outbox nor in the window is not taken from the source.
        await Ward.UntilAsync(() => ward.Gateway.Waiting.Waiting > OutboxRoom - 20 && ward.Intake.Pulled - ward.Intake.Settled == Window);
        Assert.InRange(ward.Intake.Pulled, Window, OutboxRoom + Window);
        Assert.InRange(ward.Gateway.Waiting.Waiting, 1, OutboxRoom);
        metrics.Observe();

        // Other gateways of this process count under the same names.
        Assert.Contains(metrics.Metrics, m => m is { Instrument: "nhsiot.window.messages", Number: Window } && m.Tags["class"] == "clinical-reading");
        Assert.True(metrics.Sum("nhsiot.window.stalls", [("source", "ward"), ("class", "clinical-reading")]) > 0);
    }

    [Fact]
    public async Task Alarms_pass_while_readings_wait_for_room()
    {
        ScriptedIntake alarms = new();
        await using Ward ward = new()
        {
            ConfigureSource = s => s.ReceiveWindow = Window,
            Configure = g =>
            {
                UseSmallOutbox(g);
                g.AddSource("alarms", s =>
                {
                    s.Transport.Use(_ => alarms);
                    s.DeviceOnlyReadings = Devices.DeviceOnlyReadings.Preliminary;
                    s.Class = DeliveryClass.Alarm;
                });
            },
        };
        ward.Record.Answer((envelope, _) => envelope.Class == DeliveryClass.Alarm ? Delivery.Accepted : Delivery.Unknown("stuck"));
        await ward.StartAsync();
        for (int i = 0; i < 1000; i++)
        {
            ward.Intake.Say($"bed1 {i}");
        }

        await Ward.UntilAsync(() => ward.Intake.Pulled - ward.Intake.Settled == Window);
        alarms.Say("alarm bed1");
        await Ward.UntilAsync(() => ward.Sent.Contains("alarm"));

        Assert.Equal(Settlement.Accepted, alarms.SettlementOf("alarm bed1")!.Value.How);
        Assert.Equal(Window, ward.Intake.Pulled - ward.Intake.Settled);
    }

    [Fact]
    public async Task A_source_that_carries_both_is_read_on_for_alarms_while_its_window_has_room()
    {
        await using Ward ward = new()
        {
            Configure = UseSmallOutbox,
            ConfigureSource = s =>
            {
                s.ReceiveWindow = 500;
                s.ClassByRoute = route => route == "alarms" ? DeliveryClass.Alarm : DeliveryClass.ClinicalReading;
            },
        };
        ward.Record.Answer((envelope, _) => envelope.Class == DeliveryClass.Alarm ? Delivery.Accepted : Delivery.Unknown("stuck"));
        await ward.StartAsync();
        for (int i = 0; i < 300; i++)
        {
            ward.Intake.Say($"bed1 {i}");
        }

        ward.Intake.Say("alarm bed1", "alarms");
        await Ward.UntilAsync(() => ward.Sent.Contains("alarm"));

        Assert.Null(ward.Intake.SettlementOf("bed1 299"));
    }

    private static void UseSmallOutbox(GatewayBuilder gateway) =>
        gateway.Store.MemoryOutbox(Small);
}
