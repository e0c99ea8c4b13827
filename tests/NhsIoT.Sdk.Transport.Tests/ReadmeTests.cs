using System.Text;
using Microsoft.Extensions.Logging.Abstractions;

namespace NhsIoT.Sdk.Transport.Tests;

public sealed class ReadmeTests
{
    [Fact]
    public async Task The_smallest_use_carries_a_message_into_the_outbox_and_out_again()
    {
        #region readme-smallest-use
        await using MemoryTransport ward = new(new MemoryTransportOptions { Answer = MemoryAnswer.Settled });
        await using MemoryOutbox outbox = new(new MemoryOutboxOptions(), TimeProvider.System, NullLoggerFactory.Instance);
        ValueTask<Delivery> sent = ward.SendAsync("""{"device":"T-1","temperature":37.50}""");

        // In: what was received is accepted once it is safe here, with what was made of it.
        Received[] received = new Received[1];
        await ward.ReceiveAsync(received, CancellationToken.None);
        Envelope reading = received[0].Envelope with { Id = "t-1-1"u8.ToArray(), Key = "T-1", Class = DeliveryClass.ClinicalReading };
        AcceptedMessage message = new() { Source = "ward", Route = reading.Route, Received = TimeProvider.System.GetUtcNow(), Payload = reading.Payload };
        OutboxAppend append = new() { Messages = new[] { message }, Entries = new[] { new OutboxEntry("record", 0, reading) } };
        await outbox.AppendAsync(append, new AppendOutcome[1], CancellationToken.None);
        received[0].Accept();

        // Out: a lease is sent, and settled by what is known of it.
        OutboxLease lease = await outbox.PeekAsync(new OutboxPeek("record", DeliveryClass.ClinicalReading, Max: 100), CancellationToken.None);
        Console.WriteLine(Encoding.UTF8.GetString(lease.Entries.Span[0].Payload.Span));
        await outbox.SettleAsync(lease, new[] { EntryEnding.Remove }, CancellationToken.None);
        #endregion

        Assert.Equal(Delivery.Accepted, await sent);
        Assert.Equal(default, outbox.Counts);
    }
}
