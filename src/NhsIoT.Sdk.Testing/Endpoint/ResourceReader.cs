using System.Text.Json;

namespace NhsIoT.Sdk.Testing.Endpoint;

/// <summary>Walks over a resource once, without building it, and notes what an endpoint has to know of it.</summary>
internal static class ResourceReader
{
    private const int Top = 1;

    // Below component: the array, the object in it, its properties.
    private const int InComponent = 3;

    public static OutcomeIssue? Read(ref FhirReader reader, BundleEntry entry)
    {
        if (reader.Json.TokenType != JsonTokenType.StartObject)
        {
            return OutcomeIssue.Structure("", "A JSON object was expected.");
        }

        long start = reader.Json.TokenStartIndex;
        int depth = reader.Json.CurrentDepth;
        bool component = false;
        while (reader.Json.Read() && reader.Json.CurrentDepth > depth)
        {
            if (reader.Json.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            int level = reader.Json.CurrentDepth - depth;
            if (level == Top)
            {
                component = reader.Json.ValueTextEquals("component"u8);
            }

            if (ReadProperty(ref reader, entry, component ? level : Math.Min(level, InComponent - 1)) is { } issue)
            {
                return issue;
            }
        }

        entry.Resource = reader.From(start);
        return null;
    }

    private static OutcomeIssue? ReadProperty(ref FhirReader reader, BundleEntry entry, int level)
    {
        if (reader.Json.ValueTextEquals("reference"u8))
        {
            ReadReference(ref reader);
            return null;
        }

        if (level == Top && reader.Json.ValueTextEquals("resourceType"u8))
        {
            return ReadType(ref reader, entry);
        }

        if (level == Top && reader.Json.ValueTextEquals("id"u8))
        {
            bool first = entry.ResourceId.IsEmpty;
            bool isText = reader.TryReadText(out ReadOnlyMemory<byte> id);
            entry.ResourceId = id;
            return first && isText ? null : OutcomeIssue.Value(".id", "One id was expected, a text.");
        }

        entry.Observation |= ContentOf(ref reader.Json, level);
        return null;
    }

    private static OutcomeIssue? ReadType(ref FhirReader reader, BundleEntry entry)
    {
        bool first = entry.ResourceType is null;
        reader.TryReadText(out ReadOnlyMemory<byte> name);
        entry.ResourceType = ResourceTypes.Find(name.Span);
        return first && entry.ResourceType is not null
            ? null
            : OutcomeIssue.Value(".resourceType", "One resource type of FHIR R4 was expected.");
    }

    private static void ReadReference(ref FhirReader reader)
    {
        // Moved only where a text follows: elements named so elsewhere hold objects, whose insides are walked.
        Utf8JsonReader ahead = reader.Json;
        ahead.Read();
        if (ahead.TokenType == JsonTokenType.String && reader.TryReadText(out ReadOnlyMemory<byte> reference))
        {
            reader.Transaction.AddReference(reference);
        }
    }

    // FHIR R4 formats#choice: value[x] is "value" and the name of its type.
    private static ObservationContent ContentOf(ref Utf8JsonReader json, int level) => level switch
    {
        Top when IsValue(json.ValueSpan) => ObservationContent.OwnValue,
        Top when json.ValueTextEquals("dataAbsentReason"u8) => ObservationContent.OwnAbsentReason,
        InComponent when IsValue(json.ValueSpan) => ObservationContent.ComponentValue,
        InComponent when json.ValueTextEquals("dataAbsentReason"u8) => ObservationContent.ComponentAbsentReason,
        _ => ObservationContent.None,
    };

    private static bool IsValue(ReadOnlySpan<byte> name) =>
        name.Length > 5 && name.StartsWith("value"u8) && char.IsAsciiLetterUpper((char)name[5]);
}
