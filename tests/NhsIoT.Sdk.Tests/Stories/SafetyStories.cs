using System.Buffers;
using System.Globalization;
using System.Text;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Tests.Harness;
using static NhsIoT.Sdk.Tests.Stories.StoryWard;

namespace NhsIoT.Sdk.Tests.Stories;

/// <summary>What must not happen when a message comes twice, waits, or meets a full outbox while more becomes known.</summary>
public sealed class SafetyStories
{
    [Fact]
    public async Task A_reading_that_comes_again_after_its_patient_became_known_is_in_no_record_twice()
    {
        await using StoryWard ward = new();
        await ward.StartAsync();
        await ward.SayAsync(First, 61);
        ward.Until("09:05");
        await ward.JoinAsync("a1", First, Ann, "08:00");
        await ward.SayAsync(First, 61, At("09:00"));

        Assert.Equal(["21 09:00 61"], ward.RecordOf(null));
        Assert.Empty(ward.RecordOf(Ann));
        Assert.Equal(1, await ward.PutRightAsync());
        await ward.SayAsync(First, 61, At("09:00"));

        Assert.Empty(ward.RecordOf(null));
        Assert.Equal(["21 09:00 61"], ward.RecordOf(Ann));
        Assert.Empty(ward.Listed());
        Assert.Empty(await ward.Gateway.ReadQuarantineAsync(10));
    }

    [Fact]
    public async Task A_reading_that_comes_again_after_it_was_withdrawn_stays_withdrawn()
    {
        await using StoryWard ward = new();
        await ward.StartAsync();
        await ward.JoinAsync("a1", First, Ann, "08:00");
        await ward.SayAsync(First, 61);
        ward.Until("09:05");
        await ward.JoinAsync("b1", First, Bob, "08:30", AssociationAction.Transfer);
        await ward.SayAsync(First, 61, At("09:00"));

        Assert.Equal(["21 09:00 61"], ward.RecordOf(Ann));
        Assert.Empty(ward.RecordOf(Bob));
        Assert.Equal(1, await ward.PutRightAsync());
        await ward.SayAsync(First, 61, At("09:00"));

        Assert.Empty(ward.RecordOf(Ann));
        Assert.Equal(["21 09:00 61"], ward.RecordOf(Bob));
        Assert.Single(FiledReading.WithdrawnFrom(ward.Record));
    }

    [Fact]
    public async Task A_message_is_let_go_by_the_device_whose_patient_was_unknown_not_by_the_first_in_it()
    {
        await using Ward ward = new()
        {
            ConfigureSource = source => (source.UnknownPatients, source.Decoder) = (UnknownPatientPolicy.Hold, "each"),
            Configure = gateway => gateway.Decoders.Add(new EachDecoder()),
        };
        await StartWith(ward, 1);
        ward.Intake.Say("1 2");
        await Ward.UntilAsync(() => ward.Intake.Settled == 1);
        Assert.Equal(1, ward.Gateway.Waiting.Held);

        await ward.Gateway.Associations.RecordAsync(JoinOf(2), CancellationToken.None);

        await Ward.UntilAsync(() => ward.Gateway.Waiting.Held == 0 && ward.Sent.Count == 2);
        await ward.FinishAsync();
        Assert.Equal(["1", "2"], ward.Sent.Order());
    }

    [Fact]
    public async Task A_message_that_is_held_for_one_unknown_device_of_two_goes_out_once_that_is_registered()
    {
        await using Ward ward = new()
        {
            ConfigureSource = source => (source.UnknownDevices, source.Decoder) = (UnknownDevicePolicy.Hold, "each"),
            Configure = gateway => gateway.Decoders.Add(new EachDecoder()),
        };
        await ward.StartAsync();
        ward.Intake.Say("1 9");
        await Ward.UntilAsync(() => ward.Intake.Settled == 1);

        Assert.True(ward.Gateway.Devices.TryFind(Ward.Device(1), out KnownDevice? other));
        ward.Gateway.Devices.Register(new DeviceDescriptor { Id = Ward.Device(9), ProfileId = "monitor" }, other.Profile);

        await Ward.UntilAsync(() => ward.Gateway.Waiting.Held == 0 && ward.Sent.Contains("9"));
        await ward.FinishAsync();
    }

    private static async Task StartWith(Ward ward, int device)
    {
        await ward.StartAsync();
        await ward.Gateway.Associations.RecordAsync(JoinOf(device), CancellationToken.None);
    }

    private static AssociationEvent JoinOf(int device) => new()
    {
        Device = Ward.Device(device),
        AssociationId = $"a{device}",
        Action = AssociationAction.Start,
        Effective = DateTimeOffset.UnixEpoch,
        Received = DateTimeOffset.UnixEpoch,
        Patient = PatientOf(Ann),
    };

    /// <summary>A gateway of several monitors: each word of a message is a reading of the device of that number.</summary>
    private sealed class EachDecoder : IDecoder
    {
        public string Id => "each";

        public void Decode(in DeviceMessage message, DecodeOutput output)
        {
            foreach (string word in Encoding.UTF8.GetString(message.Payload.ToArray()).Split(' '))
            {
                string name = $"bed{word}";
                if (!message.Devices.TryFind(message.Site, LineDecoder.System, name, out KnownDevice? device))
                {
                    output.RejectDevice(word, 0, new Identifier(LineDecoder.System, name), message.Devices.Match(message.Site, LineDecoder.System, name, out _));
                    continue;
                }

                Value value = Value.Of(decimal.Parse(word, CultureInfo.InvariantCulture), Units.PerMinute);
                output.Add(new Measurement(device.ContextFor(0, message.Purpose), value, Quality.Good, ObservedTime.ByReceipt(message.Received)) { Received = message.Received });
            }
        }
    }
}
