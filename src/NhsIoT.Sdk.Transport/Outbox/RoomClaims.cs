namespace NhsIoT.Sdk.Transport.Outbox;

/// <summary>The room that an append needs, account by account; used again for the next. Not thread-safe.</summary>
internal sealed class RoomClaims
{
    private RoomClaim[] _claims = new RoomClaim[4];

    public int Count { get; private set; }

    /// <summary>Gets or sets a value indicating whether the append carries an alarm.</summary>
    public bool IsUrgent { get; set; }

    public void Clear() => Count = 0;

    /// <summary>Claims room for an entry, and for its message unless that is claimed.</summary>
    public void Add(RoomAccount account, int entryBytes, int message, int messageBytes)
    {
        ref RoomClaim claim = ref Of(account);
        claim.Entries++;
        claim.Bytes += entryBytes;

        // Entries of a message mostly follow one another; where they do not, it is claimed once more than it is taken.
        if (claim.Message != message)
        {
            claim.Message = message;
            claim.Bytes += messageBytes;
        }
    }

    /// <summary>Says whether there is room for all of it, and nobody before.</summary>
    public bool MayEnter()
    {
        foreach (ref readonly RoomClaim claim in _claims.AsSpan(0, Count))
        {
            if (!claim.Account.IsFree(IsUrgent) || !claim.Account.Fits(claim.Entries, claim.Bytes, IsUrgent))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Notes in each account that lacks room that somebody waits for it.</summary>
    public void Await(List<RoomAccount> awaited)
    {
        RoomWait wait = IsUrgent ? RoomWait.Urgent : RoomWait.Patient;
        foreach (ref readonly RoomClaim claim in _claims.AsSpan(0, Count))
        {
            if (claim.Account.Awaited < wait && !claim.Account.Fits(claim.Entries, claim.Bytes, IsUrgent))
            {
                claim.Account.Awaited = wait;
                awaited.Add(claim.Account);
            }
        }
    }

    private ref RoomClaim Of(RoomAccount account)
    {
        int place = account.ClaimPlace;
        if (place < Count && _claims[place].Account == account)
        {
            return ref _claims[place];
        }

        if (Count == _claims.Length)
        {
            Array.Resize(ref _claims, Count * 2);
        }

        account.ClaimPlace = Count;
        _claims[Count] = new RoomClaim { Account = account, Message = -1 };
        return ref _claims[Count++];
    }
}

/// <summary>What is needed of one account.</summary>
internal struct RoomClaim
{
    public RoomAccount Account;
    public int Entries;
    public long Bytes;
    public int Message;
}
