using System.Net;
using System.Text;
using System.Text.Json;
using static NhsIoT.Sdk.Testing.Tests.EndpointClient;

namespace NhsIoT.Sdk.Testing.Tests;

public sealed class EmbeddedFhirEndpointTests : IAsyncLifetime
{
    private EmbeddedFhirEndpoint _endpoint = null!;
    private EndpointClient _client = null!;

    public async Task InitializeAsync()
    {
        _endpoint = await EmbeddedFhirEndpoint.StartAsync(new() { KeepResources = true });
        _client = new(_endpoint);
    }

    public async Task DisposeAsync() => await _endpoint.DisposeAsync();

    [Fact]
    public async Task A_transaction_is_answered_entry_by_entry()
    {
        using HttpResponseMessage response = await _client.PostAsync(Bundle(Put("a"), Put("b")));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        JsonElement answer = await ReadAsync(response);
        Assert.Equal("transaction-response", answer.GetProperty("type").GetString());
        Assert.Equal(
            ["201 Created Observation/a/_history/1 W/\"1\"", "201 Created Observation/b/_history/1 W/\"1\""],
            answer.GetProperty("entry").EnumerateArray().Select(Answered));
    }

    [Fact]
    public async Task The_same_again_is_unchanged_and_other_content_is_an_update()
    {
        await _client.PostAsync(Bundle(Put("a"), Put("b")));
        using HttpResponseMessage response = await _client.PostAsync(Bundle(Put("a"), Put("b", "\"valueInteger\":2"), Put("c")));

        JsonElement answer = await ReadAsync(response);
        Assert.Equal(
            ["200 OK Observation/a/_history/1 W/\"1\"", "200 OK Observation/b/_history/2 W/\"2\"", "201 Created Observation/c/_history/1 W/\"1\""],
            answer.GetProperty("entry").EnumerateArray().Select(Answered));
        EmbeddedFhirCounts counts = _endpoint.Counts;
        Assert.Equal((2, 5, 3, 1, 1), (counts.Bundles, counts.Entries, counts.Created, counts.Updated, counts.Unchanged));
        Assert.Equal(3, counts.Resources["Observation"]);
    }

    [Fact]
    public async Task Observations_are_counted_by_what_they_say_as_it_stands_now()
    {
        const string Absent = "\"dataAbsentReason\":{\"text\":\"x\"}";
        await _client.PostAsync(Bundle(
            Put("value", "\"valueQuantity\":{\"value\":1}"),
            Put("component", "\"component\":[{\"dataAbsentReason\":{}},{\"valueInteger\":1}]"),
            Put("absent", Absent),
            Put("absent-component", "\"component\":[{\"code\":{\"valueX\":1},\"dataAbsentReason\":{}}]"),
            Put("neither", "\"valueless\":1,\"note\":[{\"valueString\":\"x\"}]"),
            Entry("urn:uuid:d", """{"resourceType":"Device","id":"d","valueInteger":1}""", """{"method":"PUT","url":"Device/d"}""")));
        Assert.Equal((2, 2), (_endpoint.Counts.ObservationsWithValue, _endpoint.Counts.ObservationsWithDataAbsentReason));
        Assert.Equal((5, 1), (_endpoint.Counts.Resources["Observation"], _endpoint.Counts.Resources["Device"]));

        await _client.PostAsync(Bundle(Put("value", Absent)));
        Assert.Equal((1, 3), (_endpoint.Counts.ObservationsWithValue, _endpoint.Counts.ObservationsWithDataAbsentReason));
    }

