using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace NhsIoT.Sdk.Devices.Registry;

/// <summary>
/// Raises changes in the order in which they were made, outside of every lock and one at a time: whoever finds another thread
/// raising leaves its change to that one.
/// </summary>
internal sealed class ChangeQueue
{
    private readonly Queue<DeviceChange> _waiting = [];
    private bool _isRaising;

    /// <summary>Takes a change; called within the lock that orders the changes.</summary>
    public void Add(DeviceChange change)
    {
        lock (_waiting)
        {
            _waiting.Enqueue(change);
        }
    }

    /// <summary>Raises what waits. What a subscriber throws comes out at the end, after the other changes were raised.</summary>
    public void Raise(Action<DeviceChange> raise)
    {
        ExceptionDispatchInfo? first = null;
        while (TryBegin(out DeviceChange? change))
        {
            try
            {
                raise(change);
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                first ??= ExceptionDispatchInfo.Capture(fault);
            }
            finally
            {
                End();
            }
        }

        first?.Throw();
    }

    private bool TryBegin([NotNullWhen(true)] out DeviceChange? change)
    {
        lock (_waiting)
        {
            change = null;
            return !_isRaising && (_isRaising = _waiting.TryDequeue(out change)) && change is not null;
        }
    }

    private void End()
    {
        lock (_waiting)
        {
            _isRaising = false;
        }
    }
}
