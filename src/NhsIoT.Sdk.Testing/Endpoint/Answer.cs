using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace NhsIoT.Sdk.Testing.Endpoint;

/// <summary>Writes the answers of an endpoint.</summary>
internal static class Answer
{
    public const string FhirJson = "application/fhir+json";

    public static void Issue(HttpResponse response, OutcomeIssue issue)
    {
        using Utf8JsonWriter json = Begin(response, issue.Status);
        json.WriteStartObject();
        json.WriteString("resourceType"u8, "OperationOutcome"u8);
        json.WriteStartArray("issue"u8);
        json.WriteStartObject();
        json.WriteString("severity"u8, "error"u8);
        json.WriteString("code"u8, issue.Code);
        json.WriteString("diagnostics"u8, issue.Diagnostics);
        if (issue.Place.Length > 0)
        {
            json.WriteStartArray("expression"u8);
            json.WriteStringValue(issue.Place);
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void Transaction(HttpResponse response, List<BundleEntry> entries)
    {
        using Utf8JsonWriter json = Begin(response, StatusCodes.Status200OK);
        json.WriteStartObject();
        json.WriteString("resourceType"u8, "Bundle"u8);
        json.WriteString("type"u8, "transaction-response"u8);
        json.WriteStartArray("entry"u8);
        foreach (BundleEntry entry in entries)
        {
            json.WriteStartObject();
            json.WriteStartObject("response"u8);
            json.WriteString("status"u8, entry.IsNew ? "201 Created"u8 : "200 OK"u8);
            json.WriteString("location"u8, Location(entry));
            json.WriteString("etag"u8, ETag(entry.Version));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void Stored(HttpResponse response, BundleEntry entry, Uri baseUri)
    {
        response.StatusCode = entry.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK;
        response.Headers.ETag = ETag(entry.Version);
        response.Headers.Location = $"{baseUri}/{Location(entry)}";
    }

    public static async Task ResourceAsync(HttpResponse response, StoredResource resource, CancellationToken cancellationToken)
    {
        response.ContentType = FhirJson;
        response.Headers.ETag = ETag(resource.Version);
        await response.Body.WriteAsync(resource.Bytes, cancellationToken).ConfigureAwait(false);
    }

    // FHIR R4 CapabilityStatement: what is required of an instance, and the one thing that this one does.
    public static void Capabilities(HttpResponse response, Uri baseUri, DateTimeOffset started)
    {
        using Utf8JsonWriter json = Begin(response, StatusCodes.Status200OK);
        json.WriteStartObject();
        json.WriteString("resourceType"u8, "CapabilityStatement"u8);
        json.WriteString("status"u8, "active"u8);
        json.WriteString("date"u8, started.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
        json.WriteString("kind"u8, "instance"u8);
        json.WriteStartObject("implementation"u8);
        json.WriteString("description"u8, "Embedded endpoint for tests. Not for clinical use."u8);
        json.WriteString("url"u8, baseUri.ToString());
        json.WriteEndObject();
        json.WriteString("fhirVersion"u8, "4.0.1"u8);
        json.WriteStartArray("format"u8);
        json.WriteStringValue(FhirJson);
        json.WriteEndArray();
        json.WriteStartArray("rest"u8);
        json.WriteStartObject();
        json.WriteString("mode"u8, "server"u8);
        json.WriteStartArray("interaction"u8);
        json.WriteStartObject();
        json.WriteString("code"u8, "transaction"u8);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static Utf8JsonWriter Begin(HttpResponse response, int status)
    {
        response.StatusCode = status;
        response.ContentType = FhirJson;
        return new Utf8JsonWriter(response.BodyWriter);
    }

    private static string Location(BundleEntry entry) =>
        string.Create(CultureInfo.InvariantCulture, $"{Encoding.ASCII.GetString(entry.Path.Span)}/_history/{entry.Version}");

    private static string ETag(int version) => string.Create(CultureInfo.InvariantCulture, $"W/\"{version}\"");
}
