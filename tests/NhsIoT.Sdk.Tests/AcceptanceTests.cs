using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Testing;
using NhsIoT.Sdk.Tests.Harness;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk.Tests;

public sealed class AcceptanceTests
{
    [Fact]
    public async Task A_reading_goes_from_its_message_to_its_destination()
    {
        await using Ward ward = new();
        await ward.StartAsync();

        ward.Intake.Say("bed1 72.50");
        await ward.FinishAsync();

        Assert.Equal(["72.50"], ward.Sent);
        Assert.Equal(Settlement.Accepted, ward.Intake.SettlementOf("bed1 72.50")!.Value.How);
        Assert.Equal(1, ward.Gateway.Counts.ReadingsWithValue);
        Assert.Equal(0, ward.Gateway.Waiting.Waiting);
    }

    [Fact]
    public async Task A_message_is_not_acknowledged_before_its_entries_are_stored()
    {
        GatedOutbox outbox = new();
        await using Ward ward = new() { Configure = g => g.Store.UseOutbox(outbox.Around) };
        await ward.StartAsync();

        ward.Intake.Say("bed1 72");
        await outbox.Reached.WaitAsync(Ward.Patience);
        Assert.Null(ward.Intake.SettlementOf("bed1 72"));

        outbox.Open();
        await ward.FinishAsync();
        Assert.Equal(Settlement.Accepted, ward.Intake.SettlementOf("bed1 72")!.Value.How);
    }

    [Fact]
    public async Task A_store_that_fails_is_tried_again_and_nothing_is_acknowledged_meanwhile()
    {
        ManualClock clock = new();
        GatedOutbox outbox = new() { Failures = 2 };
        outbox.Open();
        await using Ward ward = new() { Clock = clock, Configure = g => g.Store.UseOutbox(outbox.Around) };
        await ward.StartAsync();

        ward.Intake.Say("bed1 72");
        for (int failure = 1; failure <= 2; failure++)
        {
            await Ward.UntilAsync(() => outbox.Failed == failure);
            Assert.Null(ward.Intake.SettlementOf("bed1 72"));
            await Ward.UntilAsync(() =>
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                return outbox.Failed > failure || ward.Intake.Settled == 1;
            });
        }

        await ward.FinishAsync();
        Assert.Equal(["72"], ward.Sent);
    }

    [Fact]
    public async Task An_unknown_device_is_held_with_its_bytes_and_reported()
    {
        await using Ward ward = new();
        await ward.StartAsync();

        ward.Intake.Say("stranger 72");
        ward.Intake.Say("bed1 60");
        await ward.FinishAsync();

        QuarantineRecord held = Assert.Single(await ward.Gateway.ReadQuarantineAsync(10));
        Assert.Equal("stranger 72"u8, held.Payload.Span);
        Assert.Contains(nameof(DecodeIssueCode.UnknownDevice), held.Reason, StringComparison.Ordinal);
        Assert.Equal(1, ward.Gateway.Counts.MessagesOfUnknownDevices);
        Assert.Equal(Settlement.Rejected, ward.Intake.SettlementOf("stranger 72")!.Value.How);
        Assert.Equal(["60"], ward.Sent);
    }

    [Fact]
    public async Task A_bad_field_spoils_no_other_and_keeps_the_bytes_of_its_message()
    {
        await using Ward ward = new();
        await ward.StartAsync();

        ward.Intake.Say("bed1 60 x 61");
        await ward.FinishAsync();

        Assert.Equal(["60", "61"], ward.Sent);
        QuarantineRecord held = Assert.Single(await ward.Gateway.ReadQuarantineAsync(10));
        Assert.Equal("bed1 60 x 61"u8, held.Payload.Span);
        Assert.Equal(Settlement.Accepted, ward.Intake.SettlementOf("bed1 60 x 61")!.Value.How);
    }

    [Fact]
    public async Task A_decoder_that_throws_quarantines_its_message_and_stops_no_lane()
    {
        await using Ward ward = new();
        await ward.StartAsync();

        ward.Intake.Say("throw secret");
        ward.Intake.Say("bed1 60");
        await ward.FinishAsync();

        QuarantineRecord held = Assert.Single(await ward.Gateway.ReadQuarantineAsync(10));
        Assert.Contains(nameof(DecodeIssueCode.DecoderFault), held.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", held.Reason, StringComparison.Ordinal);
        Assert.Equal(["60"], ward.Sent);
    }

    [Fact]
    public async Task A_redelivered_message_makes_nothing_twice()
    {
        await using Ward ward = new();
        ward.Handler.IdsFromContent = true;
        await ward.StartAsync();

        ward.Intake.Say("bed1 60");
        await Ward.UntilAsync(() => ward.Intake.Settled == 1);
        ward.Intake.Say("bed1 60");
        await ward.FinishAsync();

        Assert.Equal(["60"], ward.Sent);
        Assert.Equal(1, ward.Gateway.Counts.EntriesSame);
    }

    [Fact]
    public async Task Readings_of_one_device_keep_their_order()
    {
        await using Ward ward = new();
        await ward.StartAsync();

        for (int i = 0; i < 1000; i++)
        {
            ward.Intake.Say($"bed1 {i}", "bed1");
            ward.Intake.Say($"bed2 {1000 + i}", "bed2");
        }

        await ward.FinishAsync();

        Assert.Equal(2000, ward.Sent.Count);
        Assert.Equal(Enumerable.Range(0, 1000), NumbersOf(ward, Ward.Device(1)));
        Assert.Equal(Enumerable.Range(1000, 1000), NumbersOf(ward, Ward.Device(2)));
    }

    private static IEnumerable<int> NumbersOf(Ward ward, DeviceId device) => ward.Record.Accepted
        .Where(e => e.Key == device.Key)
        .Select(e => int.Parse(System.Text.Encoding.UTF8.GetString(e.Payload.Span), System.Globalization.CultureInfo.InvariantCulture));
}
