using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk;

/// <summary>Registers devices that nobody registered, as unapproved, for sources that say so.</summary>
internal sealed class Admission(DeviceRegistry registry, IReadOnlyDictionary<string, DeviceProfile> profiles)
{
    /// <summary>Registers a device.</summary>
    /// <returns>Whether it is known now: also where another lane was quicker.</returns>
    public bool TryAdmit(Source source, Identifier identifier)
    {
        DeviceDescriptor descriptor = new()
        {
            Id = new DeviceId(source.Site!, identifier),
            ProfileId = source.AdmitWith!,
            Approval = DeviceApproval.Unapproved,
        };
        try
        {
            registry.Register(descriptor, profiles[source.AdmitWith!]);
            return true;
        }
        catch (ArgumentException)
        {
            return registry.TryFind(descriptor.Id, out _);
        }
    }
}
