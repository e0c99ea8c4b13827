using System.Diagnostics.CodeAnalysis;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Profiles;

/// <summary>A registry in which every name is the device of the examples: what the messages call it is no matter here.</summary>
internal sealed class ExampleDevices(KnownDevice example) : IDeviceRegistry
{
    // Nothing changes here, so that nobody is ever told.
    event EventHandler<DeviceChange>? IDeviceRegistry.Changed
    {
        add { }
        remove { }
    }

    public DeviceMatch Match(string? site, string system, ReadOnlySpan<char> value, out KnownDevice? device)
    {
        device = example;
        return DeviceMatch.One;
    }

    public bool TryFind(DeviceId id, [NotNullWhen(true)] out KnownDevice? device) => (device = id == example.Id ? example : null) is not null;

    public bool TryFindByKey(ReadOnlySpan<char> key, [NotNullWhen(true)] out KnownDevice? device) =>
        (device = key.SequenceEqual(example.Id.Key) ? example : null) is not null;

    public IReadOnlyList<KnownDevice> ChildrenOf(DeviceId parent) => [];
}
