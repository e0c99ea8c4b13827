using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Tests.Harness;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk.Tests.Aside;

public sealed class UnknownDeviceTests
{
    [Fact]
    public async Task A_message_of_an_unknown_device_is_quarantined_by_default_and_its_source_is_told()
    {
        await using Ward ward = new();
        await ward.StartAsync();
        ward.Intake.Say("bed9 1");
        await ward.FinishAsync();

        Assert.False(Assert.Single(await ward.Gateway.ReadQuarantineAsync(10)).IsHeld);
        Assert.Equal(Settlement.Rejected, ward.Intake.SettlementOf("bed9 1")!.Value.How);
        Assert.Equal(1, ward.Gateway.Counts.MessagesOfUnknownDevices);
        Assert.Single(await AsideWard.AuditAsync(ward.Gateway, AuditKind.Quarantine));
    }

    [Fact]
    public async Task Held_messages_are_released_by_themselves_in_order_and_once_when_their_device_is_registered()
    {
        await using Ward ward = Holding();
        await ward.StartAsync();
        string[] numbers = [.. Enumerable.Range(1, 150).Select(i => $"{i}")];
        foreach (string number in numbers)
        {
            ward.Intake.Say($"bed9 {number}");
        }

        await Ward.UntilAsync(() => ward.Gateway.Counts.MessagesHeld == numbers.Length);
        Assert.All(ward.Intake.Settlements, s => Assert.Equal(Settlement.Accepted, s!.Value.How));
        AsideWard.Register(ward.Gateway, 9);
        await Ward.UntilAsync(() => ward.Gateway.Waiting.Held == 0);
        await ward.FinishAsync();

        Assert.Equal(numbers, ward.Sent);
        Assert.Equal(numbers.Length, ward.Gateway.Counts.MessagesHeld);
        Assert.Equal(numbers.Length, ward.Gateway.Counts.MessagesAccepted);
        Assert.Equal(numbers.Length, (await AsideWard.AuditAsync(ward.Gateway, AuditKind.Replay, 1)).Sum(e => e.Event.Count));
    }

    [Fact]
    public async Task What_is_still_unknown_is_held_anew_and_nothing_turns_round_for_ever()
    {
        await using Ward ward = Holding();
        await ward.StartAsync();
        ward.Intake.Say("bed8 8");
        ward.Intake.Say("bed9 9");
        await Ward.UntilAsync(() => ward.Gateway.Waiting.Held == 2);

        AsideWard.Register(ward.Gateway, 9);
        await Ward.UntilAsync(() => ward.Sent.Count == 1 && ward.Gateway.Waiting.Held == 1 && ward.Gateway.Counts.MessagesHeld >= 3);
        await ward.FinishAsync();

        // Twice at the start, and once more for the one that is still unknown: another turn would count again.
        Assert.Equal(["9"], ward.Sent);
        Assert.Equal(3, ward.Gateway.Counts.MessagesHeld);
        Assert.Single(await AsideWard.HeldAsync(ward.Gateway));
    }

    [Fact]
    public async Task A_message_that_comes_to_be_held_while_its_device_is_registered_is_released_all_the_same()
    {
        GatedOutbox outbox = new();
        await using Ward ward = Holding(g => g.Store.UseOutbox(outbox.Around));
        await ward.StartAsync();
        ward.Intake.Say("bed9 9");
        await outbox.Reached.WaitAsync(Ward.Patience);

        // It was decoded as unknown and is not stored yet: nothing is held when the device is registered.
        AsideWard.Register(ward.Gateway, 9);
        outbox.Open();
        await Ward.UntilAsync(() => ward.Sent.Count == 1 && ward.Gateway.Waiting.Held == 0);
    }

    [Fact]
    public async Task Of_a_gateway_message_the_known_devices_go_at_once_and_the_unknown_one_when_it_is_registered()
    {
        await using Ward ward = Holding();
        ward.Handler.IdsFromContent = true;
        await ward.StartAsync();
        ward.Intake.Say("bed1 1;bed9 9");
        await Ward.UntilAsync(() => ward.Sent.Count == 1 && ward.Gateway.Waiting.Held == 1);
        Assert.Equal(["1"], ward.Sent);

        AsideWard.Register(ward.Gateway, 9);
        await Ward.UntilAsync(() => ward.Gateway.Waiting.Held == 0);
        await ward.FinishAsync();

        Assert.Equal(["1", "9"], ward.Sent);
        Assert.Equal(1, ward.Gateway.Counts.EntriesSame);
    }

    [Fact]
    public async Task A_message_that_is_also_wrong_in_another_way_is_quarantined_and_not_held()
    {
        await using Ward ward = Holding();
        await ward.StartAsync();
        ward.Intake.Say("bed9 9;bed1 ?");
        await ward.FinishAsync();

        Assert.False(Assert.Single(await ward.Gateway.ReadQuarantineAsync(10)).IsHeld);
    }

    [Fact]
    public async Task An_admitted_device_is_registered_once_however_many_lanes_meet_it()
    {
        await using Ward ward = Admitting();
        await ward.StartAsync();
        for (int i = 0; i < 200; i++)
        {
            ward.Intake.Say($"bed9 {i}", key: $"{i}");
        }

        await ward.FinishAsync();

        Assert.Equal(200, ward.Sent.Count);
        Assert.Equal(5, ward.Gateway.Devices.Devices.Count);
        AuditRecord[] added = [.. (await AsideWard.AuditAsync(ward.Gateway, AuditKind.Configuration)).Where(e => e.Event.Reason == "device added")];
        Assert.Equal(Ward.Device(9).Key, Assert.Single(added).Event.Subject);
    }

