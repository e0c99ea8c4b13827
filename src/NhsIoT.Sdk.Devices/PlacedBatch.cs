using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices;

/// <summary>The words of one lane and one source, in order, each with whose it is.</summary>
/// <remarks>Borrowed: its memory is reused after the handlers have returned. Copy what is to be kept.</remarks>
public sealed class PlacedBatch
{
    /// <summary>Gets what the source says of all its messages.</summary>
    public required SourceTerms Source { get; init; }

    /// <summary>Gets the devices that are known here.</summary>
    public required IDeviceRegistry Devices { get; init; }

    /// <summary>Gets a value indicating whether the words are committed, or will be with this batch.</summary>
    /// <value><see langword="false"/> where a best-effort handler gets alarms before the commit.</value>
    public bool IsDurable { get; set; } = true;

    /// <summary>Gets the measurements.</summary>
    public ReadOnlyMemory<Placed<Measurement>> Measurements { get; set; }

    /// <summary>Gets the alarm events.</summary>
    public ReadOnlyMemory<Placed<AlarmEvent>> Alarms { get; set; }

    /// <summary>Gets the association events.</summary>
    public ReadOnlyMemory<Placed<AssociationEvent>> Associations { get; set; }

    /// <summary>Gets the device statuses.</summary>
    public ReadOnlyMemory<Placed<DeviceStatus>> Statuses { get; set; }

    /// <summary>Gets readings that went out before and go out again under another patient or place, by a decision of people.</summary>
    public ReadOnlyMemory<ReplacedReading> Replacements { get; set; }
}
