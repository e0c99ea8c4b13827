using NhsIoT.Sdk.Transport.Waiting;

namespace NhsIoT.Sdk.Transport.Exchange;

/// <summary>The receiver that waits; there is one at a time.</summary>
internal sealed class ReceiveWait(Mailbox mailbox) : Wait<int>
{
    public Memory<Received> Messages { get; set; }

    protected override void OnCancelled(CancellationToken cancellationToken) => mailbox.Cancel(this, cancellationToken);

    protected override void Recycle() => mailbox.Recycle(this);
}
