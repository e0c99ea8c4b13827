using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>What the gateway does when a device or an association becomes known, changes or goes.</summary>
internal sealed class ChangeListener(GatewayServices services, HeldMessages held)
{
    public void ListenTo(DeviceRegistry registry)
    {
        foreach (KnownDevice device in registry.Devices)
        {
            services.Due.Watch(device);
        }

        services.WakeHeld = held.Wake;
        registry.Changed += (_, change) => Note(change);
        services.Associations.Recorded += (_, association) => held.Wake(association.Device.Key);
    }

    private void Note(DeviceChange change)
    {
        services.DevicesChanged();
        if (change.Kind == DeviceChangeKind.Retired)
        {
            services.Due.Forget(change.Device.Id);
        }
        else
        {
            services.Due.Watch(change.Device);
        }

        if (change.Kind == DeviceChangeKind.Added)
        {
            held.Wake(null);
        }

        Account(change);
    }

    // Who is a person's name, so it stands in the trail and in no log.
    private void Account(DeviceChange change)
    {
        AuditKind kind = change.Kind == DeviceChangeKind.Approved ? AuditKind.Approval : AuditKind.Configuration;
        services.Audit.Raise(services, new AuditEvent
        {
            Kind = kind,
            At = services.Clock.GetUtcNow(),
            Actor = change.By is { } by ? new AuditActor(by, AuditActorKind.Person) : AuditWriter.Self,
            Subject = change.Device.Id.Key,
            Reason = $"device {change.Kind.ToString().ToLowerInvariant()}",
        });
    }
}
