using System.Text;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk.Testing.Tests;

public sealed class RecordingTransportTests
{
    [Fact]
    public async Task It_keeps_copies_of_what_it_is_given()
    {
        await using RecordingTransport transport = new();
        byte[] id = "id-1"u8.ToArray();
        byte[] payload = "payload"u8.ToArray();

        await SendAsync(transport, EnvelopeOf(id, payload));
        id.AsSpan().Clear();
        payload.AsSpan().Clear();

        SentEnvelope sent = Assert.Single(transport.Sent);
        Assert.Equal("id-1"u8, sent.Envelope.Id.Span);
        Assert.Equal("payload"u8, sent.Envelope.Payload.Span);
        Assert.Equal(DeliveryState.Accepted, sent.Delivery.State);
    }

    [Fact]
    public async Task A_rule_rejects_what_it_is_about_and_nothing_else()
    {
        await using RecordingTransport transport = new();
        transport.RejectWhere(e => e.Route == "bad", "422");

        Delivery[] deliveries = await SendAsync(transport, EnvelopeOf("a"), EnvelopeOf("b", route: "bad"), EnvelopeOf("c"));

        Assert.Equal([Delivery.Accepted, Delivery.Rejected("422"), Delivery.Accepted], deliveries);
        Assert.Equal(["a", "c"], transport.Accepted.Select(e => Encoding.ASCII.GetString(e.Id.Span)));
    }

    [Fact]
    public async Task Unknown_is_answered_as_often_as_asked_for_across_batches()
    {
        await using RecordingTransport transport = new();
        transport.UnknownNext(3, "timeout", TimeSpan.FromSeconds(9));

        Delivery unknown = Delivery.Unknown("timeout", TimeSpan.FromSeconds(9));
        Assert.Equal([unknown, unknown], await SendAsync(transport, EnvelopeOf("a"), EnvelopeOf("b")));
        Assert.Equal([unknown, Delivery.Accepted], await SendAsync(transport, EnvelopeOf("a"), EnvelopeOf("b")));
        Assert.Equal([1, 1, 2, 2], transport.Sent.Select(s => s.Attempt));
        Assert.Equal([1, 1, 2, 2], transport.Sent.Select(s => s.Batch));
    }

    [Fact]
    public async Task A_rule_can_go_by_the_attempt()
    {
        await using RecordingTransport transport = new();
        transport.Answer((_, attempt) => attempt < 3 ? Delivery.Unknown("not yet") : null);

        Assert.Equal(DeliveryState.Unknown, (await SendAsync(transport, EnvelopeOf("a")))[0].State);
        Assert.Equal(DeliveryState.Unknown, (await SendAsync(transport, EnvelopeOf("a")))[0].State);
        Assert.Equal(DeliveryState.Accepted, (await SendAsync(transport, EnvelopeOf("a")))[0].State);
    }

    [Fact]
    public async Task A_broken_connection_shows_in_health_and_in_every_answer()
    {
        ManualClock clock = new();
        await using RecordingTransport transport = new(new() { Clock = clock });
        Assert.Equal(new TransportHealth(true), transport.Health);

        transport.Disconnect("cable out");
        Assert.Equal(Delivery.Unknown("cable out"), (await SendAsync(transport, EnvelopeOf("a")))[0]);
        Assert.Equal(new TransportHealth(false, clock.GetUtcNow(), "cable out"), transport.Health);

        transport.Connect();
        Assert.Equal(Delivery.Accepted, (await SendAsync(transport, EnvelopeOf("a")))[0]);
        Assert.True(transport.Health.Connected);
    }

    [Fact]
    public async Task Slowness_goes_by_the_clock_of_the_test()
    {
        ManualClock clock = new();
        await using RecordingTransport transport = new(new()
        {
            Clock = clock,
            TimePerBatch = TimeSpan.FromSeconds(1),
            TimePerEnvelope = TimeSpan.FromSeconds(2),
        });

        Task<Delivery[]> sending = SendAsync(transport, EnvelopeOf("a"), EnvelopeOf("b"));
        clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(sending.IsCompleted);
        Assert.Empty(transport.Sent);
        clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal([Delivery.Accepted, Delivery.Accepted], await sending);
    }

    [Fact]
    public async Task A_cancelled_sending_records_nothing_and_leaves_all_unknown()
    {
        await using RecordingTransport transport = new(new() { Clock = new ManualClock(), TimePerBatch = TimeSpan.FromSeconds(1) });
        using CancellationTokenSource source = new();
        Delivery[] deliveries = new Delivery[1];

        ValueTask sending = transport.SendAsync(new[] { EnvelopeOf("a") }, deliveries, source.Token);
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await sending);
        Assert.Equal(DeliveryState.Unknown, deliveries[0].State);
        Assert.Empty(transport.Sent);
    }

    [Fact]
    public async Task A_test_can_wait_for_a_number_of_envelopes()
    {
        await using RecordingTransport transport = new();
        Task two = transport.WaitForSentAsync(2);

        await SendAsync(transport, EnvelopeOf("a"));
        Assert.False(two.IsCompleted);
        await SendAsync(transport, EnvelopeOf("b"));

        await two;
    }

    [Fact]
    public async Task A_batch_of_the_wrong_size_is_refused()
    {
        await using RecordingTransport transport = new(new() { MaxBatch = 1 });

        await Assert.ThrowsAsync<ArgumentException>(() => SendAsync(transport));
        await Assert.ThrowsAsync<ArgumentException>(() => SendAsync(transport, EnvelopeOf("a"), EnvelopeOf("b")));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RecordingTransport(new() { MaxBatch = 0 }));
    }

    [Fact]
    public async Task After_disposal_nothing_is_sent()
    {
        RecordingTransport transport = new();
        await transport.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => SendAsync(transport, EnvelopeOf("a")));
        Assert.False(transport.Health.Connected);
    }

    private static async Task<Delivery[]> SendAsync(RecordingTransport transport, params Envelope[] batch)
    {
        Delivery[] deliveries = new Delivery[batch.Length];
        await transport.SendAsync(batch, deliveries, CancellationToken.None);
        return deliveries;
    }

    private static Envelope EnvelopeOf(string id, string route = "route") =>
        EnvelopeOf(Encoding.ASCII.GetBytes(id), "{}"u8.ToArray()) with { Route = route };

    private static Envelope EnvelopeOf(byte[] id, byte[] payload) =>
        new() { Id = id, Key = "key", Route = "route", Payload = payload };
}
