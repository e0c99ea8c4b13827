using System.Buffers;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices;

/// <summary>A message of a device as it came in, with what a decoder may know about it.</summary>
/// <remarks>A borrowed view: nothing of it may be kept after the decoder returns.</remarks>
public readonly ref struct DeviceMessage
{
    /// <summary>Gets the bytes.</summary>
    public required ReadOnlySequence<byte> Payload { get; init; }

    /// <summary>Gets the way that it came: a topic, a path.</summary>
    public required string Route { get; init; }

    /// <summary>Gets the media type, where the transport knows it.</summary>
    /// <value>The default is <see langword="null"/>: not known.</value>
    public string? ContentType { get; init; }

    /// <summary>Gets when it was received, by the gateway's clock.</summary>
    public required DateTimeOffset Received { get; init; }

    /// <summary>Gets what its readings are for, as its source says.</summary>
    public required ReadingPurpose Purpose { get; init; }

    /// <summary>Gets the devices that are known here.</summary>
    public required IDeviceRegistry Devices { get; init; }

    /// <summary>Gets the site that its source serves: within it the message's identifiers of devices are looked for.</summary>
    /// <value>The default is <see langword="null"/>: any site; a device is then found only where exactly one site has it.</value>
    public string? Site { get; init; }

    /// <summary>Gets the device that it came from, where the source serves only one.</summary>
    /// <value>The default is <see langword="null"/>: the message, or its route, names the device.</value>
    public KnownDevice? Device { get; init; }
}
