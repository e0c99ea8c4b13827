using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>Makes names of things from their settings: codes, identifiers, references. No fault quotes one.</summary>
internal static class ReferenceSettings
{
    public static Coding? Code(PartSettings settings)
    {
        string? system = settings.RequiredText("system");
        string? code = settings.RequiredText("code");
        string? display = settings.Text("display");
        settings.RefuseOthers();
        if (code is not null && code.Trim().Length != code.Length)
        {
            settings.Fault("code", "has blanks at its ends");
            return null;
        }

        return system is null || code is null ? null : new Coding(system, code, display);
    }

    public static Identifier? Identifier(PartSettings settings)
    {
        string? system = settings.RequiredText("system");
        string? value = settings.RequiredText("value");
        return system is null || value is null ? null : new Identifier(system, value);
    }

    public static Identifier? OnlyIdentifier(PartSettings settings)
    {
        Identifier? identifier = Identifier(settings);
        settings.RefuseOthers();
        return identifier;
    }

    public static PatientReference? Patient(PartSettings settings)
    {
        (Identifier? identifier, string? reference) = Reference(settings);

        // A slip of the pen here would put readings into another person's record.
        if (identifier is { System: Telemetry.Identifier.NhsNumberSystem } && !NhsNumber.TryParse(identifier.Value, allowTestNumbers: true, out _, out _))
        {
            settings.Fault("value", "is no NHS number");
        }

        return identifier is null && reference is null ? null : new PatientReference(identifier, reference);
    }

    public static PlaceReference? Place(PartSettings settings)
    {
        (Identifier? identifier, string? reference) = Reference(settings);
        return identifier is null && reference is null ? null : new PlaceReference(identifier, reference);
    }

    private static (Identifier? Identifier, string? Reference) Reference(PartSettings settings)
    {
        string? reference = settings.Text("reference");
        bool isNamed = settings.IsStated("system") || settings.IsStated("value");
        if (!isNamed && !settings.IsStated("reference"))
        {
            settings.Fault(null, "has a 'reference', or 'system' and 'value', or all three");
        }

        Identifier? identifier = isNamed ? Identifier(settings) : null;
        settings.RefuseOthers();
        return (identifier, reference);
    }
}
