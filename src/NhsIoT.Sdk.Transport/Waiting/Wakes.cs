namespace NhsIoT.Sdk.Transport.Waiting;

/// <summary>Those who were decided under a lock and are woken after it. Lives on the stack of one call.</summary>
internal ref struct Wakes
{
    private Wait? _first;
    private Wait? _last;

    public void Add(Wait wait)
    {
        if (_last is null)
        {
            _first = wait;
        }
        else
        {
            _last.NextWake = wait;
        }

        _last = wait;
    }

    public readonly void Signal()
    {
        Wait? wait = _first;
        while (wait is not null)
        {
            // Read first: once signalled it may be in other hands.
            Wait? next = wait.NextWake;
            wait.NextWake = null;
            wait.Signal();
            wait = next;
        }
    }
}
