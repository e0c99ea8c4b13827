using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using NhsIoT.Sdk.Devices.Registry;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices;

/// <summary>The devices that are known here, in memory.</summary>
/// <remarks>
/// Holds nothing beyond the life of the process. Looking up takes no lock and allocates nothing; changing takes one, and listing
/// parts does. Within a site an identifier names one device; two devices of two sites never collide. Thread-safe.
/// </remarks>
public sealed class DeviceRegistry : IDeviceRegistry
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, KnownDevice> _byKey = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, KnownDevice>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly IdentifierIndex _identifiers = new();
    private readonly DeviceTree _tree = new();
    private readonly ChangeQueue _changes = new();

    // Outbox entries of a device carry its revision: one that comes back must not begin again at an old one.
    private readonly Dictionary<string, int> _lastRevisions = new(StringComparer.Ordinal);

    /// <summary>Makes an empty registry.</summary>
    public DeviceRegistry() => _bySpan = _byKey.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <inheritdoc/>
    public event EventHandler<DeviceChange>? Changed;

    /// <summary>Gets the devices as they are now, in no order.</summary>
    /// <value>A copy, which later changes leave alone.</value>
    public IReadOnlyCollection<KnownDevice> Devices => [.. _byKey.Values];

    /// <summary>Orders devices so that each parent stands before its parts.</summary>
    /// <param name="devices">The devices, in any order.</param>
    /// <returns>
    /// The same devices; those that do not depend on each other keep their order. Devices whose parents go in a circle stand
    /// last, where <see cref="Register"/> refuses them.
    /// </returns>
    public static IReadOnlyList<DeviceDescriptor> ParentsFirst(IEnumerable<DeviceDescriptor> devices)
    {
        ArgumentNullException.ThrowIfNull(devices);
        List<DeviceDescriptor> left = [.. devices];
        HashSet<DeviceId> waiting = [.. left.Select(d => d.Id)];
        List<DeviceDescriptor> ordered = new(left.Count);
        for (int before = -1; before != ordered.Count;)
        {
            before = ordered.Count;
            List<DeviceDescriptor> ready = left.FindAll(d => d.Parent is null || !waiting.Contains(d.Parent));
            left.RemoveAll(d => d.Parent is null || !waiting.Contains(d.Parent));
            waiting.ExceptWith(ready.Select(d => d.Id));
            ordered.AddRange(ready);
        }

        return [.. ordered, .. left];
    }

    /// <summary>Makes a device known.</summary>
    /// <param name="descriptor">The facts of the device. One that was retired goes on above its last revision.</param>
    /// <param name="profile">The facts of its model.</param>
    /// <returns>The device.</returns>
    /// <exception cref="ArgumentException">
    /// One of its identifiers is taken at its site, its parent is not known, of another site or a part of it (the message names both
    /// devices by their opaque keys), or the descriptor names another profile.
    /// </exception>
    public KnownDevice Register(DeviceDescriptor descriptor, DeviceProfile profile)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        KnownDevice device;
        lock (_gate)
        {
            if (_byKey.ContainsKey(descriptor.Id.Key))
            {
                throw Taken(descriptor.Id, descriptor.Id, nameof(descriptor));
            }

            int least = _lastRevisions.TryGetValue(descriptor.Id.Key, out int last) ? last + 1 : 0;
            device = new KnownDevice(descriptor.Revision >= least ? descriptor : descriptor with { Revision = least }, profile);
            Put(device, replaced: null, nameof(descriptor));
            _changes.Add(new DeviceChange(DeviceChangeKind.Added, device));
        }

        Raise();
        return device;
    }

    /// <summary>Changes what is known about a device. Its revision becomes one more than it was.</summary>
    /// <param name="descriptor">
    /// The facts of the device, whatever its revision says; its approval stays as it was, because only <see cref="Approve"/> gives that.
    /// </param>
    /// <param name="profile">The facts of its model.</param>
    /// <returns>
    /// The device; the old object stays as it was. Its contexts are new where the profile is another object, or where its firmware or
    /// the day of its calibration changed; else they are those that it had.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// The device is not known, one of its identifiers is taken at its site by another, its parent is not known, of another site or
    /// a part of it (the message names both devices by their opaque keys), or the descriptor names another profile.
    /// </exception>
    public KnownDevice Update(DeviceDescriptor descriptor, DeviceProfile profile)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        KnownDevice device;
        lock (_gate)
        {
            KnownDevice old = Known(descriptor.Id, nameof(descriptor));
            device = new KnownDevice(descriptor with { Revision = old.Descriptor.Revision + 1, Approval = old.Descriptor.Approval }, profile, old);
            Put(device, old, nameof(descriptor));
            _changes.Add(new DeviceChange(DeviceChangeKind.Changed, device) { Former = old });
        }

        Raise();
        return device;
    }

    /// <summary>Says that a person has looked at a device and that it belongs here. Its revision becomes one more than it was.</summary>
    /// <param name="id">Which device.</param>
    /// <param name="by">Who says so; <see langword="null"/> where it is not known.</param>
    /// <returns>The approved device with the contexts that it had; one that was approved already, as it is.</returns>
    /// <exception cref="ArgumentException">The device is not known.</exception>
    public KnownDevice Approve(DeviceId id, string? by = null)
    {
        ArgumentNullException.ThrowIfNull(id);
        KnownDevice device;
        lock (_gate)
        {
            KnownDevice old = Known(id, nameof(id));
            if (old.IsApproved)
            {
                return old;
            }

            device = new KnownDevice(
                old.Descriptor with { Revision = old.Descriptor.Revision + 1, Approval = DeviceApproval.Approved }, old.Profile, old);
            Put(device, old, nameof(id));
            _changes.Add(new DeviceChange(DeviceChangeKind.Approved, device) { Former = old, By = by });
        }

        Raise();
        return device;
    }

    /// <summary>Forgets a device: it is found no longer, and its identifiers are free again.</summary>
    /// <param name="id">Which device.</param>
    /// <param name="by">Who says so; <see langword="null"/> where it is not known.</param>
    /// <returns>Whether it was known.</returns>
    /// <exception cref="ArgumentException">Another device is a part of it; the message names both by their opaque keys.</exception>
    public bool Retire(DeviceId id, string? by = null)
    {
        ArgumentNullException.ThrowIfNull(id);
        lock (_gate)
        {
            if (!TryFind(id, out KnownDevice? device))
            {
                return false;
            }

            if (_tree.ChildrenOf(id).FirstOrDefault() is { } part)
            {
                throw new ArgumentException($"The device {part} is a part of the device {id.Key}: retire it first.", nameof(id));
            }

            foreach (Identifier identifier in IdentifiersOf(device))
            {
                _identifiers.Remove(identifier, id.Site);
            }

            _byKey.TryRemove(id.Key, out _);
            _tree.Remove(id);
            _lastRevisions[id.Key] = device.Descriptor.Revision;
            _changes.Add(new DeviceChange(DeviceChangeKind.Retired, device) { Former = device, By = by });
        }

        Raise();
        return true;
    }

    /// <inheritdoc/>
    public DeviceMatch Match(string? site, string system, ReadOnlySpan<char> value, out KnownDevice? device)
    {
        ArgumentNullException.ThrowIfNull(system);
        return _identifiers.Match(site, system, value, out device);
    }

    /// <inheritdoc/>
    public bool TryFind(string? site, string system, ReadOnlySpan<char> value, [NotNullWhen(true)] out KnownDevice? device) =>
        Match(site, system, value, out device) == DeviceMatch.One && device is not null;

    /// <inheritdoc/>
    public bool TryFind(DeviceId id, [NotNullWhen(true)] out KnownDevice? device)
    {
        ArgumentNullException.ThrowIfNull(id);
        return _byKey.TryGetValue(id.Key, out device);
    }

    /// <inheritdoc/>
    public bool TryFindByKey(ReadOnlySpan<char> key, [NotNullWhen(true)] out KnownDevice? device) => _bySpan.TryGetValue(key, out device);

    /// <inheritdoc/>
    public IReadOnlyList<KnownDevice> ChildrenOf(DeviceId parent)
    {
        ArgumentNullException.ThrowIfNull(parent);
        lock (_gate)
        {
            return [.. _tree.ChildrenOf(parent).Select(key => _byKey[key])];
        }
    }

    private static IEnumerable<Identifier> IdentifiersOf(KnownDevice device) =>
        device.Descriptor.Identifiers.Select(i => i.Identifier).Prepend(device.Id.Identifier).Select(EuiSpelling.Of).Distinct();

    private static ArgumentException Taken(DeviceId newcomer, DeviceId holder, string parameter) =>
        new($"The device {newcomer.Key} has an identifier that the device {holder.Key} of the same site has already.", parameter);

    private KnownDevice Known(DeviceId id, string parameter) =>
        TryFind(id, out KnownDevice? device) ? device : throw new ArgumentException($"The device {id.Key} is not known: register it first.", parameter);

    private void Raise() => _changes.Raise(change => Changed?.Invoke(this, change));

    // All is checked before anything changes: a refused device leaves no trace.
    private void Put(KnownDevice device, KnownDevice? replaced, string parameter)
    {
        DeviceId? parent = device.Descriptor.Parent;
        if (_tree.FaultOf(device.Descriptor, parent is not null && _byKey.ContainsKey(parent.Key)) is { } fault)
        {
            throw new ArgumentException(fault, parameter);
        }

        Identifier[] identifiers = [.. IdentifiersOf(device)];
        foreach (Identifier identifier in identifiers)
        {
            if (TryFind(device.Id.Site, identifier.System, identifier.Value, out KnownDevice? holder) && !ReferenceEquals(holder, replaced))
            {
                throw Taken(device.Id, holder.Id, parameter);
            }
        }

        foreach (Identifier identifier in identifiers)
        {
            _identifiers.Put(identifier, device);
        }

        foreach (Identifier gone in replaced is null ? [] : IdentifiersOf(replaced).Except(identifiers))
        {
            _identifiers.Remove(gone, device.Id.Site);
        }

        _byKey[device.Id.Key] = device;
        _tree.Put(device.Descriptor);
    }
}
