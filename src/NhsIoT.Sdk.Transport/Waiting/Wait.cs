using System.Threading.Tasks.Sources;

namespace NhsIoT.Sdk.Transport.Waiting;

/// <summary>Somebody who waits: in a <see cref="WaitList{TWait}"/> until it is decided, then among the <see cref="Wakes"/>.</summary>
internal abstract class Wait
{
    public Wait? Next { get; set; }

    public Wait? Previous { get; set; }

    public Wait? NextWake { get; set; }

    /// <summary>Gets or sets a value indicating whether nothing is decided yet. Guarded by the owner's lock.</summary>
    public bool IsPending { get; set; }

    /// <summary>Wakes the one who waits. Outside the owner's lock: what is woken is not ours.</summary>
    public abstract void Signal();
}

/// <summary>A reusable wait for a value: it goes back to its pool when its answer was taken.</summary>
internal abstract class Wait<T> : Wait, IValueTaskSource<T>, IValueTaskSource
{
    private ManualResetValueTaskSourceCore<T> _core = new() { RunContinuationsAsynchronously = true };
    private CancellationTokenRegistration _registration;
    private T? _answer;
    private Exception? _failure;

    /// <summary>Decides it; <see cref="Signal"/> then tells.</summary>
    public void Answer(T answer)
    {
        IsPending = false;
        _answer = answer;
    }

    /// <summary>Decides it; <see cref="Signal"/> then tells.</summary>
    public void Fail(Exception failure)
    {
        IsPending = false;
        _failure = failure;
    }

    public override void Signal()
    {
        if (_failure is null)
        {
            _core.SetResult(_answer!);
        }
        else
        {
            _core.SetException(_failure);
        }
    }

    /// <summary>Listens for a cancellation. Outside the owner's lock: it may come at once, on this thread.</summary>
    public void CancelOn(CancellationToken cancellationToken)
    {
        if (cancellationToken.CanBeCanceled)
        {
            _registration = cancellationToken.UnsafeRegister(static (wait, token) => ((Wait<T>)wait!).OnCancelled(token), this);
        }
    }

    public ValueTask<T> AsValueTaskOf() => new(this, _core.Version);

    public ValueTask AsValueTask() => new(this, _core.Version);

    public T GetResult(short token)
    {
        // Dispose waits for a cancellation that is just running: after it nobody holds this wait, and it may be used again.
        _registration.Dispose();
        _registration = default;
        try
        {
            return _core.GetResult(token);
        }
        finally
        {
            _core.Reset();
            _answer = default;
            _failure = null;
            Recycle();
        }
    }

    void IValueTaskSource.GetResult(short token) => GetResult(token);

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        => _core.OnCompleted(continuation, state, token, flags);

    /// <summary>Fails it with the cancellation if it is still pending.</summary>
    protected abstract void OnCancelled(CancellationToken cancellationToken);

    /// <summary>Goes back to its pool.</summary>
    protected abstract void Recycle();
}
