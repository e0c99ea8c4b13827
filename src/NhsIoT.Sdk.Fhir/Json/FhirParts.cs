using System.Text.Encodings.Web;
using System.Text.Json;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Fhir;

/// <summary>The data types that several resources share, each written one way.</summary>
internal static class FhirParts
{
    public const string Ucum = "http://unitsofmeasure.org";

    // The JSON goes to FHIR servers and files, not into HTML: a plus sign in a time or a name with an accent stays readable.
    public static JsonWriterOptions Compact { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static void WriteProfile(this Utf8JsonWriter json, string profile)
    {
        json.WriteStartArray("profile"u8);
        json.WriteStringValue(profile);
        json.WriteEndArray();
    }

    public static void WriteIdentifier(this Utf8JsonWriter json, ReadOnlySpan<byte> name, Identifier identifier)
    {
        json.WriteStartObject(name);
        json.WriteSystemAndValue(identifier);
        json.WriteEndObject();
    }

    public static void WriteSystemAndValue(this Utf8JsonWriter json, Identifier identifier)
    {
        json.WriteString("system"u8, identifier.System);
        json.WriteString("value"u8, identifier.Value);
    }

    /// <summary>Writes what a reference holds: literal, logical, or both.</summary>
    public static void WriteReferenceParts(this Utf8JsonWriter json, string? reference, Identifier? identifier)
    {
        if (reference is not null)
        {
            json.WriteString("reference"u8, reference);
        }

        if (identifier is not null)
        {
            json.WriteIdentifier("identifier"u8, identifier);
        }
    }

    public static void WriteReference(this Utf8JsonWriter json, ReadOnlySpan<byte> name, string? reference, Identifier? identifier = null)
    {
        json.WriteStartObject(name);
        json.WriteReferenceParts(reference, identifier);
        json.WriteEndObject();
    }

    public static void WriteCoding(this Utf8JsonWriter json, Coding coding, bool isChosenBySystem = false)
    {
        json.WriteStartObject();
        json.WriteString("system"u8, coding.System);
        json.WriteString("code"u8, coding.Code);
        if (coding.Display is not null)
        {
            json.WriteString("display"u8, coding.Display);
        }

        // UK guidance: where several codings stand side by side, each says whether a person chose it.
        if (isChosenBySystem)
        {
            json.WriteBoolean("userSelected"u8, false);
        }

        json.WriteEndObject();
    }

    public static void WriteConcept(this Utf8JsonWriter json, ReadOnlySpan<byte> name, Coding coding)
    {
        json.WriteStartObject(name);
        json.WriteConceptParts([coding]);
        json.WriteEndObject();
    }

    public static void WriteConceptParts(this Utf8JsonWriter json, ReadOnlySpan<Coding> codings, bool isChosenBySystem = false)
    {
        json.WriteStartArray("coding"u8);
        foreach (Coding coding in codings)
        {
            json.WriteCoding(coding, isChosenBySystem);
        }

        json.WriteEndArray();
    }

    public static void WriteNumber(this Utf8JsonWriter json, decimal number)
    {
        Span<byte> text = stackalloc byte[FhirNumber.MaxLength];
        json.WriteRawValue(text[..FhirNumber.Format(number, text)], skipInputValidation: true);
    }
}
