using System.Collections.Concurrent;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Registry;

/// <summary>Finds devices by any of their identifiers. Reading takes no lock; whoever writes holds the lock of the registry.</summary>
internal sealed class IdentifierIndex
{
    private readonly ConcurrentDictionary<string, SystemNames> _systems = new(StringComparer.Ordinal);

    public DeviceMatch Match(string? site, string system, ReadOnlySpan<char> value, out KnownDevice? device)
    {
        device = null;
        if (!_systems.TryGetValue(system, out SystemNames? names))
        {
            return DeviceMatch.None;
        }

        ReadOnlySpan<char> name = EuiSpelling.Of(value, names.Octets, stackalloc char[EuiSpelling.Room]);
        return names.BySpan.TryGetValue(name, out Namesakes namesakes) ? namesakes.Match(site, out device) : DeviceMatch.None;
    }

    /// <summary>Finds the device by the identifier, in the one spelling of its system, in place of the one of its site.</summary>
    public void Put(Identifier identifier, KnownDevice device)
    {
        SystemNames names = _systems.GetOrAdd(identifier.System, static system => new SystemNames(system));
        string name = identifier.Value;
        names.ByValue[name] = names.ByValue.TryGetValue(name, out Namesakes namesakes) ? namesakes.With(device) : new Namesakes(device, []);
    }

    /// <summary>Forgets the device of a site under the identifier, in the one spelling of its system.</summary>
    public void Remove(Identifier identifier, string site)
    {
        SystemNames names = _systems[identifier.System];
        string name = identifier.Value;
        if (names.ByValue[name].Without(site) is { } left)
        {
            names.ByValue[name] = left;
        }
        else
        {
            names.ByValue.TryRemove(name, out _);
        }
    }

    private sealed class SystemNames
    {
        public SystemNames(string system)
        {
            Octets = EuiSpelling.OctetsOf(system);
            BySpan = ByValue.GetAlternateLookup<ReadOnlySpan<char>>();
        }

        public int Octets { get; }

        public ConcurrentDictionary<string, Namesakes> ByValue { get; } = new(StringComparer.Ordinal);

        public ConcurrentDictionary<string, Namesakes>.AlternateLookup<ReadOnlySpan<char>> BySpan { get; }
    }
}
