using System.Buffers;
using System.Globalization;
using System.Text;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Tests.Stories;

/// <summary>Reads the monitors' calls: a serial number and a time.</summary>
internal sealed class CallDecoder : IDecoder
{
    public string Id => "call";

    public void Decode(in DeviceMessage message, DecodeOutput output)
    {
        string[] words = Encoding.UTF8.GetString(message.Payload.ToArray()).Split(' ');
        Assert.True(message.Devices.TryFind(message.Site, StoryWard.Serials, words[0], out KnownDevice? device));
        output.Add(new AlarmEvent
        {
            Device = device.Id,
            AlarmId = "1",
            Code = new Coding(Coding.Mdc, "196648"),
            Kind = AlarmKind.Physiological,
            Priority = AlarmPriority.High,
            Phase = AlarmPhase.Start,
            State = AlarmState.Active,
            Observed = ObservedTime.ByDevice(DateTimeOffset.Parse(words[1], CultureInfo.InvariantCulture)),
            Received = message.Received,
            Provenance = device.ContextFor(0, message.Purpose).Provenance,
            Purpose = message.Purpose,
        });
    }
}
