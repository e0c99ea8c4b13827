using System.Net;
using System.Text.Json;
using static NhsIoT.Sdk.Testing.Tests.EndpointClient;

namespace NhsIoT.Sdk.Testing.Tests;

public sealed class EmbeddedFhirEndpointFaultTests : IAsyncLifetime
{
    private const string Canary = "9990000018";
    private readonly ManualClock _clock = new();
    private EmbeddedFhirEndpoint _endpoint = null!;
    private EndpointClient _client = null!;

    public static TheoryData<string, string, string> Refused => new()
    {
        { "", "structure", "" },
        { "[]", "structure", "" },
        { "{", "structure", "" },
        { Bundle() + "{}", "structure", "" },
        { "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":{}}", "structure", "Bundle.entry" },
        { "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[1]}", "structure", "Bundle.entry[0]" },
        { "{\"resourceType\":\"Patient\",\"type\":\"transaction\"}", "value", "Bundle.resourceType" },
        { "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[]}", "value", "Bundle.type" },
        { "{\"resourceType\":\"Bundle\"}", "value", "Bundle.type" },
        { Bundle("{}"), "required", "Bundle.entry[0].fullUrl" },
        { Bundle(Put("a"), Put("a")), "duplicate", "Bundle.entry[1].fullUrl" },
        { Bundle(Put("a"), Put("a").Replace("urn:uuid:a", "urn:uuid:b", StringComparison.Ordinal)), "duplicate", "Bundle.entry[1].request.url" },
        { Bundle(Put("a").Replace("urn:uuid:a", "Observation/a", StringComparison.Ordinal)), "value", "Bundle.entry[0].fullUrl" },
        { Bundle("{\"fullUrl\":\"urn:uuid:a\",\"request\":{\"method\":\"PUT\",\"url\":\"Observation/a\"}}"), "required", "Bundle.entry[0].resource" },
        { Bundle(Entry("urn:uuid:a", "7", "{}")), "structure", "Bundle.entry[0].resource" },
        { Bundle(Entry("urn:uuid:a", "{\"id\":\"a\"}", "{\"method\":\"PUT\",\"url\":\"Observation/a\"}")), "required", "Bundle.entry[0].resource.resourceType" },
        { Bundle(Entry("urn:uuid:a", "{\"resourceType\":\"Observatory\"}", "{}")), "value", "Bundle.entry[0].resource.resourceType" },
        { Bundle(Put("a", "\"id\":\"a\"")), "value", "Bundle.entry[0].resource.id" },
        { Bundle(Put("a", "\"valueInteger\":1,\"dataAbsentReason\":{}")), "invariant", "Bundle.entry[0].resource.dataAbsentReason" },
        { Bundle(Entry("urn:uuid:a", "{\"resourceType\":\"Observation\",\"id\":\"a\"}", "{}")), "required", "Bundle.entry[0].request" },
        { Bundle(Entry("urn:uuid:a", "{\"resourceType\":\"Observation\",\"id\":\"a\"}", "[]")), "structure", "Bundle.entry[0].request" },
        { Bundle(Put("a").Replace("PUT", "DELETE", StringComparison.Ordinal)), "not-supported", "Bundle.entry[0].request.method" },
        { Bundle(Put("a", request: ",\"ifNoneExist\":\"x=y\"")), "not-supported", "Bundle.entry[0].request.ifNoneExist" },
        { Bundle(Put("a").Replace("Observation/a", "Observation/b", StringComparison.Ordinal)), "value", "Bundle.entry[0].request.url" },
        { Bundle(Put("a").Replace("Observation/a", "Device/a", StringComparison.Ordinal)), "value", "Bundle.entry[0].request.url" },
        { Bundle(Put("a").Replace("Observation/a", "Observation?identifier=a", StringComparison.Ordinal)), "value", "Bundle.entry[0].request.url" },
        { Bundle(Put("a_b")), "value", "Bundle.entry[0].request.url" },
        { Bundle(Entry("urn:uuid:a", "{\"resourceType\":\"Device\"}", "{\"method\":\"POST\",\"url\":\"Observation\"}")), "value", "Bundle.entry[0].request.url" },
        { Bundle(Put("a", "\"x\":\"\\ud800\"").Replace("\"x\"", "\"reference\"", StringComparison.Ordinal)), "structure", "" },
    };

    public async Task InitializeAsync()
    {
        _endpoint = await EmbeddedFhirEndpoint.StartAsync(new() { Clock = _clock, MaxBodyBytes = 10_000, MaxJsonDepth = 16 });
        _client = new(_endpoint);
    }