    [Fact]
    public async Task All_unknown_devices_of_one_message_are_admitted()
    {
        await using Ward ward = Admitting();
        await ward.StartAsync();
        ward.Intake.Say("bed8 8;bed1 1;bed9 9");
        await ward.FinishAsync();

        Assert.Equal(["1", "8", "9"], ward.Sent.Order(StringComparer.Ordinal));
        Assert.Empty(await ward.Gateway.ReadQuarantineAsync(10));
    }

    [Fact]
    public async Task An_admitted_device_is_marked_until_somebody_approves_it_and_the_approval_is_audited()
    {
        List<Quality> qualities = [];
        await using Ward ward = Admitting();
        ward.Handler.Before = (batch, _) =>
        {
            qualities.AddRange(batch.Measurements.ToArray().Select(m => m.Word.Quality));
            return ValueTask.CompletedTask;
        };
        await ward.StartAsync();
        ward.Intake.Say("bed9 61");
        await Ward.UntilAsync(() => ward.Intake.Settled == 1);
        ward.Gateway.Devices.Approve(Ward.Device(9), "A Nurse");
        ward.Intake.Say("bed9 62");
        await ward.FinishAsync();

        Assert.Equal(QualitySeverity.Uncertain, qualities[0].Severity);
        Assert.True(qualities[0].Reasons.HasFlag(QualityReasons.UnapprovedDevice));
        Assert.Contains("device-approval", qualities[0].Rules);
        Assert.Equal(QualitySeverity.Good, qualities[1].Severity);
        Assert.False(qualities[1].Reasons.HasFlag(QualityReasons.UnapprovedDevice));
        AuditEvent approval = Assert.Single(await AsideWard.AuditAsync(ward.Gateway, AuditKind.Approval)).Event;
        Assert.Equal((AsideWard.Nurse, Ward.Device(9).Key), (approval.Actor, approval.Subject));
    }

    [Fact]
    public async Task A_source_finds_the_devices_of_its_site_and_no_other()
    {
        List<DeviceId> devices = [];
        await using Ward ward = new()
        {
            Configure = g => g.AddDevice(AsideWard.Descriptor(1, "RR814")),
            ConfigureSource = s => s.Site = "RR814",
        };
        ward.Handler.Before = (batch, _) =>
        {
            devices.AddRange(batch.Measurements.ToArray().Select(m => m.Word.Context.Device));
            return ValueTask.CompletedTask;
        };
        await ward.StartAsync();
        ward.Intake.Say("bed1 1");
        ward.Intake.Say("bed2 2");
        await ward.FinishAsync();

        Assert.Equal("RR814", Assert.Single(devices).Site);
        Assert.StartsWith("UnknownDevice", Assert.Single(await ward.Gateway.ReadQuarantineAsync(10)).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(UnknownDevicePolicy.Quarantine)]
    [InlineData(UnknownDevicePolicy.Hold)]
    public async Task An_identifier_of_two_sites_is_ambiguous_and_quarantined_never_guessed_or_held(UnknownDevicePolicy policy)
    {
        await using Ward ward = new()
        {
            Configure = g => g.AddDevice(AsideWard.Descriptor(1, "RR814")),
            ConfigureSource = s => s.UnknownDevices = policy,
        };
        await ward.StartAsync();
        ward.Intake.Say("bed1 1");
        await ward.FinishAsync();

        QuarantineRecord aside = Assert.Single(await ward.Gateway.ReadQuarantineAsync(10));
        Assert.StartsWith("AmbiguousDevice", aside.Reason, StringComparison.Ordinal);
        Assert.False(aside.IsHeld);
        Assert.Empty(ward.Sent);
    }

    [Fact]
    public async Task A_source_of_one_device_reads_by_what_is_known_of_it_now()
    {
        KnownDevice? seen = null;
        await using Ward told = new()
        {
            Configure = g => g.Decoders.Add(new ToldDecoder(d => seen = d)),
            ConfigureSource = s => (s.Device, s.Decoder) = (Ward.Device(1), "told"),
        };
        await told.StartAsync();
        KnownDevice changed = told.Gateway.Devices.Update(AsideWard.Descriptor(1) with { LotNumber = "2" }, AsideWard.ProfileOf(told.Gateway));
        told.Intake.Say("x");
        await Ward.UntilAsync(() => told.Intake.Settled == 1);
        Assert.Same(changed, seen);

        told.Gateway.Devices.Retire(Ward.Device(1));
        told.Intake.Say("x");
        await told.FinishAsync();
        Assert.Null(seen);
    }

    private static Ward Holding(Action<GatewayBuilder>? configure = null) => new()
    {
        ConfigureSource = s => s.UnknownDevices = UnknownDevicePolicy.Hold,
        Configure = configure,
    };

    private static Ward Admitting() => new()
    {
        ConfigureSource = s => (s.UnknownDevices, s.Site, s.AdmitWithProfile) = (UnknownDevicePolicy.AdmitUnapproved, "RR813", "monitor"),
    };

    private sealed class ToldDecoder(Action<KnownDevice?> told) : IDecoder
    {
        public string Id => "told";

        public void Decode(in DeviceMessage message, DecodeOutput output) => told(message.Device);
    }
}
