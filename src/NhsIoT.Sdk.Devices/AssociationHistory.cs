using System.Collections.Concurrent;
using NhsIoT.Sdk.Devices.Associations;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices;

/// <summary>The history of associations, in memory.</summary>
/// <remarks>
/// <para>
/// What becomes known late holds for its own time, in whatever order it comes; the same event twice changes nothing. An
/// association holds from its start, inclusive, to its end, exclusive; one whose end was not stated ends when the next of its
/// device starts, for a device is with one patient at a time unless <see cref="DeclareShared"/> says otherwise. A transfer ends
/// whatever the device had before, a correction that became known later replaces an earlier one, and what was cancelled never was.
/// </para>
/// <para>
/// Where the stated times of associations overlap, where messages about one contradict each other, where a stretch of time spans
/// a change, or where the clock is doubtful or too uncertain, the answer is unknown and says why.
/// </para>
/// <para>
/// Looking up takes no lock and allocates nothing. Volatile, and it forgets nothing: it is gone with the process, and grows with
/// each association. Thread-safe.
/// </para>
/// </remarks>
public sealed class AssociationHistory : IAssociations
{
    private readonly Lock _gate = new();
    private readonly Drawing _drawing = new();
    private readonly DeviceAssociations _unheardOf = new(null);
    private readonly ConcurrentDictionary<DeviceId, DeviceAssociations> _devices = [];

    /// <inheritdoc/>
    public event EventHandler<AssociationEvent>? Recorded;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException"><paramref name="observed"/> is the default value.</exception>
    public Placement At(DeviceId device, in ObservedTime observed, DateTimeOffset received)
    {
        ArgumentNullException.ThrowIfNull(device);
        return (_devices.TryGetValue(device, out DeviceAssociations? associations) ? associations : _unheardOf).At(observed, received);
    }

    /// <inheritdoc/>
    public IDeviceAssociations Of(DeviceId device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return Find(device);
    }

    /// <inheritdoc/>
    public ValueTask RecordAsync(AssociationEvent association, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(association);
        if (association.Action > AssociationAction.Cancel)
        {
            throw new ArgumentException("The action is no member.", nameof(association));
        }

        cancellationToken.ThrowIfCancellationRequested();
        DeviceAssociations associations = Find(association.Device);
        bool isNew;
        lock (_gate)
        {
            isNew = associations.Record(association, _drawing);
        }

        // Not for what was known: whoever lets go what waited for it, and hears it again from that, would never end.
        if (isNew)
        {
            Recorded?.Invoke(this, association);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public void DeclareShared(DeviceId device)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceAssociations associations = Find(device);
        lock (_gate)
        {
            associations.Share(_drawing);
        }
    }

    private DeviceAssociations Find(DeviceId device) =>
        _devices.TryGetValue(device, out DeviceAssociations? associations) ? associations : _devices.GetOrAdd(device, static d => new DeviceAssociations(d));
}
