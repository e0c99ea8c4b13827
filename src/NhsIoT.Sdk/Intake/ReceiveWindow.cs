using System.Threading.Tasks.Sources;

namespace NhsIoT.Sdk;

/// <summary>How many messages of a source may be under way. One taker waits; anybody gives back. Allocates nothing.</summary>
internal sealed class ReceiveWindow(int size) : IValueTaskSource<int>
{
    private readonly Lock _gate = new();
    private ManualResetValueTaskSourceCore<int> _wait = new() { RunContinuationsAsynchronously = true };
    private int _free = size;
    private int _wanted;
    private bool _closed;

    public int Size { get; } = size;

    public int UnderWay
    {
        get
        {
            lock (_gate)
            {
                return Size - _free;
            }
        }
    }

    /// <summary>Takes up to <paramref name="max"/> places; waits for one; 0 when the window is closed.</summary>
    public ValueTask<int> TakeAsync(int max)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return ValueTask.FromResult(0);
            }

            if (_free > 0)
            {
                return ValueTask.FromResult(TakeFree(max));
            }

            _wait.Reset();
            _wanted = max;
            return new ValueTask<int>(this, _wait.Version);
        }
    }

    public void GiveBack(int count)
    {
        lock (_gate)
        {
            _free += count;
            if (_wanted > 0 && _free > 0)
            {
                int taken = TakeFree(_wanted);
                _wanted = 0;
                _wait.SetResult(taken);
            }
        }
    }

    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            if (_wanted > 0)
            {
                _wanted = 0;
                _wait.SetResult(0);
            }
        }
    }

    int IValueTaskSource<int>.GetResult(short token) => _wait.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _wait.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _wait.OnCompleted(continuation, state, token, flags);

    private int TakeFree(int max)
    {
        int taken = Math.Min(_free, max);
        _free -= taken;
        return taken;
    }
}
