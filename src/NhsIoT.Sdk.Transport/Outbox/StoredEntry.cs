using NhsIoT.Sdk.Transport.Storage;

namespace NhsIoT.Sdk.Transport.Outbox;

/// <summary>An entry that is here; its envelope points into its block.</summary>
internal struct StoredEntry
{
    public Envelope Envelope;
    public string Destination;
    public KeyQueue Queue;
    public Block Block;
    public long Order;
    public int Charge;
    public int Message;
    public int IdRecord;
    public int Next;
}

/// <summary>A received message whose bytes are kept for its entries, or in quarantine.</summary>
internal struct StoredMessage
{
    public AcceptedMessage Message;
    public Block Block;
    public int Charge;
    public int References;
    public Account Account;
}
