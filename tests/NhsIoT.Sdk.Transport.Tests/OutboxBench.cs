using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using NhsIoT.Sdk.Testing;

namespace NhsIoT.Sdk.Transport.Tests;

/// <summary>An in-memory outbox with a clock that stands still, and short words for what tests do with it.</summary>
internal sealed class OutboxBench : IAsyncDisposable
{
    public const string Destination = "ehr";

    public OutboxBench(MemoryOutboxOptions? options = null)
    {
        Outbox = new MemoryOutbox(options ?? new MemoryOutboxOptions(), Clock, NullLoggerFactory.Instance);
    }

    public ManualClock Clock { get; } = new();

    public MemoryOutbox Outbox { get; }

    public static OutboxEntry Entry(string key, string id, string payload = "payload", DeliveryClass deliveryClass = DeliveryClass.ClinicalReading)
        => new(Destination, 0, new Envelope
        {
            Id = Encoding.ASCII.GetBytes(id),
            Key = key,
            Class = deliveryClass,
            Route = "PUT Observation",
            ContentType = "application/fhir+json",
            Payload = Encoding.UTF8.GetBytes(payload),
        });

    public static OutboxEntry Revised(OutboxEntry entry, int revision) => entry with { Envelope = entry.Envelope with { Revision = revision } };

    public static AcceptedMessage Message(string payload = "message", string? quarantineReason = null) => new()
    {
        Source = "ward",
        Route = "ward/1",
        Received = new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero),
        Payload = Encoding.UTF8.GetBytes(payload),
        QuarantineReason = quarantineReason,
    };

    public static string[] Texts(OutboxLease lease) => [.. lease.Entries.ToArray().Select(e => Encoding.UTF8.GetString(e.Payload.Span))];

    public static string[] Ids(OutboxLease lease) => [.. lease.Entries.ToArray().Select(e => Encoding.ASCII.GetString(e.Id.Span))];

    public async Task<AppendOutcome[]> AppendAsync(params OutboxEntry[] entries)
        => await AppendAsync(new OutboxAppend { Messages = new[] { Message() }, Entries = entries });

    public async Task<AppendOutcome[]> AppendAsync(OutboxAppend append, CancellationToken cancellationToken = default)
    {
        AppendOutcome[] outcomes = new AppendOutcome[append.Entries.Length];
        await Outbox.AppendAsync(append, outcomes, cancellationToken);
        return outcomes;
    }

    public ValueTask<OutboxLease> PeekAsync(int max = 100, DeliveryClass deliveryClass = DeliveryClass.ClinicalReading)
        => Outbox.PeekAsync(new OutboxPeek(Destination, deliveryClass, max), CancellationToken.None);

    public ValueTask SettleAsync(OutboxLease lease, params EntryEnding[] endings)
        => Outbox.SettleAsync(lease, endings, CancellationToken.None);

    public ValueTask RemoveAsync(OutboxLease lease)
        => SettleAsync(lease, [.. Enumerable.Repeat(EntryEnding.Remove, lease.Entries.Length)]);

    public ValueTask<IReadOnlyList<QuarantineRecord>> QuarantineAsync(QuarantineQuery? query = null)
        => Outbox.ReadQuarantineAsync(query ?? new QuarantineQuery(int.MaxValue), CancellationToken.None);

    public ValueTask<IReadOnlyList<LossRecord>> LossesAsync(int max = int.MaxValue) => Outbox.ReadLossesAsync(max, CancellationToken.None);

    public ValueTask SettleLossesAsync(params long[] numbers) => Outbox.SettleLossesAsync(numbers, CancellationToken.None);

    public ValueTask DisposeAsync() => Outbox.DisposeAsync();
}
