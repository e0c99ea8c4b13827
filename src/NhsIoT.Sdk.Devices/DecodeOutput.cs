using System.Runtime.InteropServices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices;

/// <summary>Where a decoder puts the words and issues of one message.</summary>
/// <remarks>
/// Reused: after <see cref="Clear"/> it holds nothing and keeps its room, so that a message allocates nothing here. Not
/// thread-safe: each lane has its own.
/// </remarks>
public sealed class DecodeOutput
{
    private readonly List<Measurement> _measurements = [];
    private readonly List<AlarmEvent> _alarms = [];
    private readonly List<AssociationEvent> _associations = [];
    private readonly List<DeviceStatus> _statuses = [];
    private readonly List<DecodeIssue> _issues = [];

    /// <summary>Gets the measurements, in the order in which they were added; valid until the next change.</summary>
    public ReadOnlySpan<Measurement> Measurements => CollectionsMarshal.AsSpan(_measurements);

    /// <summary>Gets the alarm events, in order.</summary>
    public IReadOnlyList<AlarmEvent> Alarms => _alarms;

    /// <summary>Gets the association events, in order.</summary>
    public IReadOnlyList<AssociationEvent> Associations => _associations;

    /// <summary>Gets the device statuses, in order.</summary>
    public IReadOnlyList<DeviceStatus> Statuses => _statuses;

    /// <summary>Gets what could not be read, in order.</summary>
    public IReadOnlyList<DecodeIssue> Issues => _issues;

    /// <summary>Gets or sets the patient that the message names itself: what is known of the device is held against it, never replaced by it.</summary>
    /// <value>The default is <see langword="null"/>: it names none.</value>
    public PatientReference? StatedPatient { get; set; }

    /// <summary>Gets a value indicating whether nothing was added or rejected.</summary>
    public bool IsEmpty => _measurements.Count + _alarms.Count + _associations.Count + _statuses.Count + _issues.Count == 0;

    /// <summary>Adds a measurement.</summary>
    /// <param name="measurement">The measurement.</param>
    /// <exception cref="ArgumentException">It is the default value.</exception>
    public void Add(in Measurement measurement)
    {
        if (measurement.IsDefault)
        {
            throw new ArgumentException("The default Measurement is no measurement.", nameof(measurement));
        }

        _measurements.Add(measurement);
    }

    /// <summary>Adds an alarm event.</summary>
    /// <param name="alarm">The event.</param>
    public void Add(AlarmEvent alarm)
    {
        ArgumentNullException.ThrowIfNull(alarm);
        _alarms.Add(alarm);
    }

    /// <summary>Adds an association event.</summary>
    /// <param name="association">The event.</param>
    public void Add(AssociationEvent association)
    {
        ArgumentNullException.ThrowIfNull(association);
        _associations.Add(association);
    }

    /// <summary>Adds a device status.</summary>
    /// <param name="status">The status.</param>
    public void Add(DeviceStatus status)
    {
        ArgumentNullException.ThrowIfNull(status);
        _statuses.Add(status);
    }

    /// <summary>Says that something could not be read. The message is then kept with its bytes.</summary>
    /// <param name="issue">What, and where.</param>
    public void Reject(DecodeIssue issue)
    {
        ArgumentNullException.ThrowIfNull(issue);
        _issues.Add(issue);
    }

    /// <summary>Says that no device is known by what the message names. The message is then kept with its bytes.</summary>
    /// <param name="place">Where the message names it.</param>
    /// <param name="byteOffset">Where, in bytes from the start of the payload; <see langword="null"/> where there is no such place.</param>
    /// <param name="device">What it names. It goes with the issue where it is not known, never where several sites have it.</param>
    /// <param name="match">What <see cref="IDeviceRegistry.Match"/> said.</param>
    /// <exception cref="ArgumentOutOfRangeException">The device is known.</exception>
    public void RejectDevice(string place, long? byteOffset, Identifier device, DeviceMatch match)
    {
        ArgumentNullException.ThrowIfNull(place);
        ArgumentNullException.ThrowIfNull(device);
        Reject(DecodeIssue.OfDevice(place, byteOffset, device, match));
    }

    /// <summary>Forgets everything and keeps the room.</summary>
    public void Clear()
    {
        _measurements.Clear();
        _alarms.Clear();
        _associations.Clear();
        _statuses.Clear();
        _issues.Clear();
        StatedPatient = null;
    }
}
