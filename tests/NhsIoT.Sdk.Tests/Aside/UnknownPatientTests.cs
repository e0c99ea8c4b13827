using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Tests.Harness;

namespace NhsIoT.Sdk.Tests.Aside;

public sealed class UnknownPatientTests
{
    [Fact]
    public async Task A_reading_of_an_unknown_patient_goes_out_without_one_by_default()
    {
        await using Ward ward = new();
        await ward.StartAsync();
        ward.Intake.Say("bed1 1");
        await ward.FinishAsync();

        Assert.Equal(["1"], ward.Sent);
        Assert.Equal(0, ward.Gateway.Waiting.Held);
    }

    [Fact]
    public async Task A_reading_of_an_unknown_patient_is_held_until_the_association_of_its_device_is_known()
    {
        List<Placed<Measurement>> placed = [];
        await using Ward ward = Holding();
        ward.Handler.Before = (batch, _) =>
        {
            placed.AddRange(batch.Measurements.ToArray());
            return ValueTask.CompletedTask;
        };
        await ward.StartAsync();
        ward.Intake.Say("bed1 1");
        ward.Intake.Say("bed2 2");
        await Ward.UntilAsync(() => ward.Gateway.Waiting.Held == 2);

        await ward.Gateway.Associations.RecordAsync(AsideWard.Start(1), CancellationToken.None);
        await Ward.UntilAsync(() => ward.Gateway.Waiting.Held == 1);
        await ward.FinishAsync();

        Assert.Equal(["1"], ward.Sent);
        Assert.Equal("a1", Assert.Single(placed).Placement.AssociationId);
        Assert.Equal(Ward.Device(2).Key, Assert.Single(await AsideWard.HeldAsync(ward.Gateway)).Key);
        Assert.Equal(2, ward.Gateway.Counts.MessagesHeld);
    }

    [Fact]
    public async Task A_message_of_several_devices_waits_for_the_one_that_is_unknown()
    {
        await using Ward ward = Holding(g => g.AddAssociation(AsideWard.Start(1)));
        await ward.StartAsync();
        ward.Intake.Say("bed1 1;bed2 2;bed3 3");
        await Ward.UntilAsync(() => ward.Gateway.Waiting.Held == 1);

        await ward.Gateway.Associations.RecordAsync(AsideWard.Start(2, "a2"), CancellationToken.None);
        await Ward.UntilAsync(() => ward.Gateway.Counts.MessagesHeld == 2 && ward.Gateway.Waiting.Held == 1);
        Assert.Empty(ward.Sent);
        await ward.Gateway.Associations.RecordAsync(AsideWard.Start(3, "a3"), CancellationToken.None);
        await Ward.UntilAsync(() => ward.Gateway.Waiting.Held == 0);
        await ward.FinishAsync();

        Assert.Equal(["1", "2", "3"], ward.Sent.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_alarm_is_never_held_and_neither_is_what_came_with_it()
    {
        await using Ward ward = Holding();
        await ward.StartAsync();
        ward.Intake.Say("bed1 1;alarm bed1");
        ward.Intake.Say("alarm bed2");
        await ward.FinishAsync();

        Assert.Equal(["1", "alarm", "alarm"], ward.Sent.Order(StringComparer.Ordinal));
        Assert.Equal(0, ward.Gateway.Waiting.Held);
    }

    [Fact]
    public async Task A_message_that_tells_an_association_of_its_own_and_is_held_all_the_same_does_not_turn_round_for_ever()
    {
        await using Ward ward = Holding();
        await ward.StartAsync();
        ward.Intake.Say("admit bed1;bed2 2");
        await Ward.UntilAsync(() => ward.Gateway.Waiting.Held == 1);

        await ward.Gateway.Associations.RecordAsync(AsideWard.Start(2, "a2"), CancellationToken.None);
        await Ward.UntilAsync(() => ward.Gateway.Waiting.Held == 0);
        ward.Intake.Say("admit bed3;bed4 4");
        await Ward.UntilAsync(() => ward.Gateway.Waiting.Held == 1);
        await ward.FinishAsync();

        Assert.Equal(["2"], ward.Sent);
        Assert.InRange(ward.Gateway.Counts.MessagesHeld, 2, 4);
    }

    [Fact]
    public async Task The_history_tells_of_a_fact_once()
    {
        int told = 0;
        AssociationHistory history = new();
        history.Recorded += (_, _) => told++;
        await history.RecordAsync(AsideWard.Start(1), CancellationToken.None);
        await history.RecordAsync(AsideWard.Start(1), CancellationToken.None);

        Assert.Equal(1, told);
    }

    private static Ward Holding(Action<GatewayBuilder>? configure = null) => new()
    {
        ConfigureSource = s => s.UnknownPatients = UnknownPatientPolicy.Hold,
        Configure = configure,
    };
}
