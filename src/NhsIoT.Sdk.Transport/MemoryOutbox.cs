using Microsoft.Extensions.Logging;
using NhsIoT.Sdk.Transport.Diagnostics;
using NhsIoT.Sdk.Transport.Outbox;

namespace NhsIoT.Sdk.Transport;

/// <summary>An outbox in memory: all that is in it is lost with the process.</summary>
/// <remarks>
/// For trials, tests and what may be lost; <see cref="Durability"/> says so and the gateway's health shows it. Bounded by
/// <see cref="MemoryOutboxOptions"/>: what is full for one destination and class makes their appends wait, never another's. In
/// steady state it allocates nothing for an entry, nor for one that is lost. Thread-safe. Meter <c>NhsIoT.Sdk.Transport</c>, instruments <c>nhsiot.outbox.*</c>.
/// </remarks>
public sealed class MemoryOutbox : IOutbox
{
    private readonly ILogger<MemoryOutbox> _logger;
    private readonly OutboxState _state;
    private readonly OutboxDesk _desk;
    private readonly OutboxMetrics _metrics;

    /// <summary>Makes an empty outbox.</summary>
    /// <param name="options">How much it holds and for how long it remembers.</param>
    /// <param name="clock">The clock: for what is left until later, for lingering and for remembering.</param>
    /// <param name="loggers">Where it says what was lost when it was disposed.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public MemoryOutbox(MemoryOutboxOptions options, TimeProvider clock, ILoggerFactory loggers)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(loggers);
        options.Validate();
        _logger = loggers.CreateLogger<MemoryOutbox>();
        _state = new OutboxState(options);
        _desk = new OutboxDesk(_state, clock);
        _metrics = new OutboxMetrics(_desk.Gate, _state);
    }

    /// <inheritdoc/>
    public OutboxDurability Durability => OutboxDurability.Volatile;

    /// <inheritdoc/>
    public OutboxCounts Counts
    {
        get
        {
            lock (_desk.Gate)
            {
                return _state.Counts;
            }
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">An entry or message is not complete, or there are not as many outcomes as entries.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed; nothing was stored.</exception>
    public ValueTask AppendAsync(OutboxAppend append, Memory<AppendOutcome> outcomes, CancellationToken cancellationToken)
    {
        RequestCheck.Check(append, outcomes);
        cancellationToken.ThrowIfCancellationRequested();
        return _desk.AppendAsync(append, outcomes, cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The request is not complete, or a value is out of its range.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public ValueTask<OutboxLease> PeekAsync(OutboxPeek request, CancellationToken cancellationToken)
    {
        RequestCheck.Check(request);
        cancellationToken.ThrowIfCancellationRequested();
        return _desk.PeekAsync(request, cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There are not as many endings as entries; the lease stands.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public ValueTask SettleAsync(OutboxLease lease, ReadOnlyMemory<EntryEnding> endings, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _desk.Settle(lease, endings.Span);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">A value of the query is out of its range.</exception>
    public ValueTask<IReadOnlyList<QuarantineRecord>> ReadQuarantineAsync(QuarantineQuery query, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Max, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfNegative(query.After, nameof(query));
        cancellationToken.ThrowIfCancellationRequested();
        lock (_desk.Gate)
        {
            return new ValueTask<IReadOnlyList<QuarantineRecord>>(_state.ReadQuarantine(query));
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> DiscardQuarantineAsync(long number, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<bool>(_desk.Discard(number));
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="max"/> is less than 1.</exception>
    public ValueTask<IReadOnlyList<LossRecord>> ReadLossesAsync(int max, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_desk.Gate)
        {
            return new ValueTask<IReadOnlyList<LossRecord>>(_state.Losses.Read(max));
        }
    }

    /// <inheritdoc/>
    public ValueTask SettleLossesAsync(ReadOnlyMemory<long> numbers, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_desk.Gate)
        {
            _state.Losses.Settle(numbers.Span);
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Ends every wait with an <see cref="ObjectDisposedException"/> and logs how much is lost.</summary>
    /// <returns>A task that has ended.</returns>
    public ValueTask DisposeAsync()
    {
        if (_desk.Close())
        {
            _metrics.Dispose();
            _desk.Dispose();
            OutboxCounts lost = Counts;
            if (lost.Waiting + lost.Quarantined + lost.Held + lost.Losses > 0)
            {
                Log.OutboxLost(_logger, lost.Waiting, lost.WaitingAlarms, lost.Quarantined, lost.Held, lost.Losses);
            }
        }

        return ValueTask.CompletedTask;
    }
}
