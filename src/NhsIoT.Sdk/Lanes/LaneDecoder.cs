using System.Buffers;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>Turns one message at a time into words, and admits its device where the source says so.</summary>
internal sealed class LaneDecoder(GatewayServices services)
{
    public DecodeOutput Output { get; } = new();

    /// <summary>Decodes a message and gives what has become of it.</summary>
    public MessageState Decode(in LaneItem item, int attempts)
    {
        Run(item);
        Identifier? last = null;
        while (item.Source.UnknownDevices == UnknownDevicePolicy.AdmitUnapproved && UnknownDevice() is { } unknown
            && unknown != last && services.Admission.TryAdmit(item.Source, unknown))
        {
            last = unknown;
            Run(item);
        }

        if (Output.Issues.Count == 0)
        {
            return new MessageState { Attempts = attempts };
        }

        bool isHeld = item.Source.UnknownDevices == UnknownDevicePolicy.Hold && AreAllUnknownDevices();
        return MessageState.Of(Output) with { Attempts = attempts, IsHeld = isHeld };
    }

    private void Run(in LaneItem item)
    {
        Output.Clear();
        if (item.Message.Fault is { } damage)
        {
            // What its transport could not read is no message: whatever its bytes look like, they are not decoded.
            Output.Reject(new DecodeIssue(DecodeIssueCode.Malformed, damage.Place, damage.ByteOffset, damage.Explanation));
            return;
        }

        Envelope envelope = item.Message.Envelope;
        DeviceMessage message = new()
        {
            Payload = new ReadOnlySequence<byte>(envelope.Payload),
            Route = envelope.Route,
            ContentType = envelope.ContentType,
            Received = item.Received,
            Purpose = item.Source.Purpose,
            Devices = services.Devices,
            Site = item.Source.Site,
            Device = DeviceOf(item.Source),
        };
        try
        {
            item.Source.Decoder.Decode(message, Output);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // A decoder throws nothing; one that does must not stop its lane, and its half-made words are not believed.
            Output.Clear();
            Output.Reject(new DecodeIssue(DecodeIssueCode.DecoderFault, "$", null, fault.GetType().Name));
        }
    }

    // As it is now: it may have changed since the gateway was built, or be known no longer.
    private KnownDevice? DeviceOf(Source source) =>
        source.Device is not null && services.Devices.TryFind(source.Device.Id, out KnownDevice? device) ? device : null;

    private Identifier? UnknownDevice()
    {
        for (int i = 0; i < Output.Issues.Count; i++)
        {
            if (Output.Issues[i].Device is { } device)
            {
                return device;
            }
        }

        return null;
    }

    // A message that is also wrong in another way would not become right by a registration.
    private bool AreAllUnknownDevices()
    {
        for (int i = 0; i < Output.Issues.Count; i++)
        {
            if (Output.Issues[i].Code != DecodeIssueCode.UnknownDevice)
            {
                return false;
            }
        }

        return true;
    }
}
