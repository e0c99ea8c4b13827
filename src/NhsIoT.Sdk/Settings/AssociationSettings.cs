using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>Makes an association that is known at the start from its settings. No fault quotes what names a person.</summary>
internal static class AssociationSettings
{
    public static AssociationEvent? Read(PartSettings settings)
    {
        string? id = Name(settings);
        DeviceId? device = Required(settings, "device") is { } part ? DeviceSettings.OnlyId(part) : null;
        AssociationAction? action = Stated(settings, "action") ? settings.Word<AssociationAction>("action") : null;
        DateTimeOffset? effective = Stated(settings, "effective") ? settings.Instant("effective") : null;
        DateTimeOffset? received = settings.Instant("received");
        DateTimeOffset? ended = settings.Instant("ended");
        PatientReference? patient = settings.Part("patient") is { } person ? ReferenceSettings.Patient(person) : null;
        PlaceReference? place = settings.Part("place") is { } bed ? ReferenceSettings.Place(bed) : null;
        settings.RefuseOthers();
        return id is null || device is null || action is not { } what || effective is not { } from ? null : new AssociationEvent
        {
            AssociationId = id,
            Device = device,
            Action = what,
            Effective = from,
            Received = received ?? from,
            Ended = ended,
            Patient = patient,
            Place = place,
        };
    }

    private static string? Name(PartSettings settings)
    {
        string? id = settings.RequiredText("association");
        if (id is null || AssociationEvent.IsAssociationId(id))
        {
            return id;
        }

        settings.Fault("association", "is not 1 to 64 ASCII letters, digits, dashes and points");
        return null;
    }

    private static PartSettings? Required(PartSettings settings, string name) => Stated(settings, name) ? settings.Part(name) : null;

    private static bool Stated(PartSettings settings, string name)
    {
        bool isStated = settings.IsStated(name);
        if (!isStated)
        {
            settings.Fault(name, "is missing");
        }

        return isStated;
    }
}
