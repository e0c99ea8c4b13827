using NhsIoT.Sdk.Transport.Waiting;

namespace NhsIoT.Sdk.Transport.Outbox;

/// <summary>A peek that waits for entries.</summary>
internal sealed class PeekWait(OutboxDesk desk) : Wait<OutboxLease>
{
    public OutboxPeek Request { get; private set; }

    public Lane? Lane { get; private set; }

    /// <summary>Gets or sets when the first entry was ready, as a timestamp of the clock; <see langword="null"/>: none is.</summary>
    public long? ReadySince { get; set; }

    public void Begin(OutboxPeek request, Lane lane)
    {
        Request = request;
        Lane = lane;
        ReadySince = null;
        lane.Waits.Add(this);
    }

    /// <summary>Says whether what is ready, one at least, is enough by now.</summary>
    public bool IsEnough(TimeProvider clock)
        => Lane!.Ready >= Request.Minimum
            || Request.Linger == TimeSpan.Zero
            || (Request.Linger != Timeout.InfiniteTimeSpan && Remaining(clock) <= TimeSpan.Zero);

    /// <summary>Gives what is left of the linger, which begins with the first call.</summary>
    public TimeSpan Remaining(TimeProvider clock)
    {
        ReadySince ??= clock.GetTimestamp();
        return Request.Linger - clock.GetElapsedTime(ReadySince.Value);
    }

    protected override void OnCancelled(CancellationToken cancellationToken) => desk.Cancel(this, cancellationToken);

    protected override void Recycle() => desk.Recycle(this);
}
