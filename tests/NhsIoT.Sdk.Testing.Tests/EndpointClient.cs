using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace NhsIoT.Sdk.Testing.Tests;

/// <summary>Sends JSON to an endpoint as any application would: with an HttpClient, over TCP.</summary>
internal sealed class EndpointClient(EmbeddedFhirEndpoint endpoint)
{
    private static readonly HttpClient Http = new();

    public Task<HttpResponseMessage> PostAsync(string json, string contentType = "application/fhir+json") =>
        Http.PostAsync(endpoint.BaseUri, Content(json, contentType));

    public Task<HttpResponseMessage> PutAsync(string path, string json) =>
        Http.PutAsync($"{endpoint.BaseUri}/{path}", Content(json, "application/fhir+json"));

    public Task<HttpResponseMessage> GetAsync(string path) => Http.GetAsync($"{endpoint.BaseUri}/{path}");

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path) =>
        Http.SendAsync(new HttpRequestMessage(method, $"{endpoint.BaseUri}/{path}"));

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage response)
    {
        Assert.Equal("application/fhir+json", response.Content.Headers.ContentType?.MediaType);
        using JsonDocument document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return document.RootElement.Clone();
    }

    public static string Bundle(params string[] entries) =>
        $$"""{"resourceType":"Bundle","type":"transaction","entry":[{{string.Join(',', entries)}}]}""";

    /// <summary>An entry that puts an Observation; <paramref name="more"/> are further properties of it.</summary>
    public static string Put(string id, string more = "\"valueInteger\":1", string request = "") =>
        Entry($"urn:uuid:{id}", $$"""{"resourceType":"Observation","id":"{{id}}",{{more}}}""", $$"""{"method":"PUT","url":"Observation/{{id}}"{{request}}}""");

    public static string Entry(string fullUrl, string resource, string request) =>
        $$"""{"fullUrl":"{{fullUrl}}","resource":{{resource}},"request":{{request}}}""";

    private static StringContent Content(string json, string contentType) =>
        new(json, Encoding.UTF8) { Headers = { ContentType = new MediaTypeHeaderValue(contentType) } };
}
