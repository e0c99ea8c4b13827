namespace NhsIoT.Sdk.Telemetry;

/// <summary>One sample of a <see cref="SampledSignal"/>.</summary>
/// <remarks>The default value is the raw number 0, measured. Immutable.</remarks>
public readonly record struct SignalSample
{
    private SignalSample(int raw, SignalSampleState state)
    {
        Raw = raw;
        State = state;
    }

    /// <summary>Gets the raw number; 0 where the sample is not <see cref="SignalSampleState.Measured"/>.</summary>
    public int Raw { get; }

    /// <summary>Gets what the sample is.</summary>
    public SignalSampleState State { get; }

    /// <summary>Makes a measured sample.</summary>
    /// <param name="raw">The raw number.</param>
    /// <returns>The sample.</returns>
    public static SignalSample Of(int raw) => new(raw, SignalSampleState.Measured);

    /// <summary>Makes a sample that is not a number.</summary>
    /// <param name="state">Why: not <see cref="SignalSampleState.Measured"/>.</param>
    /// <returns>The sample.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="state"/> is not a reason.</exception>
    public static SignalSample Missing(SignalSampleState state) => state is > SignalSampleState.Measured and <= SignalSampleState.BelowRange
        ? new SignalSample(0, state)
        : throw new ArgumentOutOfRangeException(nameof(state), state, "A sample that is not a number says why.");
}
