using System.Text;
using NhsIoT.Sdk.Testing;

namespace NhsIoT.Sdk.Transport.Tests.Doubles;

/// <summary>Changes the messages of each append on their way in.</summary>
internal sealed class MessageChangingOutbox(OutboxContractTerms terms, Func<AcceptedMessage, AcceptedMessage> change) : OutboxDouble(terms)
{
    public override ValueTask AppendAsync(OutboxAppend append, Memory<AppendOutcome> outcomes, CancellationToken cancellationToken)
    {
        AcceptedMessage[] changed = [.. append.Messages.ToArray().Select(change)];
        return Inner.AppendAsync(new OutboxAppend { Messages = changed, Entries = append.Entries }, outcomes, cancellationToken);
    }
}

/// <summary>Changes the loss records that are read.</summary>
internal sealed class LossChangingOutbox(OutboxContractTerms terms, Func<IReadOnlyList<LossRecord>, IReadOnlyList<LossRecord>> change) : OutboxDouble(terms)
{
    public override async ValueTask<IReadOnlyList<LossRecord>> ReadLossesAsync(int max, CancellationToken cancellationToken)
        => change(await base.ReadLossesAsync(max, cancellationToken));
}

/// <summary>Takes what it lost for known when it comes again.</summary>
internal sealed class UnforgettingOutbox(OutboxContractTerms terms) : OutboxDouble(terms)
{
    private readonly HashSet<string> _lost = [];

    public override async ValueTask AppendAsync(OutboxAppend append, Memory<AppendOutcome> outcomes, CancellationToken cancellationToken)
    {
        await Inner.AppendAsync(append, outcomes, cancellationToken);
        for (int i = 0; i < outcomes.Length; i++)
        {
            string id = Encoding.ASCII.GetString(append.Entries.Span[i].Envelope.Id.Span);
            if (outcomes.Span[i] == AppendOutcome.Lost)
            {
                _lost.Add(id);
            }
            else if (_lost.Contains(id))
            {
                outcomes.Span[i] = AppendOutcome.Same;
            }
        }
    }
}

/// <summary>Forgets losses as soon as somebody has read them.</summary>
internal sealed class TellingOnceOutbox(OutboxContractTerms terms) : OutboxDouble(terms)
{
    public override async ValueTask<IReadOnlyList<LossRecord>> ReadLossesAsync(int max, CancellationToken cancellationToken)
    {
        IReadOnlyList<LossRecord> read = await Inner.ReadLossesAsync(max, cancellationToken);
        await Inner.SettleLossesAsync(read.Select(l => l.Number).ToArray(), cancellationToken);
        return read;
    }
}

/// <summary>Keeps what was settled.</summary>
internal sealed class LossKeepingOutbox(OutboxContractTerms terms) : OutboxDouble(terms)
{
    public override ValueTask SettleLossesAsync(ReadOnlyMemory<long> numbers, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}

/// <summary>Changes the leases that it hands out.</summary>
internal sealed class LeaseChangingOutbox(OutboxContractTerms terms, Func<OutboxLease, OutboxLease> change) : OutboxDouble(terms)
{
    public override async ValueTask<OutboxLease> PeekAsync(OutboxPeek request, CancellationToken cancellationToken)
        => change(await Inner.PeekAsync(request, cancellationToken));
}

/// <summary>Reads the quarantine otherwise than it was asked.</summary>
internal sealed class QueryChangingOutbox(OutboxContractTerms terms, Func<QuarantineQuery, QuarantineQuery> change) : OutboxDouble(terms)
{
    public override ValueTask<IReadOnlyList<QuarantineRecord>> ReadQuarantineAsync(QuarantineQuery query, CancellationToken cancellationToken)
        => Inner.ReadQuarantineAsync(change(query), cancellationToken);
}

/// <summary>A clock whose time passes as somebody sets it.</summary>
internal sealed class SettableTime(TimeProvider clock) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp() => clock.GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => clock.CreateTimer(callback, state, dueTime, period);
}