    [Fact]
    public async Task References_that_lead_nowhere_are_counted_each_time()
    {
        const string Device = """{"resourceType":"Device","id":"d"}""";
        static string Reference(string to) => $$$"""{"reference":"{{{to}}}"}""";
        await _client.PostAsync(Bundle(
            Put("a", $"\"device\":{Reference("Device/d")},\"focus\":[{Reference("urn:uuid:dev")},{Reference("#inside")},{Reference("https://elsewhere/Patient/1")}]"),
            Entry("urn:uuid:dev", Device, """{"method":"PUT","url":"Device/d"}""")));
        Assert.Equal(0, _endpoint.Counts.UnresolvedReferences);

        await _client.PostAsync(Bundle(
            Put("b", $"\"device\":{Reference("Device/d/_history/1")},\"focus\":[{Reference("Device/none")},{Reference("urn:uuid:none")}]"),
            Put("c", $"\"device\":{Reference("Device\\/d")},\"focus\":[{Reference("Device/none")},{Reference("Device?identifier=x")}]")));
        Assert.Equal(4, _endpoint.Counts.UnresolvedReferences);
    }

    [Fact]
    public async Task A_post_is_given_an_id_that_is_free()
    {
        await _client.PostAsync(Bundle(Put("1")));
        using HttpResponseMessage response = await _client.PostAsync(
            Bundle(Entry("urn:uuid:x", """{"resourceType":"Observation"}""", """{"method":"POST","url":"Observation"}""")));

        string answered = Answered((await ReadAsync(response)).GetProperty("entry")[0]);
        Assert.Equal("201 Created Observation/2/_history/1 W/\"1\"", answered);
    }

    [Fact]
    public async Task A_version_that_is_no_longer_current_stops_the_whole_transaction()
    {
        await _client.PostAsync(Bundle(Put("a")));
        string changed = Put("a", "\"valueInteger\":2", """,  "ifMatch":"W/\"1\"" """);
        Assert.Equal(HttpStatusCode.OK, (await _client.PostAsync(Bundle(changed))).StatusCode);

        using HttpResponseMessage stale = await _client.PostAsync(Bundle(Put("new"), changed));

        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        Assert.Equal("Bundle.entry[1].request.ifMatch", Expression(await ReadAsync(stale)));
        Assert.False(_endpoint.TryGetResource("Observation", "new", out _));
        Assert.Equal(1, _endpoint.Counts.Faults);
    }

    [Fact]
    public async Task A_resource_is_put_and_read_back_byte_for_byte()
    {
        const string Json = """{ "resourceType":"Observation", "id":"a-1.b",  "valueQuantity":{"value":36.60} }""";
        using HttpResponseMessage created = await _client.PutAsync("Observation/a-1.b", Json);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal($"{_endpoint.BaseUri}/Observation/a-1.b/_history/1", created.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.OK, (await _client.PutAsync("Observation/a-1.b", Json)).StatusCode);

        using HttpResponseMessage read = await _client.GetAsync("Observation/a-1.b");
        Assert.Equal("W/\"1\"", read.Headers.ETag?.ToString());
        Assert.Equal(Json, await read.Content.ReadAsStringAsync());
        Assert.True(_endpoint.TryGetResource("Observation", "a-1.b", out ReadOnlyMemory<byte> kept));
        Assert.Equal(Json, Encoding.UTF8.GetString(kept.Span));
    }

    [Fact]
    public async Task Resources_are_kept_only_where_it_is_asked_for()
    {
        await using EmbeddedFhirEndpoint endpoint = await EmbeddedFhirEndpoint.StartAsync();
        EndpointClient client = new(endpoint);
        await client.PostAsync(Bundle(Put("a")));

        Assert.False(endpoint.TryGetResource("Observation", "a", out _));
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("Observation/a")).StatusCode);
        Assert.Equal(1, endpoint.Counts.Created);
    }

    [Fact]
    public async Task It_says_what_it_is()
    {
        using HttpResponseMessage response = await _client.GetAsync("metadata");

        JsonElement statement = await ReadAsync(response);
        Assert.Equal("CapabilityStatement", statement.GetProperty("resourceType").GetString());
        Assert.Equal("4.0.1", statement.GetProperty("fhirVersion").GetString());
        Assert.Equal("transaction", statement.GetProperty("rest")[0].GetProperty("interaction")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_large_bundle_of_unknown_length_arrives_whole()
    {
        string[] entries = [.. Enumerable.Range(0, 2_000).Select(i => Put($"o-{i}", $"\"note\":\"{new string('x', 200)}\""))];

        using HttpResponseMessage response = await new HttpClient().PostAsync(_endpoint.BaseUri, new Chunked(Bundle(entries)));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(2_000, _endpoint.Counts.Created);
    }

    [Fact]
    public async Task Many_senders_at_once_lose_nothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async sender =>
        {
            for (int i = 0; i < 25; i++)
            {
                using HttpResponseMessage response = await _client.PostAsync(Bundle(Put($"{sender}-{i}"), Put($"shared-{i}")));
                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            }
        }));

        EmbeddedFhirCounts counts = _endpoint.Counts;
        Assert.Equal((200, 225, 175, 0), (counts.Bundles, counts.Created, counts.Unchanged, counts.Faults));
    }

    private static string Expression(JsonElement outcome) => outcome.GetProperty("issue")[0].GetProperty("expression")[0].GetString()!;

    private static string Answered(JsonElement entry)
    {
        JsonElement response = entry.GetProperty("response");
        return $"{response.GetProperty("status")} {response.GetProperty("location")} {response.GetProperty("etag")}";
    }

    private sealed class Chunked : HttpContent
    {
        private readonly byte[] _bytes;

        public Chunked(string json)
        {
            _bytes = Encoding.UTF8.GetBytes(json);
            Headers.ContentType = new("application/fhir+json");
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(_bytes).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
