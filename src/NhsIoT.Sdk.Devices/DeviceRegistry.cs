using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices;

/// <summary>The devices that are known here, in memory.</summary>
/// <remarks>
/// Holds nothing beyond the life of the process. Looking up takes no lock and allocates nothing; registering takes one.
/// An identifier names one device only, whatever its site: a message says no site. Thread-safe.
/// </remarks>
public sealed class DeviceRegistry : IDeviceRegistry
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<DeviceId, KnownDevice> _byId = [];
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, KnownDevice>> _bySystem = new(StringComparer.Ordinal);

    /// <summary>Gets the devices as they are now, in no order.</summary>
    /// <value>A copy, which later changes leave alone.</value>
    public IReadOnlyCollection<KnownDevice> Devices => [.. _byId.Values];

    /// <summary>Makes a device known.</summary>
    /// <param name="descriptor">The facts of the device.</param>
    /// <param name="profile">The facts of its model.</param>
    /// <returns>The device with its prepared contexts.</returns>
    /// <exception cref="ArgumentException">
    /// One of its identifiers is taken (the message names both devices by their opaque keys), or the descriptor names another profile.
    /// </exception>
    public KnownDevice Register(DeviceDescriptor descriptor, DeviceProfile profile)
    {
        KnownDevice device = new(descriptor, profile);
        lock (_gate)
        {
            if (_byId.ContainsKey(device.Id))
            {
                throw Taken(device.Id, device.Id, nameof(descriptor));
            }

            Put(device, replaced: null, nameof(descriptor));
        }

        return device;
    }

    /// <summary>Changes what is known about a device. Its revision becomes one more than it was.</summary>
    /// <param name="descriptor">The facts of the device, whatever its revision says.</param>
    /// <param name="profile">The facts of its model.</param>
    /// <returns>The device with new contexts; the old object stays as it was.</returns>
    /// <exception cref="ArgumentException">
    /// The device is not known, one of its identifiers is taken by another, or the descriptor names another profile.
    /// </exception>
    public KnownDevice Update(DeviceDescriptor descriptor, DeviceProfile profile)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        lock (_gate)
        {
            if (!_byId.TryGetValue(descriptor.Id, out KnownDevice? old))
            {
                throw new ArgumentException($"The device {descriptor.Id.Key} is not known: register it first.", nameof(descriptor));
            }

            KnownDevice device = new(descriptor with { Revision = old.Descriptor.Revision + 1 }, profile);
            Put(device, old, nameof(descriptor));
            return device;
        }
    }

    /// <inheritdoc/>
    public bool TryFind(string system, ReadOnlySpan<char> value, [NotNullWhen(true)] out KnownDevice? device)
    {
        device = null;
        return _bySystem.TryGetValue(system, out ConcurrentDictionary<string, KnownDevice>? byValue)
            && byValue.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(value, out device);
    }

    /// <inheritdoc/>
    public bool TryFind(DeviceId id, [NotNullWhen(true)] out KnownDevice? device) => _byId.TryGetValue(id, out device);

    private static IEnumerable<Identifier> IdentifiersOf(KnownDevice device) =>
        device.Descriptor.Identifiers.Select(i => i.Identifier).Prepend(device.Id.Identifier).Distinct();

    private static ArgumentException Taken(DeviceId newcomer, DeviceId holder, string parameter) =>
        new($"The device {newcomer.Key} has an identifier that the device {holder.Key} has already.", parameter);

    // All is checked before anything changes: a refused device leaves no trace.
    private void Put(KnownDevice device, KnownDevice? replaced, string parameter)
    {
        Identifier[] identifiers = [.. IdentifiersOf(device)];
        foreach (Identifier identifier in identifiers)
        {
            if (TryFind(identifier.System, identifier.Value, out KnownDevice? holder) && !ReferenceEquals(holder, replaced))
            {
                throw Taken(device.Id, holder.Id, parameter);
            }
        }

        _byId[device.Id] = device;
        foreach (Identifier identifier in identifiers)
        {
            _bySystem.GetOrAdd(identifier.System, _ => new(StringComparer.Ordinal))[identifier.Value] = device;
        }

        foreach (Identifier gone in replaced is null ? [] : IdentifiersOf(replaced).Except(identifiers))
        {
            _bySystem[gone.System].TryRemove(gone.Value, out _);
        }
    }
}
