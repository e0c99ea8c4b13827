using NhsIoT.Sdk.Transport.Waiting;

namespace NhsIoT.Sdk.Transport.Exchange;

/// <summary>A sender: what it still has to hand over, and what it still has to be told.</summary>
internal sealed class SendWait(Mailbox mailbox) : Wait<bool>
{
    private ReadOnlyMemory<Envelope> _batch;
    private Memory<Delivery> _deliveries;
    private int _stored;
    private int _open;

    /// <summary>Gets where its messages lie that it was not answered for.</summary>
    public List<int> Places { get; } = [];

    public bool IsStored => _stored == _batch.Length;

    public bool IsAnswered => _open == 0;

    public ref readonly Envelope Current => ref _batch.Span[_stored];

    public void Begin(ReadOnlyMemory<Envelope> batch, Memory<Delivery> deliveries)
    {
        _batch = batch;
        _deliveries = deliveries;
        _stored = 0;
        _open = batch.Length;
        _deliveries.Span.Clear();
        Places.Clear();
    }

    /// <summary>States that the current envelope lies in a place.</summary>
    /// <returns>Its index in the batch.</returns>
    public int Stored(int place)
    {
        Places.Add(place);
        return _stored++;
    }

    /// <summary>States that the current envelope is not stored at all.</summary>
    /// <returns>Its index in the batch.</returns>
    public int Passed() => _stored++;

    public void Deliver(int index, Delivery delivery)
    {
        _deliveries.Span[index] = delivery;
        _open--;
    }

    /// <summary>Lets go of what it borrowed.</summary>
    public void End()
    {
        _batch = default;
        _deliveries = default;
        Places.Clear();
    }

    protected override void OnCancelled(CancellationToken cancellationToken) => mailbox.Cancel(this, cancellationToken);

    protected override void Recycle() => mailbox.Recycle(this);
}
