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
        DeviceId? id = Id(settings);
        string? profile = settings.RequiredText("profile");
        DeviceDescriptor standard = new() { Id = id ?? new DeviceId("none", new Identifier("urn:none", "none")), ProfileId = profile ?? "none" };
        DeviceDescriptor device = Conditioned(settings, standard) with
        {
            Identifiers = Identifiers(settings),
            Versions = Versions(settings),
            Name = settings.Text("name"),
            SerialNumber = settings.Text("serialNumber"),
            LotNumber = settings.Text("lotNumber"),
            Expires = settings.Day("expires"),
            CalibrationDue = settings.Instant("calibrationDue"),
            Udi = settings.Part("udi") is { } udi ? Udi(udi) : null,
            ClockSynchronisation = settings.Part("clockSynchronisation") is { } clock ? ReferenceSettings.Code(clock) : null,
            Owner = Owner(settings),
            Location = settings.Part("location") is { } place ? ReferenceSettings.Place(place) : null,
            Parent = settings.Part("parent") is { } parent ? OnlyId(parent) : null,
        };
        settings.RefuseOthers();
        return id is null || profile is null ? null : device;
    }

    public static DeviceId? OnlyId(PartSettings settings)
    {
        DeviceId? id = Id(settings);
        settings.RefuseOthers();
        return id;
    }

    private static DeviceId? Id(PartSettings settings)
    {
        string? site = settings.RequiredText("site");
        Identifier? identifier = ReferenceSettings.Identifier(settings);
        return site is null || identifier is null ? null : new DeviceId(site, identifier);
    }

    private static DeviceDescriptor Conditioned(PartSettings settings, DeviceDescriptor standard) =>
        new OptionsReader<DeviceDescriptor>(settings, standard, static d => ArgumentOutOfRangeException.ThrowIfNegative(d.Revision))
            .WholeNumber("revision", static (d, v) => d with { Revision = v })
            .Word<DeviceCondition>("condition", static (d, v) => d with { Condition = v })
            .Text("conditionNote", static (d, v) => d with { ConditionNote = v })
            .Flag("shared", static (d, v) => d with { IsShared = v })
            .Word<DeviceApproval>("approval", static (d, v) => d with { Approval = v })
            .Read();

    private static Identifier? Owner(PartSettings settings)
    {
        Identifier? owner = settings.Part("owner") is { } part ? ReferenceSettings.OnlyIdentifier(part) : null;
        string? organisation = settings.Text("ownerOrganisation");
        if (organisation is not null && settings.IsStated("owner"))
        {
            settings.Fault("ownerOrganisation", "is stated beside 'owner'");
        }

        return organisation is null ? owner : new Identifier(Identifier.OdsOrganisationSystem, organisation);
    }

    private static ImmutableArray<DeviceIdentifier> Identifiers(PartSettings settings)
    {
        ImmutableArray<DeviceIdentifier>.Builder identifiers = ImmutableArray.CreateBuilder<DeviceIdentifier>();
        foreach (PartSettings part in settings.Parts("identifiers"))
        {
            Coding? kind = part.Part("kind") is { } code ? ReferenceSettings.Code(code) : null;
            if (ReferenceSettings.OnlyIdentifier(part) is { } identifier)
            {
                identifiers.Add(new DeviceIdentifier(identifier, kind));
            }
        }

        return identifiers.ToImmutable();
    }

    private static ImmutableArray<DeviceVersion> Versions(PartSettings settings)
    {
        ImmutableArray<DeviceVersion>.Builder versions = ImmutableArray.CreateBuilder<DeviceVersion>();
        foreach (PartSettings part in settings.Parts("versions"))
        {
            if (!part.IsStated("kind"))
            {
                part.Fault("kind", "is missing");
            }

            Coding? kind = part.Part("kind") is { } code ? ReferenceSettings.Code(code) : null;
            string? version = part.RequiredText("version");
            part.RefuseOthers();
            if (kind is not null && version is not null)
            {
                versions.Add(new DeviceVersion(kind, version));
            }
        }

        return versions.ToImmutable();
    }

    private static DeviceUdi? Udi(PartSettings settings)
    {
        string? identifier = settings.RequiredText("deviceIdentifier");
        string? issuer = settings.RequiredText("issuer");
        string? readable = settings.Text("readableForm");
        bool? fromBarcode = settings.Flag("fromBarcode");
        byte[] scanned = [];
        if (settings.Text("scannedBase64") is { } text && !TryBase64(text, out scanned))
        {
            settings.Fault("scannedBase64", "is not base64");
        }

        settings.RefuseOthers();
        return identifier is null || issuer is null ? null : new DeviceUdi
        {
            DeviceIdentifier = identifier,
            Issuer = issuer,
            ScannedBytes = scanned,
            ReadableForm = readable,
            FromBarcode = fromBarcode ?? false,
        };
    }

    private static bool TryBase64(string text, out byte[] bytes)
    {
        bytes = new byte[text.Length];
        bool isRead = Convert.TryFromBase64String(text, bytes, out int written);
        bytes = bytes[..written];
        return isRead;
    }
}
