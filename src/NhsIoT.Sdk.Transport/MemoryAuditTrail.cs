namespace NhsIoT.Sdk.Transport;

/// <summary>An audit trail in memory: all that is in it is lost with the process, and when it is full the oldest falls out.</summary>
/// <remarks>For trials and tests; <see cref="Durability"/> says so, and what fell out is counted. Thread-safe.</remarks>
public sealed class MemoryAuditTrail : IAuditTrail
{
    private readonly Lock _gate = new();
    private readonly AuditRecord[] _ring;
    private long _last;

    /// <summary>Makes an empty trail.</summary>
    /// <param name="capacity">How many events it holds: 1 to 1 048 576. The default is 16 384.</param>
    /// <exception cref="ArgumentOutOfRangeException">The capacity is out of its range.</exception>
    public MemoryAuditTrail(int capacity = 16_384)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, 1_048_576);
        _ring = new AuditRecord[capacity];
    }

    /// <inheritdoc/>
    public AuditDurability Durability => AuditDurability.Volatile;

    /// <inheritdoc/>
    public AuditCounts Counts
    {
        get
        {
            lock (_gate)
            {
                return new AuditCounts(_last - FellOut, FellOut);
            }
        }
    }

    private long FellOut => Math.Max(_last - _ring.Length, 0);

    /// <inheritdoc/>
    public ValueTask<long> AppendAsync(AuditEvent auditEvent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(auditEvent);
        if (auditEvent.FindFault() is { } fault)
        {
            throw new ArgumentException(fault, nameof(auditEvent));
        }

        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            _last++;
            _ring[PlaceOf(_last)] = new AuditRecord(_last, auditEvent);
            return new ValueTask<long>(_last);
        }
    }

    /// <inheritdoc/>
    public ValueTask<AuditPage> ReadAsync(AuditQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Max, 1);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return new ValueTask<AuditPage>(Read(query));
        }
    }

    /// <summary>Does nothing: there is nothing to close.</summary>
    /// <returns>A task that has ended.</returns>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private AuditPage Read(AuditQuery query)
    {
        List<AuditRecord> records = [];
        long number = Math.Max(query.After, FellOut);
        while (number < _last && records.Count < query.Max)
        {
            AuditRecord record = _ring[PlaceOf(++number)];
            if (query.Matches(record.Event))
            {
                records.Add(record);
            }
        }

        return new AuditPage(records, number < _last ? number : null, query.After < FellOut);
    }

    private int PlaceOf(long number) => (int)((number - 1) % _ring.Length);
}
