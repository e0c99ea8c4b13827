using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>What a sending came to: an ending for each entry, and what it says of the destination. Used by one sender.</summary>
internal sealed class SendVerdict(Destination destination, GatewayServices services)
{
    private int _accepted;
    private int _rejected;
    private int _unknown;
    private RetryReason _worst;

    /// <summary>Gets how the sending went, as far as the destination is concerned.</summary>
    public SendOutcome Outcome => (_worst, _accepted + _rejected, _unknown) switch
    {
        (RetryReason.Misconfigured, _, _) => SendOutcome.Misconfigured,
        (RetryReason.Unavailable, _, _) => SendOutcome.Unavailable,
        (_, > 0, _) => SendOutcome.Answered,
        (_, _, > 0) => SendOutcome.NoAnswer,
        _ => SendOutcome.NotTried,
    };

    /// <summary>Gets how long the destination as a whole asks to wait.</summary>
    public TimeSpan Asked { get; private set; }

    public void Begin()
    {
        (_accepted, _rejected, _unknown) = (0, 0, 0);
        _worst = RetryReason.NoAnswer;
        Asked = TimeSpan.Zero;
    }

    public EntryEnding EndingOf(in Delivery delivery, in TriedEntry entry)
    {
        switch (delivery.State)
        {
            case DeliveryState.Accepted:
                _accepted++;
                return EntryEnding.Remove;
            case DeliveryState.Rejected:
                _rejected++;
                Log.EntryRejected(services.Logger, destination.Name, delivery.Reason ?? "rejected");
                services.Metrics.GivenUp(destination.Name, RetryReason.Rejected);
                return EntryEnding.Quarantine(delivery.Reason ?? "rejected");
            default:
                _unknown++;
                return EndingOf(destination.Retry.Decide(delivery, entry, Random.Shared), entry);
        }
    }

    public void Count()
    {
        services.Metrics.Deliveries(destination.Name, "accepted", _accepted);
        services.Metrics.Deliveries(destination.Name, "rejected", _rejected);
        services.Metrics.Deliveries(destination.Name, "unknown", _unknown);
        services.Tally.Delivered(_accepted, _rejected, _unknown);
    }

    private EntryEnding EndingOf(in RetryDecision decision, in TriedEntry entry)
    {
        switch (decision.Kind)
        {
            case RetryDecisionKind.RetryAt:
                services.Metrics.Retried(destination.Name, decision.Reason);
                return EntryEnding.Leave(decision.At);
            case RetryDecisionKind.Quarantine:
                Log.EntryGivenUp(services.Logger, destination.Name, decision.Reason, entry.Attempts + 1);
                services.Metrics.GivenUp(destination.Name, decision.Reason);
                return EntryEnding.Quarantine(TextOf(decision.Reason));
            default:
                // Left at once, so that nothing is counted against it: the circuit, not the entry, waits.
                _worst = decision.Reason > _worst ? decision.Reason : _worst;
                Asked = decision.Wait > Asked ? decision.Wait : Asked;
                return default;
        }
    }

    private static string TextOf(RetryReason reason) => reason == RetryReason.TooOld
        ? "not accepted by its destination within the longest age"
        : "not answered for in as many attempts as are allowed";
}
