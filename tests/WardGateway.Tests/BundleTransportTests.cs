using System.Text;
using System.Text.Json;
using NhsIoT.Sdk.Testing;
using NhsIoT.Sdk.Transport;
using WardGateway.Bundles;

namespace WardGateway.Tests;

public sealed class BundleTransportTests : IAsyncLifetime, IAsyncDisposable
{
    private EmbeddedFhirEndpoint _endpoint = null!;
    private BundlePostTransport _transport = null!;

    public async Task InitializeAsync()
    {
        _endpoint = await EmbeddedFhirEndpoint.StartAsync();
        _transport = new BundlePostTransport(_endpoint.BaseUri, TimeProvider.System);
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        await _transport.DisposeAsync();
        await _endpoint.DisposeAsync();
    }

    [Fact]
    public async Task Each_entry_is_answered()
    {
        Assert.Equal([Delivery.Accepted, Delivery.Accepted], await SendAsync(EntryOf("a"), EntryOf("b")));

        Assert.Equal((1, 2), (_endpoint.Counts.Bundles, _endpoint.Counts.Created));
        Assert.True(_transport.Health.Connected);
        Assert.Equal(1, _transport.Bundles);
    }

    [Fact]
    public async Task The_same_resource_twice_goes_in_two_bundles_in_order()
    {
        await SendAsync(EntryOf("a", 1), EntryOf("b", 1), EntryOf("a", 2));

        Assert.Equal((2, 2, 1), (_endpoint.Counts.Bundles, _endpoint.Counts.Created, _endpoint.Counts.Updated));
    }

    [Fact]
    public async Task What_is_no_resource_is_rejected_and_the_others_go_on()
    {
        Delivery[] deliveries = await SendAsync(EntryOf("a"), EntryOf("b") with { Route = "somewhere" }, EntryOf("c"));

        Assert.Equal([DeliveryState.Accepted, DeliveryState.Rejected, DeliveryState.Accepted], deliveries.Select(d => d.State));
        Assert.Equal(2, _endpoint.Counts.Created);
    }

    [Theory]
    [InlineData(400, DeliveryState.Rejected)]
    [InlineData(412, DeliveryState.Rejected)]
    [InlineData(422, DeliveryState.Rejected)]
    [InlineData(401, DeliveryState.Unknown)]
    [InlineData(404, DeliveryState.Unknown)]
    [InlineData(429, DeliveryState.Unknown)]
    [InlineData(503, DeliveryState.Unknown)]
    public async Task A_bundle_that_is_wrong_stays_wrong_and_a_server_may_be_mended(int status, DeliveryState state)
    {
        _endpoint.Inject(EndpointFault.Answer(status, TimeSpan.FromSeconds(9)));

        Delivery delivery = (await SendAsync(EntryOf("a")))[0];

        Assert.Equal((state, $"HTTP {status}"), (delivery.State, delivery.Reason));
        Assert.Equal(state == DeliveryState.Unknown ? TimeSpan.FromSeconds(9) : null, delivery.RetryAfter);
        Assert.False(_transport.Health.Connected);
    }

    [Fact]
    public async Task An_answer_that_is_lost_leaves_it_unknown_and_sending_again_doubles_nothing()
    {
        _endpoint.Inject(EndpointFault.DropAfterStoring);
        Assert.Equal(DeliveryState.Unknown, (await SendAsync(EntryOf("a")))[0].State);

        Assert.Equal(Delivery.Accepted, (await SendAsync(EntryOf("a")))[0]);
        Assert.Equal((1, 1), (_endpoint.Counts.Created, _endpoint.Counts.Unchanged));
    }

    [Theory]
    [InlineData("""{"entry":[{"response":{"status":"201 Created"}},{"response":{"status":"400"}},{"response":{"status":"503 Busy"}}]}""", "Accepted,Rejected,Unknown")]
    [InlineData("""{"entry":[{"response":{}},{"response":{"status":7}},{"resource":{"response":{"status":"200"}}}]}""", "Unknown,Unknown,Unknown")]
    public void An_answer_is_read_entry_by_entry(string answer, string states)
    {
        Delivery[] deliveries = new Delivery[3];

        Assert.True(TransactionResponse.TryRead(Encoding.UTF8.GetBytes(answer), deliveries));
        Assert.Equal(states, string.Join(',', deliveries.Select(d => d.State)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"entry":[]}""")]
    [InlineData("""{"entry":[{"response":{"status":"201"}},{"response":{"status":"201"}}]}""")]
    public void An_answer_to_another_number_of_entries_is_none(string answer) =>
        Assert.False(TransactionResponse.TryRead(Encoding.UTF8.GetBytes(answer), new Delivery[1]));

    [Fact]
    public async Task A_file_gets_one_bundle_a_line()
    {
        string path = Path.GetTempFileName();
        try
        {
            await using (NdjsonTransport file = new(path, TimeProvider.System))
            {
                await file.SendAsync(new[] { EntryOf("a"), EntryOf("b") }, new Delivery[2], CancellationToken.None);
                await file.SendAsync(new[] { EntryOf("c") }, new Delivery[1], CancellationToken.None);
            }

            string[] lines = await File.ReadAllLinesAsync(path);
            Assert.Equal([2, 1], lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("entry").GetArrayLength()));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static Envelope EntryOf(string id, int value = 1) => new()
    {
        Id = Encoding.ASCII.GetBytes(id),
        Key = "device",
        Route = "PUT Observation",
        ContentType = "application/fhir+json",
        Payload = Encoding.UTF8.GetBytes($$"""{"resourceType":"Observation","id":"{{id}}","valueInteger":{{value}}}"""),
    };

    private async Task<Delivery[]> SendAsync(params Envelope[] batch)
    {
        Delivery[] deliveries = new Delivery[batch.Length];
        await _transport.SendAsync(batch, deliveries, CancellationToken.None);
        return deliveries;
    }
}
