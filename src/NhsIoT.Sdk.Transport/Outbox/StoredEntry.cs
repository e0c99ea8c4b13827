using NhsIoT.Sdk.Transport.Storage;

namespace NhsIoT.Sdk.Transport.Outbox;

/// <summary>An entry that is here; its envelope points into its block.</summary>
internal struct StoredEntry
{
    public Envelope Envelope;
    public Lane Lane;
    public KeyQueue Queue;
    public Block Block;
    public long Order;
    public long Over;
    public int Charge;
    public int Share;
    public int IdRecord;
    public int Attempts;
    public int Next;
    public int Previous;
    public int ExpiryPlace;
}

/// <summary>A received message whose bytes are kept for its entries, or in quarantine.</summary>
internal struct StoredMessage
{
    public AcceptedMessage Message;
    public Block Block;
    public int Charge;
    public int FirstShare;
}

/// <summary>
/// What an account has of a message: each that needs the bytes pays for all of them, so that what is kept for one destination is
/// never charged to another.
/// </summary>
internal struct MessageShare
{
    public RoomAccount Account;
    public int Message;
    public int References;
    public int Next;
}
