using System.Collections.Concurrent;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk;

/// <summary>Registers devices that nobody registered, as unapproved, for sources that say so.</summary>
internal sealed class Admission(DeviceRegistry registry, IReadOnlyDictionary<string, DeviceProfile> profiles)
{
    private readonly ConcurrentDictionary<Source, int> _admitted = [];

    /// <summary>Registers a device, as far as its source may bring new ones.</summary>
    /// <returns>Whether it is known now: also where another lane was quicker.</returns>
    public bool TryAdmit(Source source, Identifier identifier)
    {
        if (_admitted.GetValueOrDefault(source) >= source.MaxAdmitted)
        {
            return false;
        }

        DeviceDescriptor descriptor = new()
        {
            Id = new DeviceId(source.Site!, identifier),
            ProfileId = source.AdmitWith!,
            Approval = DeviceApproval.Unapproved,
        };
        try
        {
            registry.Register(descriptor, profiles[source.AdmitWith!]);
            _admitted.AddOrUpdate(source, 1, static (_, count) => count + 1);
            return true;
        }
        catch (ArgumentException)
        {
            return registry.TryFind(descriptor.Id, out _);
        }
    }
}
