using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>What the gateway does when a device or an association becomes known, changes or goes.</summary>
internal sealed class ChangeListener(GatewayServices services)
{
    public void ListenTo(DeviceRegistry registry, ISecretSource? secrets)
    {
        foreach (KnownDevice device in registry.Devices)
        {
            services.Due.Watch(device);
            Share(device);
        }

        registry.Changed += (_, change) => Note(change);
        secrets?.Changed += (_, change) =>
            services.Audit.Raise(services, AuditKind.SecretRotation, null, 1, "a secret that was asked for has another value", change.Name);
        services.Associations.Recorded += (_, association) => Note(association);
    }

    private void Note(AssociationEvent association)
    {
        services.News.Tell(association.Device.Key);
        services.Audit.Raise(services, new AuditEvent
        {
            Kind = AuditKind.Association,
            At = services.Clock.GetUtcNow(),
            Actor = AuditWriter.Self,
            Subject = association.Device.Key,
            CorrelationId = association.AssociationId,
            Reason = $"association: {association.Action.ToString().ToLowerInvariant()}",
        });
    }

    private void Note(DeviceChange change)
    {
        if (change.Kind == DeviceChangeKind.Reported)
        {
            // A device said how it is: its status tells that, and nothing that was looked up or is waited for is another.
            return;
        }

        services.DevicesChanged();
        if (change.Kind == DeviceChangeKind.Retired)
        {
            services.Due.Forget(change.Device.Id);
        }
        else
        {
            services.Due.Watch(change.Device);
            Share(change.Device);
        }

        if (change.Kind == DeviceChangeKind.Added)
        {
            services.News.Tell(null);
        }

        Account(change);
    }

    private void Share(KnownDevice device)
    {
        if (device.Descriptor.IsShared)
        {
            services.Associations.DeclareShared(device.Id);
        }
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
