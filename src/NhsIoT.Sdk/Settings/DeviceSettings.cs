using System.Collections.Immutable;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>Makes the facts of a device from their settings.</summary>
internal static class DeviceSettings
{
    public static DeviceDescriptor? Read(PartSettings settings)
    {
        DeviceId? id = Id(settings, done: false);
        string? profile = settings.RequiredText("profile");
        DeviceId? parent = settings.Part("parent") is { } part ? Id(part, done: true) : null;
        string? owner = settings.Text("ownerOrganisation");
        DeviceDescriptor? device = id is null || profile is null ? null : new DeviceDescriptor
        {
            Id = id,
            ProfileId = profile,
            Identifiers = Identifiers(settings),
            Name = settings.Text("name"),
            SerialNumber = settings.Text("serialNumber"),
            LotNumber = settings.Text("lotNumber"),
            Owner = owner is null ? null : new Identifier(Telemetry.Identifier.OdsOrganisationSystem, owner),
            Parent = parent,
        };
        settings.RefuseOthers();
        return device;
    }

    public static DeviceId? Id(PartSettings settings, bool done)
    {
        string? site = settings.RequiredText("site");
        Identifier? identifier = Identifier(settings);
        if (done)
        {
            settings.RefuseOthers();
        }

        return site is null || identifier is null ? null : new DeviceId(site, identifier);
    }

    private static ImmutableArray<DeviceIdentifier> Identifiers(PartSettings settings)
    {
        ImmutableArray<DeviceIdentifier>.Builder identifiers = ImmutableArray.CreateBuilder<DeviceIdentifier>();
        foreach (PartSettings part in settings.Parts("identifiers"))
        {
            if (Identifier(part) is { } identifier)
            {
                identifiers.Add(new DeviceIdentifier(identifier));
            }

            part.RefuseOthers();
        }

        return identifiers.ToImmutable();
    }

    private static Identifier? Identifier(PartSettings settings)
    {
        string? system = settings.RequiredText("system");
        string? value = settings.RequiredText("value");
        return system is null || value is null ? null : new Identifier(system, value);
    }
}
