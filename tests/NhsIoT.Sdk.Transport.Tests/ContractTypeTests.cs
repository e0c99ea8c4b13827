using System.Runtime.CompilerServices;
using NhsIoT.Sdk.Testing;

namespace NhsIoT.Sdk.Transport.Tests;

public sealed class ContractTypeTests
{
    private const string Canary = "9434765919";

    [Fact]
    public void What_nobody_answered_for_is_unknown() => Assert.Equal(DeliveryState.Unknown, default(Delivery).State);

    [Fact]
    public void An_ending_that_nobody_set_leaves_the_entry() => Assert.Equal(EntryEndingKind.Leave, default(EntryEnding).Kind);

    // Copied for each message and each entry: a word more is a decision (docs/decisions/0013).
    [Fact]
    public void What_is_copied_by_value_stays_small()
    {
        Assert.Equal(96, Unsafe.SizeOf<Envelope>());
        Assert.Equal(112, Unsafe.SizeOf<Received>());
        Assert.Equal(112, Unsafe.SizeOf<OutboxEntry>());
        Assert.Equal(32, Unsafe.SizeOf<Delivery>());
        Assert.Equal(32, Unsafe.SizeOf<EntryEnding>());
        Assert.Equal(48, Unsafe.SizeOf<OutboxLease>());
    }

    [Fact]
    public void A_refusal_says_why()
    {
        Assert.Throws<ArgumentException>(() => Delivery.Rejected(" "));
        Assert.Throws<ArgumentException>(() => EntryEnding.Quarantine(""));
        Assert.Throws<ArgumentException>(() => new Received(new Envelope { Route = "r", Payload = default }, new Ticks(), 1).Reject(""));
    }

    [Fact]
    public void No_text_of_an_envelope_or_record_shows_what_it_carries()
    {
        Envelope envelope = new() { Id = default, Key = Canary, Route = Canary, Payload = System.Text.Encoding.UTF8.GetBytes(Canary) };
        QuarantineRecord record = new() { Number = 1, At = default, Reason = "422", Origin = "ehr", IsEntry = true, Route = Canary, Payload = envelope.Payload };
        OutboxLease lease = new("ehr", new[] { envelope }, 1);
        AcceptedMessage message = new() { Source = "ward", Route = Canary, Key = Canary, Received = default, Payload = envelope.Payload };
        QuarantineQuery query = new(1) { Key = Canary };
        LossRecord loss = new() { Number = 1, Destination = "ehr", Key = Canary, Class = default, Count = 1, First = default, Last = default, Reason = default };
        object[] all = [envelope, record, lease, message, query, loss, new OutboxEntry("ehr", 0, envelope)];
        Assert.All(all.Select(one => one.ToString()!), text => Assert.DoesNotContain(Canary, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Copies_of_a_received_message_settle_the_same_one()
    {
        Ticks ticks = new();
        Received received = new(new Envelope { Route = "r", Payload = default }, ticks, 7);
        Received copy = received;
        copy.Accept();
        Assert.Equal((7, Settlement.Accepted), Assert.Single(ticks.Settled));
        Assert.True(received == copy);
        Assert.Equal(received.GetHashCode(), copy.GetHashCode());
        Assert.True(received != new Received(received.Envelope, ticks, 8));
        Assert.False(received.Equals(null));
    }

    [Fact]
    public void A_seam_takes_one_choice()
    {
        StoreConfiguration stores = new();
        stores.MemoryOutbox();
        Assert.Throws<InvalidOperationException>(() => stores.MemoryOutbox());
        TransportConfiguration transports = new();
        MemoryTransport transport = new();
        transports.Memory(transport);
        Assert.Throws<InvalidOperationException>(() => transports.Memory(transport));
        Assert.Same(transport, transports.Factory!(new TransportServices("ward", new ManualClock(), Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance)));
    }

    private sealed class Ticks : IReceipt
    {
        public List<(long Ticket, Settlement Settlement)> Settled { get; } = [];

        public void Settle(long ticket, Settlement settlement, string? reason) => Settled.Add((ticket, settlement));
    }
}
