namespace NhsIoT.Sdk.Telemetry;

/// <summary>The first of the four words: something was measured.</summary>
/// <remarks>
/// 120 bytes, at most 128 (pinned by a test). It cannot be made without a context, a value with its unit, a quality and a
/// time; the default value is refused wherever a measurement is taken. Immutable, thread-safe.
/// </remarks>
public readonly record struct Measurement
{
    /// <summary>Makes a measurement.</summary>
    /// <param name="context">What it has in common with the other readings of its channel.</param>
    /// <param name="value">What was measured, or why there is no value.</param>
    /// <param name="quality">How far it can be trusted.</param>
    /// <param name="observed">When it was observed.</param>
    /// <exception cref="ArgumentException">Value, quality or time is the default value.</exception>
    public Measurement(MeasurementContext context, in Value value, in Quality quality, in ObservedTime observed)
    {
        ArgumentNullException.ThrowIfNull(context);
        Context = context;
        Value = value;
        Quality = quality;
        Observed = observed;
    }

    /// <summary>Gets what the reading has in common with the other readings of its channel.</summary>
    public MeasurementContext Context { get; }

    /// <summary>Gets what was measured, or why there is no value.</summary>
    /// <exception cref="ArgumentException">The value set is the default value.</exception>
    public Value Value
    {
        get;
        init => field = value.Kind != ValueKind.Unspecified ? value : throw new ArgumentException("A measurement has a value, or says why not.", nameof(value));
    }

    /// <summary>Gets how far it can be trusted.</summary>
    /// <exception cref="ArgumentException">The quality set is the default value.</exception>
    public Quality Quality
    {
        get;
        init => field = value.IsSpecified ? value : throw new ArgumentException("A measurement has a quality.", nameof(value));
    }

    /// <summary>Gets when it was observed.</summary>
    /// <exception cref="ArgumentException">The time set is the default value.</exception>
    public ObservedTime Observed
    {
        get;
        init => field = value.IsSpecified ? value : throw new ArgumentException("A measurement has a time.", nameof(value));
    }

    /// <summary>Gets when the gateway received it, by the gateway's clock.</summary>
    public required DateTimeOffset Received { get; init; }

    /// <summary>Gets the number that tells readings of one channel and one time apart.</summary>
    /// <value>The device's own sequence number, else the ordinal within its message. Not negative. The default is 0.</value>
    /// <exception cref="ArgumentOutOfRangeException">The number set is negative.</exception>
    public long Sequence
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), "A sequence number is not negative.");
    }

    /// <summary>Gets a value indicating whether this is the default value, which is no measurement.</summary>
    public bool IsDefault => Context is null;

    /// <summary>Gives what was measured where and when, without the value.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => IsDefault ? "(no measurement)" : $"{Context} {Observed} {Value} {Quality}";
}
