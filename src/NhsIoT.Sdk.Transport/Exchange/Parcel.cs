using NhsIoT.Sdk.Transport.Storage;

namespace NhsIoT.Sdk.Transport.Exchange;

/// <summary>A message between sender and receiver; its envelope points into its block.</summary>
internal struct Parcel
{
    public const int None = -1;

    public Envelope Envelope;
    public Block Block;
    public SendWait? Sender;
    public long Order;
    public int Index;
    public int Length;
    public int Next;
    public int Round;
    public bool IsHeld;
}
