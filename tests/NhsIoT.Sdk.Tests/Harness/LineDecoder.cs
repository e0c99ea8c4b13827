using System.Buffers;
using System.Globalization;
using System.Text;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Tests.Harness;

/// <summary>
/// A payload language for these tests: <c>device number [number…]</c> is a reading each, <c>alarm device</c> an alarm (with a
/// third word: one without a time), <c>admit device</c> the start of an association, <c>is device condition</c> a status, <c>?</c> a
/// field that cannot be read, <c>throw</c> a decoder that breaks its contract. A semicolon sets several of them apart.
/// </summary>
internal sealed class LineDecoder : IDecoder
{
    public const string System = "urn:test:serial";

    public string Id => "line";

    public void Decode(in DeviceMessage message, DecodeOutput output)
    {
        foreach (string line in Encoding.UTF8.GetString(message.Payload.ToArray()).Split(';'))
        {
            Decode(line.Split(' '), message, output);
        }
    }

    private static void Decode(string[] words, in DeviceMessage message, DecodeOutput output)
    {
        if (words[0] == "throw")
        {
            throw new FormatException(words[1]);
        }

        bool alarm = words[0] == "alarm";
        bool admission = words[0] == "admit";
        bool status = words[0] == "is";
        string name = alarm || admission || status ? words[1] : words[0];
        if (!message.Devices.TryFind(message.Site, System, name, out KnownDevice? device))
        {
            output.RejectDevice("word 1", 0, new Identifier(System, name), message.Devices.Match(message.Site, System, name, out _));
            return;
        }

        if (alarm)
        {
            AlarmEvent rung = AlarmOf(device, message);
            output.Add(words.Length > 2 ? rung with { Observed = default } : rung);
            return;
        }

        if (status)
        {
            output.Add(new DeviceStatus
            {
                Device = device.Id,
                Condition = Enum.Parse<DeviceCondition>(words[2]),
                Observed = ObservedTime.ByReceipt(message.Received),
                Received = message.Received,
            });
            return;
        }

        if (admission)
        {
            output.Add(AdmissionOf(device, message));
            return;
        }

        for (int i = 1; i < words.Length; i++)
        {
            AddReading(words[i], i - 1, device, message, output);
        }
    }

    private static void AddReading(string word, int ordinal, KnownDevice device, in DeviceMessage message, DecodeOutput output)
    {
        if (!decimal.TryParse(word, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal number))
        {
            output.Reject(new DecodeIssue(DecodeIssueCode.BadValue, $"word {ordinal + 2}", null, "a number"));
            return;
        }

        output.Add(new Measurement(
            device.ContextFor(0, message.Purpose),
            Value.Of(number, Units.PerMinute),
            Quality.Good,
            ObservedTime.ByReceipt(message.Received))
        {
            Received = message.Received,
            Sequence = ordinal,
        });
    }

    private static AssociationEvent AdmissionOf(KnownDevice device, in DeviceMessage message) => new()
    {
        Device = device.Id,
        AssociationId = "a1",
        Action = AssociationAction.Start,
        Effective = message.Received,
        Received = message.Received,
    };

    private static AlarmEvent AlarmOf(KnownDevice device, in DeviceMessage message) => new()
    {
        Device = device.Id,
        AlarmId = "1",
        Code = new Coding(Coding.Mdc, "196648"),
        Kind = AlarmKind.Physiological,
        Priority = AlarmPriority.High,
        Phase = AlarmPhase.Start,
        State = AlarmState.Active,
        Observed = ObservedTime.ByReceipt(message.Received),
        Received = message.Received,
        Provenance = device.ContextFor(0, message.Purpose).Provenance,
        Purpose = message.Purpose,
    };
}