    public async Task DisposeAsync() => await _endpoint.DisposeAsync();

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_is_wrong_is_refused_with_its_place_and_stores_nothing(string body, string code, string place)
    {
        using HttpResponseMessage response = await _client.PostAsync(body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        JsonElement issue = (await ReadAsync(response)).GetProperty("issue")[0];
        Assert.Equal("error", issue.GetProperty("severity").GetString());
        Assert.Equal(code, issue.GetProperty("code").GetString());
        Assert.Equal(place, issue.TryGetProperty("expression", out JsonElement expression) ? expression[0].GetString() : "");
        Assert.Equal((1, 0, 0), (_endpoint.Counts.Faults, _endpoint.Counts.Bundles, _endpoint.Counts.Entries));
    }

    [Fact]
    public async Task No_answer_repeats_anything_of_the_request()
    {
        string[] bodies =
        [
            Canary,
            $"\"{Canary}\"",
            $$"""{"resourceType":"{{Canary}}"}""",
            Bundle($"\"{Canary}\""),
            Bundle(Put(Canary + "!")),
            Bundle(Put(Canary, "\"valueInteger\":1,\"dataAbsentReason\":{}")),
            Bundle(Entry(Canary, "{}", "{}")),
            Bundle(Entry("urn:uuid:a", $$"""{"resourceType":"{{Canary}}"}""", "{}")),
            Bundle(Put("a", request: $$""","{{Canary}}":1,"ifNoneExist":"{{Canary}}" """)),
            Bundle(Put("a", request: $$""","ifMatch":"{{Canary}}" """)),
            $$"""{"a":{{Canary}}x}""",
        ];
        foreach (string body in bodies)
        {
            using HttpResponseMessage response = await _client.PostAsync(body);
            Assert.InRange((int)response.StatusCode, 400, 499);
            Assert.DoesNotContain(Canary, await response.Content.ReadAsStringAsync() + response.Headers, StringComparison.Ordinal);
        }

        using HttpResponseMessage put = await _client.PutAsync($"Observation/{Canary}", """{"resourceType":"Observation","id":"x"}""");
        Assert.DoesNotContain(Canary, await put.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused()
    {
        using HttpResponseMessage response = await _client.PostAsync(Bundle(Put("a", $"\"note\":\"{new string('x', 10_000)}\"")));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("too-long", (await ReadAsync(response)).GetProperty("issue")[0].GetProperty("code").GetString());
    }

    [Theory]
    [InlineData(11, HttpStatusCode.OK)]
    [InlineData(14, HttpStatusCode.BadRequest)]
    public async Task Json_that_nests_deeper_than_the_limit_is_refused(int arrays, HttpStatusCode status)
    {
        string nested = $"\"x\":{new string('[', arrays)}{new string(']', arrays)}";

        using HttpResponseMessage response = await _client.PostAsync(Bundle(Put("a", nested)));

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task Another_content_type_method_or_path_is_refused()
    {
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await _client.PostAsync(Bundle(), "text/plain")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _client.PostAsync(Bundle(), "application/json")).StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await _client.SendAsync(HttpMethod.Delete, "Observation/a")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _client.GetAsync("Observation/a")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _client.SendAsync(HttpMethod.Get, "../elsewhere")).StatusCode);
    }

    [Fact]
    public async Task A_scripted_status_is_answered_as_often_as_asked_for_and_stores_nothing()
    {
        _endpoint.Inject(EndpointFault.Answer(503, TimeSpan.FromSeconds(7)), times: 2);

        for (int i = 0; i < 2; i++)
        {
            using HttpResponseMessage response = await _client.PostAsync(Bundle(Put("a")));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(7), response.Headers.RetryAfter?.Delta);
        }

        Assert.Equal((0, 0), (_endpoint.Counts.Entries, _endpoint.Counts.Faults));
        Assert.Equal(HttpStatusCode.OK, (await _client.PostAsync(Bundle(Put("a")))).StatusCode);
    }

    [Fact]
    public async Task A_connection_dropped_before_storing_leaves_nothing_behind()
    {
        _endpoint.Inject(EndpointFault.DropBeforeStoring);

        await Assert.ThrowsAsync<HttpRequestException>(() => _client.PostAsync(Bundle(Put("a"))));

        Assert.Equal(0, _endpoint.Counts.Entries);
    }

    [Fact]
    public async Task A_connection_dropped_after_storing_leaves_the_sender_in_doubt_until_it_sends_again()
    {
        _endpoint.Inject(EndpointFault.DropAfterStoring);

        await Assert.ThrowsAsync<HttpRequestException>(() => _client.PostAsync(Bundle(Put("a"))));
        Assert.Equal(1, _endpoint.Counts.Created);
        using HttpResponseMessage again = await _client.PostAsync(Bundle(Put("a")));

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal((1, 1), (_endpoint.Counts.Created, _endpoint.Counts.Unchanged));
    }

    [Fact]
    public async Task A_late_answer_comes_when_the_clock_says_so()
    {
        _endpoint.Inject(EndpointFault.Late(TimeSpan.FromMinutes(1)));

        Task<HttpResponseMessage> answer = _client.PostAsync(Bundle(Put("a")));
        await _clock.WaitForPendingTimersAsync(1);
        Assert.False(answer.IsCompleted);
        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(HttpStatusCode.OK, (await answer).StatusCode);
    }

    [Fact]
    public async Task Stopping_does_not_wait_for_an_answer_that_was_to_come_never()
    {
        EmbeddedFhirEndpoint endpoint = await EmbeddedFhirEndpoint.StartAsync(new() { Clock = _clock });
        EndpointClient client = new(endpoint);
        endpoint.Inject(EndpointFault.Late(Timeout.InfiniteTimeSpan));

        Task<HttpResponseMessage> answer = client.PostAsync(Bundle(Put("a")));
        endpoint.Inject(EndpointFault.Late(TimeSpan.FromDays(1)));
        Task<HttpResponseMessage> another = client.PostAsync(Bundle(Put("b")));
        await _clock.WaitForPendingTimersAsync(1);
        await endpoint.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => answer);
        await Assert.ThrowsAsync<HttpRequestException>(() => another);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said_to_be_so() =>
        await Assert.ThrowsAsync<IOException>(() => EmbeddedFhirEndpoint.StartAsync(new() { Port = _endpoint.BaseUri.Port }));

    [Fact]
    public async Task Settings_outside_their_range_are_refused()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => EmbeddedFhirEndpoint.StartAsync(new() { Port = 65_536 }));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => EmbeddedFhirEndpoint.StartAsync(new() { MaxBodyBytes = 0 }));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => EmbeddedFhirEndpoint.StartAsync(new() { MaxJsonDepth = 3 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => EndpointFault.Answer(200));
    }
}
