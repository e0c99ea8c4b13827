namespace NhsIoT.Sdk.Testing;

/// <summary>Settings of a <see cref="RecordingTransport"/>.</summary>
public sealed record RecordingTransportOptions
{
    /// <summary>Gets how many envelopes it takes at once.</summary>
    /// <value>1 and up. The default is 100.</value>
    public int MaxBatch { get; init; } = 100;

    /// <summary>Gets how long a batch takes, whatever its size.</summary>
    /// <value>Zero and up. The default is zero.</value>
    public TimeSpan TimePerBatch { get; init; }

    /// <summary>Gets how long each envelope adds to that.</summary>
    /// <value>Zero and up. The default is zero.</value>
    public TimeSpan TimePerEnvelope { get; init; }

    /// <summary>Gets a value indicating whether it says that it may carry data that identify a person.</summary>
    /// <value>The default is <see langword="true"/>: nothing leaves the test.</value>
    public bool ClearedForIdentifiable { get; init; } = true;

    /// <summary>Gets the clock that slowness and health go by.</summary>
    /// <value>The default is the system's clock.</value>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxBatch, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(TimePerBatch, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(TimePerEnvelope, TimeSpan.Zero);
        ArgumentNullException.ThrowIfNull(Clock);
    }
}
