using System.Globalization;
using System.Text.Json;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Fhir;

/// <summary>The composition of a Device. Says what is known; what is not known is left out.</summary>
/// <remarks>Source: FHIR R4 Device; UKCore-Device 1.2.0 (draft); HL7 PHD IG 2.0.0 for versions and properties.</remarks>
internal static class DeviceComposer
{
    private static readonly Coding TimeSynchronisation = new(Coding.Mdc, "68220", "MDC_TIME_SYNC_PROTOCOL");

    public static void Write(Utf8JsonWriter json, KnownDevice device, string id)
    {
        DeviceDescriptor facts = device.Descriptor;
        json.WriteStartObject();
        json.WriteString("resourceType"u8, "Device"u8);
        json.WriteString("id"u8, id);
        json.WriteStartObject("meta"u8);
        json.WriteProfile(UkCore.Device);
        json.WriteEndObject();
        WriteIdentifiers(json, facts);
        WriteUdi(json, facts.Udi);
        DeviceConditions.Write(json, facts.Condition);
        WriteText(json, "manufacturer"u8, device.Profile.Manufacturer);
        WriteText(json, "expirationDate"u8, facts.Expires?.ToString("O", CultureInfo.InvariantCulture));
        WriteText(json, "lotNumber"u8, facts.LotNumber);
        WriteText(json, "serialNumber"u8, facts.SerialNumber);
        WriteName(json, facts.Name);
        WriteText(json, "modelNumber"u8, device.Profile.Model);
        WriteTypes(json, device.Profile);
        WriteVersions(json, facts);
        WriteClock(json, facts.ClockSynchronisation);
        WriteBelonging(json, facts);
        json.WriteEndObject();
        json.Flush();
    }

    private static void WriteText(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    private static void WriteIdentifiers(Utf8JsonWriter json, DeviceDescriptor facts)
    {
        json.WriteStartArray("identifier"u8);
        if (!facts.Identifiers.Any(i => i.Identifier == facts.Id.Identifier))
        {
            json.WriteStartObject();
            json.WriteSystemAndValue(facts.Id.Identifier);
            json.WriteEndObject();
        }

        foreach (DeviceIdentifier identifier in facts.Identifiers)
        {
            json.WriteStartObject();
            if (identifier.Kind is not null)
            {
                json.WriteConcept("type"u8, identifier.Kind);
            }

            json.WriteSystemAndValue(identifier.Identifier);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteUdi(Utf8JsonWriter json, DeviceUdi? udi)
    {
        if (udi is null)
        {
            return;
        }

        json.WriteStartArray("udiCarrier"u8);
        json.WriteStartObject();
        json.WriteString("deviceIdentifier"u8, udi.DeviceIdentifier);
        json.WriteString("issuer"u8, udi.Issuer);
        if (!udi.ScannedBytes.IsEmpty)
        {
            json.WriteBase64String("carrierAIDC"u8, udi.ScannedBytes.Span);
        }

        WriteText(json, "carrierHRF"u8, udi.ReadableForm);

        // FHIR R4 udi-entry-type has no word for "received from the device", so that case says nothing.
        WriteText(json, "entryType"u8, udi.FromBarcode ? "barcode" : null);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteName(Utf8JsonWriter json, string? name)
    {
        if (name is null)
        {
            return;
        }

        json.WriteStartArray("deviceName"u8);
        json.WriteStartObject();
        json.WriteString("name"u8, name);
        json.WriteString("type"u8, "user-friendly-name"u8);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteTypes(Utf8JsonWriter json, DeviceProfile profile)
    {
        if (!profile.Types.IsEmpty)
        {
            json.WriteStartObject("type"u8);
            json.WriteConceptParts(profile.Types.AsSpan(), isChosenBySystem: true);
            json.WriteEndObject();
        }

        if (!profile.Specialisations.IsEmpty)
        {
            json.WriteStartArray("specialization"u8);
            foreach (Coding specialisation in profile.Specialisations)
            {
                json.WriteStartObject();
                json.WriteConcept("systemType"u8, specialisation);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }
    }

    private static void WriteVersions(Utf8JsonWriter json, DeviceDescriptor facts)
    {
        if (facts.Versions.IsEmpty)
        {
            return;
        }

        json.WriteStartArray("version"u8);
        foreach (DeviceVersion version in facts.Versions)
        {
            json.WriteStartObject();
            json.WriteConcept("type"u8, version.Kind);
            json.WriteString("value"u8, version.Version);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteClock(Utf8JsonWriter json, Coding? synchronisation)
    {
        if (synchronisation is null)
        {
            return;
        }

        json.WriteStartArray("property"u8);
        json.WriteStartObject();
        json.WriteConcept("type"u8, TimeSynchronisation);
        json.WriteStartArray("valueCode"u8);
        json.WriteStartObject();
        json.WriteConceptParts([synchronisation]);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    // The parent goes by its identifier: it has a lane of its own, so nothing says that its resource arrives before this one.
    private static void WriteBelonging(Utf8JsonWriter json, DeviceDescriptor facts)
    {
        if (facts.Owner is not null)
        {
            json.WriteReference("owner"u8, null, facts.Owner);
        }

        if (facts.Location is not null)
        {
            json.WriteReference("location"u8, facts.Location.Reference, facts.Location.Identifier);
        }

        WriteNote(json, facts.ConditionNote);
        if (facts.Parent is not null)
        {
            json.WriteReference("parent"u8, null, facts.Parent.Identifier);
        }
    }

    private static void WriteNote(Utf8JsonWriter json, string? note)
    {
        if (note is null)
        {
            return;
        }

        json.WriteStartArray("note"u8);
        json.WriteStartObject();
        json.WriteString("text"u8, note);
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
