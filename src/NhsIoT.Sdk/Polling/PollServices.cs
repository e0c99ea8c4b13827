namespace NhsIoT.Sdk;

/// <summary>What the polls of one source share.</summary>
internal sealed record PollServices(string Source, GatewayServices Gateway, WordsQueue Queue)
{
    public TimeProvider Clock => Gateway.Clock;

    public void Count(PollOutcome outcome) => Gateway.Metrics.Polled(Source, NameOf(outcome));

    private static string NameOf(PollOutcome outcome) => outcome switch
    {
        PollOutcome.Answered => "answered",
        PollOutcome.Silent => "silent",
        PollOutcome.Late => "late",
        PollOutcome.Failed => "failed",
        PollOutcome.TimedOut => "timed-out",
        PollOutcome.Busy => "busy",
        PollOutcome.Held => "held",
        _ => "stopped",
    };
}
