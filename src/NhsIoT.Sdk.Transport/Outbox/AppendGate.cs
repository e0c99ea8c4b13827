using NhsIoT.Sdk.Transport.Waiting;

namespace NhsIoT.Sdk.Transport.Outbox;

/// <summary>Where appends wait for room: first come, first in, for each account apart; alarms go before. Not thread-safe.</summary>
internal sealed class AppendGate(OutboxState state)
{
    private readonly WaitList<AppendWait> _waits = new();
    private readonly List<RoomAccount> _awaited = [];

    public AppendWait? First => _waits.First;

    /// <summary>Lets an append in at once, or keeps it waiting.</summary>
    public bool TryEnter(AppendWait append, Moment now)
    {
        // Most have room for all that they could need: only the others are asked what they need in truth.
        state.ClaimAll(append);
        if (append.Claims.MayEnter())
        {
            return true;
        }

        state.ClaimNew(append, now);
        if (append.Claims.MayEnter())
        {
            return true;
        }

        append.Claims.Await(_awaited);
        _waits.Add(append);
        return false;
    }

    /// <summary>Takes out the first that may go in: it has room, and nobody who came before waits for that room.</summary>
    public AppendWait? Next(Moment now)
    {
        Forget();
        for (AppendWait? wait = _waits.First; wait is not null; wait = (AppendWait?)wait.Next)
        {
            // What it brings may have come another way since.
            if (wait.ClaimedAt != state.Ids.Changes)
            {
                state.ClaimNew(wait, now);
            }

            if (wait.Claims.MayEnter())
            {
                _waits.Remove(wait);
                return wait;
            }

            wait.Claims.Await(_awaited);
        }

        return null;
    }

    public void Remove(AppendWait append)
    {
        _waits.Remove(append);
        if (_waits.First is null)
        {
            Forget();
        }
    }

    private void Forget()
    {
        foreach (RoomAccount account in _awaited)
        {
            account.Awaited = RoomWait.Nobody;
        }

        _awaited.Clear();
    }
}
