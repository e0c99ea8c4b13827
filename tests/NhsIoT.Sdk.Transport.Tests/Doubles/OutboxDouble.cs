using Microsoft.Extensions.Logging.Abstractions;
using NhsIoT.Sdk.Testing;

namespace NhsIoT.Sdk.Transport.Tests.Doubles;

/// <summary>An outbox that keeps the contract, for others to break one rule of it.</summary>
internal class OutboxDouble(OutboxContractTerms terms, int roomFactor = 1) : IOutbox
{
    protected MemoryOutbox Inner { get; } = new(
        new MemoryOutboxOptions
        {
            Alarms = new(terms.Room * roomFactor),
            ClinicalReadings = new(terms.Room * roomFactor),
            Housekeeping = new(terms.Room * roomFactor),
            RememberFor = terms.RememberFor,
        },
        terms.Clock,
        NullLoggerFactory.Instance);

    public OutboxDurability Durability => Inner.Durability;

    public virtual OutboxCounts Counts => Inner.Counts;

    public virtual ValueTask AppendAsync(OutboxAppend append, Memory<AppendOutcome> outcomes, CancellationToken cancellationToken)
        => Inner.AppendAsync(append, outcomes, cancellationToken);

    public virtual ValueTask<OutboxLease> PeekAsync(OutboxPeek request, CancellationToken cancellationToken)
        => Inner.PeekAsync(request, cancellationToken);

    public virtual ValueTask SettleAsync(OutboxLease lease, ReadOnlyMemory<EntryEnding> endings, CancellationToken cancellationToken)
        => Inner.SettleAsync(lease, endings, cancellationToken);

    public virtual ValueTask<IReadOnlyList<QuarantineRecord>> ReadQuarantineAsync(QuarantineQuery query, CancellationToken cancellationToken)
        => Inner.ReadQuarantineAsync(query, cancellationToken);

    public virtual ValueTask<bool> DiscardQuarantineAsync(long number, CancellationToken cancellationToken)
        => Inner.DiscardQuarantineAsync(number, cancellationToken);

    public virtual ValueTask<IReadOnlyList<LossRecord>> ReadLossesAsync(int max, CancellationToken cancellationToken)
        => Inner.ReadLossesAsync(max, cancellationToken);

    public virtual ValueTask SettleLossesAsync(ReadOnlyMemory<long> numbers, CancellationToken cancellationToken)
        => Inner.SettleLossesAsync(numbers, cancellationToken);

    public ValueTask DisposeAsync() => Inner.DisposeAsync();
}

/// <summary>Changes the entries of each append on their way in.</summary>
internal sealed class EntryChangingOutbox(OutboxContractTerms terms, Func<OutboxEntry[], OutboxEntry[]> change) : OutboxDouble(terms)
{
    public override ValueTask AppendAsync(OutboxAppend append, Memory<AppendOutcome> outcomes, CancellationToken cancellationToken)
    {
        OutboxAppend changed = new() { Messages = append.Messages, Entries = change(append.Entries.ToArray()) };
        return Inner.AppendAsync(changed, outcomes[..changed.Entries.Length], cancellationToken);
    }
}

/// <summary>Changes what a peek asks for.</summary>
internal sealed class PeekChangingOutbox(OutboxContractTerms terms, Func<OutboxPeek, OutboxPeek> change) : OutboxDouble(terms)
{
    public override ValueTask<OutboxLease> PeekAsync(OutboxPeek request, CancellationToken cancellationToken)
        => Inner.PeekAsync(change(request), cancellationToken);
}

/// <summary>Changes how entries end.</summary>
internal sealed class EndingChangingOutbox(OutboxContractTerms terms, Func<EntryEnding, EntryEnding> change) : OutboxDouble(terms)
{
    public override ValueTask SettleAsync(OutboxLease lease, ReadOnlyMemory<EntryEnding> endings, CancellationToken cancellationToken)
        => Inner.SettleAsync(lease, endings.ToArray().Select(change).ToArray(), cancellationToken);
}

/// <summary>Stores the entries of an append one by one.</summary>
internal sealed class PiecemealOutbox(OutboxContractTerms terms) : OutboxDouble(terms)
{
    public override async ValueTask AppendAsync(OutboxAppend append, Memory<AppendOutcome> outcomes, CancellationToken cancellationToken)
    {
        for (int i = 0; i < append.Entries.Length; i++)
        {
            OutboxAppend one = new() { Messages = append.Messages, Entries = append.Entries.Slice(i, 1) };
            await Inner.AppendAsync(one, outcomes.Slice(i, 1), cancellationToken);
        }
    }
}

