using NhsIoT.Sdk.Transport.Waiting;

namespace NhsIoT.Sdk.Transport.Outbox;

/// <summary>Where appends wait for room: first come, first in, for each account apart. Not thread-safe.</summary>
internal sealed class AppendGate(Room room)
{
    private readonly WaitList<AppendWait> _waits = new();

    /// <summary>Gets the accounts that somebody waits for, a bit each.</summary>
    public int Lacking { get; private set; }

    public AppendWait? First => _waits.First;

    /// <summary>Lets an append in at once, or keeps it waiting.</summary>
    public bool TryEnter(AppendWait append)
    {
        int lacking = room.Lacking(append.Need);
        if (lacking == 0 && (Lacking == 0 || (Lacking & append.Need.Touched()) == 0))
        {
            return true;
        }

        Lacking |= lacking;
        _waits.Add(append);
        return false;
    }

    /// <summary>Takes out the first that may go in: it has room, and nobody who came before waits for that room.</summary>
    public AppendWait? Next()
    {
        Lacking = 0;
        for (AppendWait? wait = _waits.First; wait is not null; wait = (AppendWait?)wait.Next)
        {
            int lacking = room.Lacking(wait.Need);
            if (lacking == 0 && (Lacking & wait.Need.Touched()) == 0)
            {
                _waits.Remove(wait);
                return wait;
            }

            Lacking |= lacking;
        }

        return null;
    }

    public void Remove(AppendWait append) => _waits.Remove(append);
}
