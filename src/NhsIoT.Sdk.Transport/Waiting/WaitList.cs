namespace NhsIoT.Sdk.Transport.Waiting;

/// <summary>Those who wait, in the order in which they came. Not thread-safe: its owner's lock guards it.</summary>
internal sealed class WaitList<TWait>
    where TWait : Wait
{
    private Wait? _last;

    public TWait? First { get; private set; }

    public void Add(TWait wait)
    {
        wait.IsPending = true;
        wait.Previous = _last;
        if (_last is null)
        {
            First = wait;
        }
        else
        {
            _last.Next = wait;
        }

        _last = wait;
    }

    public void Remove(TWait wait)
    {
        if (wait.Previous is null)
        {
            First = (TWait?)wait.Next;
        }
        else
        {
            wait.Previous.Next = wait.Next;
        }

        if (wait.Next is null)
        {
            _last = wait.Previous;
        }
        else
        {
            wait.Next.Previous = wait.Previous;
        }

        wait.Next = null;
        wait.Previous = null;
    }
}