/// <summary>Lets one append in at a time, whatever its class.</summary>
internal sealed class SingleFileOutbox(OutboxContractTerms terms) : OutboxDouble(terms)
{
    private readonly SemaphoreSlim _door = new(1);

    public override async ValueTask AppendAsync(OutboxAppend append, Memory<AppendOutcome> outcomes, CancellationToken cancellationToken)
    {
        await _door.WaitAsync(cancellationToken);
        await Inner.AppendAsync(append, outcomes, cancellationToken);
        _door.Release();
    }
}

/// <summary>Hands out the bytes of the caller instead of its own.</summary>
internal sealed class BorrowingOutbox(OutboxContractTerms terms) : OutboxDouble(terms)
{
    private readonly List<Envelope> _borrowed = [];

    public override ValueTask AppendAsync(OutboxAppend append, Memory<AppendOutcome> outcomes, CancellationToken cancellationToken)
    {
        _borrowed.AddRange(append.Entries.ToArray().Select(e => e.Envelope));
        return Inner.AppendAsync(append, outcomes, cancellationToken);
    }

    public override async ValueTask<OutboxLease> PeekAsync(OutboxPeek request, CancellationToken cancellationToken)
    {
        OutboxLease lease = await Inner.PeekAsync(request, cancellationToken);
        return lease with { Entries = _borrowed.ToArray() };
    }
}

/// <summary>Gives a lease up as soon as it was given.</summary>
internal sealed class HastyOutbox(OutboxContractTerms terms) : OutboxDouble(terms)
{
    public override async ValueTask<OutboxLease> PeekAsync(OutboxPeek request, CancellationToken cancellationToken)
    {
        OutboxLease lease = await Inner.PeekAsync(request, cancellationToken);
        Envelope[] entries = lease.Entries.ToArray();
        await Inner.SettleAsync(lease, new EntryEnding[entries.Length], CancellationToken.None);
        return lease with { Entries = entries };
    }
}

/// <summary>Puts what is left behind everything else.</summary>
internal sealed class RequeueingOutbox(OutboxContractTerms terms) : OutboxDouble(terms)
{
    public override async ValueTask SettleAsync(OutboxLease lease, ReadOnlyMemory<EntryEnding> endings, CancellationToken cancellationToken)
    {
        OutboxEntry[] left = [.. lease.Entries.ToArray().Where((_, i) => endings.Span[i].Kind == EntryEndingKind.Leave)
            .Select(e => new OutboxEntry(lease.Destination, 0, e with { Id = e.Id.ToArray(), Payload = e.Payload.ToArray(), Revision = e.Revision + 1 }))];
        await Inner.SettleAsync(lease, Enumerable.Repeat(EntryEnding.Remove, endings.Length).ToArray(), cancellationToken);
        OutboxAppend again = new() { Messages = new[] { OutboxBench.Message() }, Entries = left };
        await Inner.AppendAsync(again, new AppendOutcome[left.Length], cancellationToken);
    }
}

/// <summary>Says nothing of a caller's mistake.</summary>
internal sealed class SilentOutbox(OutboxContractTerms terms) : OutboxDouble(terms)
{
    public override async ValueTask AppendAsync(OutboxAppend append, Memory<AppendOutcome> outcomes, CancellationToken cancellationToken)
    {
        try
        {
            await Inner.AppendAsync(append, outcomes, cancellationToken);
        }
        catch (ArgumentException)
        {
            // Nobody will know.
        }
    }

    public override async ValueTask SettleAsync(OutboxLease lease, ReadOnlyMemory<EntryEnding> endings, CancellationToken cancellationToken)
    {
        try
        {
            await Inner.SettleAsync(lease, endings, cancellationToken);
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException)
        {
            // Nobody will know.
        }
    }
}

/// <summary>Keeps no bytes in quarantine, never empties it, and never lets a message go.</summary>
internal sealed class CarelessOutbox(OutboxContractTerms terms) : OutboxDouble(terms)
{
    private long _messages;

    public override OutboxCounts Counts => Inner.Counts with { Messages = _messages };

    public override ValueTask AppendAsync(OutboxAppend append, Memory<AppendOutcome> outcomes, CancellationToken cancellationToken)
    {
        _messages += append.Messages.Length;
        return Inner.AppendAsync(append, outcomes, cancellationToken);
    }

    public override async ValueTask<IReadOnlyList<QuarantineRecord>> ReadQuarantineAsync(QuarantineQuery query, CancellationToken cancellationToken)
        => [.. (await Inner.ReadQuarantineAsync(query, cancellationToken)).Select(r => r with { Payload = default })];

    public override ValueTask<bool> DiscardQuarantineAsync(long number, CancellationToken cancellationToken) => new(true);
}
