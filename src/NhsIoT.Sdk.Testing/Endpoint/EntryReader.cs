using System.Text.Json;

namespace NhsIoT.Sdk.Testing.Endpoint;

/// <summary>Reads one entry of a bundle; what stands in it is judged by <see cref="EntryRules"/>.</summary>
internal static class EntryReader
{
    public static OutcomeIssue? Read(ref FhirReader reader, BundleEntry entry)
    {
        if (reader.Json.TokenType != JsonTokenType.StartObject)
        {
            return OutcomeIssue.Structure("", "A JSON object was expected.");
        }

        while (reader.Json.Read() && reader.Json.TokenType == JsonTokenType.PropertyName)
        {
            OutcomeIssue? issue = null;
            if (reader.Json.ValueTextEquals("resource"u8))
            {
                reader.Json.Read();
                issue = entry.Resource.IsEmpty ? ResourceReader.Read(ref reader, entry) : OutcomeIssue.Structure("", "One resource was expected.");
                issue = issue?.Under(".resource");
            }
            else if (reader.Json.ValueTextEquals("request"u8))
            {
                issue = ReadRequest(ref reader, entry)?.Under(".request");
            }
            else if (reader.Json.ValueTextEquals("fullUrl"u8))
            {
                reader.TryReadText(out ReadOnlyMemory<byte> fullUrl);
                entry.FullUrl = fullUrl;
            }
            else
            {
                reader.SkipValue();
            }

            if (issue is not null)
            {
                return issue;
            }
        }

        return null;
    }

    private static OutcomeIssue? ReadRequest(ref FhirReader reader, BundleEntry entry)
    {
        reader.Json.Read();
        if (reader.Json.TokenType != JsonTokenType.StartObject)
        {
            return OutcomeIssue.Structure("", "A JSON object was expected.");
        }

        while (reader.Json.Read() && reader.Json.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.Json.ValueTextEquals("method"u8))
            {
                reader.TryReadText(out ReadOnlyMemory<byte> method);
                entry.Method = method;
            }
            else if (reader.Json.ValueTextEquals("url"u8))
            {
                reader.TryReadText(out ReadOnlyMemory<byte> url);
                entry.Url = url;
            }
            else if (reader.Json.ValueTextEquals("ifMatch"u8))
            {
                reader.TryReadText(out ReadOnlyMemory<byte> ifMatch);
                entry.IfMatch = ifMatch;
            }
            else
            {
                entry.UnsupportedCondition = ConditionOf(ref reader.Json) ?? entry.UnsupportedCondition;
                reader.SkipValue();
            }
        }

        return null;
    }

    private static string? ConditionOf(ref Utf8JsonReader json) =>
        json.ValueTextEquals("ifNoneExist"u8) ? "ifNoneExist"
        : json.ValueTextEquals("ifNoneMatch"u8) ? "ifNoneMatch"
        : json.ValueTextEquals("ifModifiedSince"u8) ? "ifModifiedSince" : null;
}
