using System.Text;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk.Testing.Contracts;

/// <summary>An outbox under test, its clock, and short words for what the cases do with it.</summary>
internal sealed class OutboxProbe : IAsyncDisposable
{
    public const string Destination = "ehr";
    public const int Room = 8;

    public static readonly TimeSpan RememberFor = TimeSpan.FromDays(30);

    private OutboxProbe(ManualClock clock, IOutbox outbox)
    {
        Clock = clock;
        Outbox = outbox;
    }

    public ManualClock Clock { get; }

    public IOutbox Outbox { get; }

    public static ContractCase<OutboxMaker> Case(string name, Func<OutboxProbe, Task> run) => new(name, async maker =>
    {
        ManualClock clock = new();
        IOutbox outbox = await maker(new OutboxContractTerms(clock, Room, RememberFor)).ConfigureAwait(false);
        await using OutboxProbe probe = new(clock, outbox);
        await run(probe).ConfigureAwait(false);
    });

    public static OutboxEntry Entry(string id, string key = "k", DeliveryClass deliveryClass = DeliveryClass.ClinicalReading)
        => new(Destination, 0, new Envelope
        {
            Id = Encoding.ASCII.GetBytes(id),
            Key = key,
            Class = deliveryClass,
            Route = "route",
            ContentType = "text/plain",
            Payload = Encoding.UTF8.GetBytes($"payload of {id}"),
        });

    public static OutboxEntry With(OutboxEntry entry, string payload, int revision = 0)
        => entry with { Envelope = entry.Envelope with { Payload = Encoding.UTF8.GetBytes(payload), Revision = revision } };

    public static OutboxEntry[] Entries(int count, string prefix = "e", DeliveryClass deliveryClass = DeliveryClass.ClinicalReading)
        => [.. Enumerable.Range(0, count).Select(i => Entry($"{prefix}{i}", $"k{i % 3}", deliveryClass))];

    public static AcceptedMessage Message(string payload = "message", string? reason = null) => new()
    {
        Source = "ward",
        Route = "ward/1",
        Received = DateTimeOffset.UnixEpoch,
        Payload = Encoding.UTF8.GetBytes(payload),
        QuarantineReason = reason,
    };

    public static string[] Ids(OutboxLease lease) => [.. lease.Entries.ToArray().Select(e => Encoding.ASCII.GetString(e.Id.Span))];

    public static string[] Payloads(OutboxLease lease) => [.. lease.Entries.ToArray().Select(e => Encoding.UTF8.GetString(e.Payload.Span))];

    public Task<AppendOutcome[]> AppendAsync(params OutboxEntry[] entries) => AppendAsync(entries, CancellationToken.None);

    public async Task<AppendOutcome[]> AppendAsync(OutboxEntry[] entries, CancellationToken cancellationToken)
    {
        AppendOutcome[] outcomes = new AppendOutcome[entries.Length];
        OutboxAppend append = new() { Messages = new[] { Message() }, Entries = entries };
        await Outbox.AppendAsync(append, outcomes, cancellationToken).ConfigureAwait(false);
        return outcomes;
    }

    public Task<OutboxLease> PeekAsync(int max = Room, int minimum = 1, TimeSpan linger = default, CancellationToken cancellationToken = default)
        => Outbox.PeekAsync(new OutboxPeek(Destination, DeliveryClass.ClinicalReading, max) { Minimum = minimum, Linger = linger }, cancellationToken).AsTask();

    /// <summary>Leases what is there at once.</summary>
    public Task<OutboxLease> TakeAsync(int max = Room) => Expect.InTimeAsync(PeekAsync(max), "a peek with entries ready");

    public Task SettleAsync(OutboxLease lease, params EntryEnding[] endings)
        => Expect.InTimeAsync(Outbox.SettleAsync(lease, endings, CancellationToken.None).AsTask(), "settling");

    public Task RemoveAsync(OutboxLease lease) => SettleAsync(lease, [.. Enumerable.Repeat(EntryEnding.Remove, lease.Entries.Length)]);

    public Task<IReadOnlyList<QuarantineRecord>> QuarantineAsync(QuarantineQuery query)
        => Expect.InTimeAsync(Outbox.ReadQuarantineAsync(query, CancellationToken.None).AsTask(), "reading the quarantine");

    public Task<IReadOnlyList<LossRecord>> LossesAsync(int max = 100)
        => Expect.InTimeAsync(Outbox.ReadLossesAsync(max, CancellationToken.None).AsTask(), "reading the losses");

    public Task SettleLossesAsync(params long[] numbers)
        => Expect.InTimeAsync(Outbox.SettleLossesAsync(numbers, CancellationToken.None).AsTask(), "settling losses");

    /// <summary>Does something in another class, whole: whatever could have happened before has happened after it.</summary>
    public async Task LetPassAsync(string id)
    {
        await Expect.InTimeAsync(AppendAsync(Entry(id, "pass", DeliveryClass.Housekeeping)), "an append with room").ConfigureAwait(false);
        OutboxPeek request = new(Destination, DeliveryClass.Housekeeping, 1);
        await RemoveAsync(await Expect.InTimeAsync(Outbox.PeekAsync(request, CancellationToken.None).AsTask(), "a peek with entries ready").ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>Moves the clock on until a task has ended.</summary>
    public async Task<T> AdvanceUntilAsync<T>(Task<T> task, TimeSpan step, string what)
    {
        for (int i = 0; i < 100 && !task.IsCompleted; i++)
        {
            Clock.Advance(step);
            await Task.WhenAny(task, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System)).ConfigureAwait(false);
        }

        return await Expect.InTimeAsync(task, what).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => Outbox.DisposeAsync();
}
