namespace NhsIoT.Sdk.Devices.Clocks;

/// <summary>The options in ticks, with what follows from them.</summary>
internal sealed class ClockRules(ClockOptions options)
{
    /// <summary>How far the offset that one message shows may lie above the true one where the message was quick.</summary>
    public long Blur { get; } = options.LeastDelay.Ticks + options.Resolution.Ticks;

    /// <summary>How long a network may stumble: later than that is late on its own account, not because of the network.</summary>
    public long Stumble { get; } = Math.Max(options.LiveWithin.Ticks, options.LeastDelay.Ticks + options.Resolution.Ticks);

    public ClockKind Kind { get; } = options.Kind;

    public bool IsSynchronised { get; } = options.IsSynchronised;

    public long SynchronisedWithin { get; } = options.SynchronisedWithin.Ticks;

    public long Resolution { get; } = options.Resolution.Ticks;

    /// <summary>The most that any message takes, the step of its times included; null where nobody knows.</summary>
    public long? LongestDelay { get; } = options.LongestDelay?.Ticks + options.Resolution.Ticks;

    public int MaxDriftPpm { get; } = options.MaxDriftPpm;

    public int ConfirmAfter { get; } = options.ConfirmAfter;

    public long ConfirmOver { get; } = options.ConfirmOver.Ticks;

    /// <summary>How far the offset may change while so much time passes.</summary>
    public long DriftOver(long distance) => ((Math.Abs(distance) / 1_000_000) + 1) * MaxDriftPpm;

    /// <summary>Whether a clock that shows this offset at once agrees with the gateway's.</summary>
    public bool Agrees(long offset) => Kind == ClockKind.WallClock && Math.Abs(offset) <= Blur;
}
