using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk.Tests.Aside;

/// <summary>A trail in memory that fails, or does not answer, while a test says so.</summary>
internal sealed class FailingTrail : IAuditTrail
{
    private readonly MemoryAuditTrail _inner = new();
    private volatile bool _isFailing;
    private volatile bool _isHanging;

    public bool IsFailing
    {
        get => _isFailing;
        set => _isFailing = value;
    }

    public bool IsHanging
    {
        get => _isHanging;
        set => _isHanging = value;
    }

    public bool IsDisposed { get; private set; }

    public AuditDurability Durability => _inner.Durability;

    public AuditCounts Counts => _inner.Counts;

    public ValueTask<long> AppendAsync(AuditEvent auditEvent, CancellationToken cancellationToken) =>
        IsHanging ? new ValueTask<long>(new TaskCompletionSource<long>().Task)
        : IsFailing ? ValueTask.FromException<long>(new IOException("The trail is gone."))
        : _inner.AppendAsync(auditEvent, cancellationToken);

    public ValueTask<AuditPage> ReadAsync(AuditQuery query, CancellationToken cancellationToken) => _inner.ReadAsync(query, cancellationToken);

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return _inner.DisposeAsync();
    }
}
