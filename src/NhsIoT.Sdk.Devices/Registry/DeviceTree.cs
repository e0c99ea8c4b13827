using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Registry;

/// <summary>Which device is a part of which. Not thread-safe: the registry's lock is held.</summary>
internal sealed class DeviceTree
{
    private readonly Dictionary<DeviceId, DeviceId> _parents = [];
    private readonly Dictionary<DeviceId, SortedSet<string>> _children = [];

    /// <summary>Says why a device cannot hang on its parent; null where it can.</summary>
    public string? FaultOf(DeviceDescriptor device, bool isParentKnown)
    {
        if (device.Parent is not { } parent)
        {
            return null;
        }

        if (!string.Equals(parent.Site, device.Id.Site, StringComparison.Ordinal))
        {
            return $"The device {device.Id.Key} names the parent {parent.Key}, which belongs to another site.";
        }

        for (DeviceId? at = parent; at is not null; at = _parents.GetValueOrDefault(at))
        {
            if (at == device.Id)
            {
                return $"The device {device.Id.Key} names the parent {parent.Key}, which is itself or a part of it.";
            }
        }

        return isParentKnown ? null : $"The device {device.Id.Key} names the parent {parent.Key}, which is not known: register it first.";
    }

    /// <summary>Hangs a device where it says, away from where it was.</summary>
    public void Put(DeviceDescriptor device)
    {
        Remove(device.Id);
        if (device.Parent is not { } parent)
        {
            return;
        }

        _parents[device.Id] = parent;
        if (!_children.TryGetValue(parent, out SortedSet<string>? parts))
        {
            _children[parent] = parts = new SortedSet<string>(StringComparer.Ordinal);
        }

        parts.Add(device.Id.Key);
    }

    /// <summary>Takes a device away from its parent.</summary>
    public void Remove(DeviceId device)
    {
        if (_parents.Remove(device, out DeviceId? parent) && _children[parent].Remove(device.Key) && _children[parent].Count == 0)
        {
            _children.Remove(parent);
        }
    }

    /// <summary>The opaque keys of the parts of a device, in order.</summary>
    public IReadOnlyCollection<string> ChildrenOf(DeviceId device) => _children.TryGetValue(device, out SortedSet<string>? parts) ? parts : [];
}
