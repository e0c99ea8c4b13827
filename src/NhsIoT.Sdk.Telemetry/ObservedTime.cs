using NhsIoT.Sdk.Telemetry.Times;

namespace NhsIoT.Sdk.Telemetry;

/// <summary>When something was observed: a point or a stretch of time, whose clock said so, and how far that is believed.</summary>
/// <remarks>
/// 32 bytes. The default value has no source and is refused by <see cref="Measurement"/>. Immutable, thread-safe.
/// </remarks>
public readonly struct ObservedTime : IEquatable<ObservedTime>
{
    // DateTimeOffset takes 16 bytes for ten; taken apart, start, length, device time and marks fit in 32.
    private const long NoDeviceTicks = long.MinValue;
    private readonly long _startUtcTicks;
    private readonly long _lengthTicks;
    private readonly long _deviceTicks;
    private readonly int _clockEpoch;
    private readonly short _offsetMinutes;
    private readonly byte _trust; // the source in the low four bits, the confidence in the high
    private readonly UncertaintyCode _uncertainty;

    private ObservedTime(DateTimeOffset start, TimeSpan length, long deviceTicks, int clockEpoch, (TimeSource Source, ClockConfidence Confidence) trust)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length.Ticks, nameof(length));
        ArgumentOutOfRangeException.ThrowIfNegative(clockEpoch);
        _startUtcTicks = start.UtcTicks;
        _offsetMinutes = (short)start.TotalOffsetMinutes;
        _lengthTicks = length.Ticks;
        _deviceTicks = deviceTicks;
        _clockEpoch = clockEpoch;
        _trust = (byte)((int)trust.Source | ((int)trust.Confidence << 4));
    }

    private ObservedTime(in ObservedTime time, UncertaintyCode uncertainty)
    {
        this = time;
        _uncertainty = uncertainty;
    }

    /// <summary>Gets when it began: the best time known, with the offset of the clock that gave it.</summary>
    public DateTimeOffset Start =>
        new DateTimeOffset(_startUtcTicks, TimeSpan.Zero).ToOffset(TimeSpan.FromMinutes(_offsetMinutes));

    /// <summary>Gets the start in 100-nanosecond ticks of UTC.</summary>
    public long StartUtcTicks => _startUtcTicks;

    /// <summary>Gets the offset of <see cref="Start"/> from UTC.</summary>
    /// <value>Whole minutes, −14 h to +14 h.</value>
    public TimeSpan Offset => TimeSpan.FromMinutes(_offsetMinutes);

    /// <summary>Gets how long it went on.</summary>
    /// <value>Zero for a point in time; never negative.</value>
    public TimeSpan Length => TimeSpan.FromTicks(_lengthTicks);

    /// <summary>Gets whose clock gave the time.</summary>
    public TimeSource Source => (TimeSource)(_trust & 0x0F);

    /// <summary>Gets how far that clock is believed.</summary>
    public ClockConfidence Confidence => (ClockConfidence)(_trust >> 4);

    /// <summary>Gets how far the true start may lie from <see cref="Start"/>, before or after it.</summary>
    /// <value>
    /// Not negative; at most a quarter more than was stated, never less, because it is held in one byte. <see langword="null"/>: not
    /// stated, which is not zero. Where the clock is <see cref="ClockConfidence.Doubtful"/> it is a hint, no bound.
    /// </value>
    public TimeSpan? Uncertainty => _uncertainty.Value;

    /// <summary>Gets which run of the device's clock the time belongs to.</summary>
    /// <value>0 and up; another one where the clock was reset, so that the same device time twice is not the same reading. The default is 0.</value>
    public int ClockEpoch => _clockEpoch;

    /// <summary>Gets a value indicating whether a time was stated.</summary>
    public bool IsSpecified => Source != TimeSource.Unspecified;

    /// <summary>Compares all that is known.</summary>
    /// <param name="left">The first time.</param>
    /// <param name="right">The second time.</param>
    /// <returns>Whether they are the same.</returns>
    public static bool operator ==(ObservedTime left, ObservedTime right) => left.Equals(right);

    /// <summary>Compares all that is known.</summary>
    /// <param name="left">The first time.</param>
    /// <param name="right">The second time.</param>
    /// <returns>Whether they differ.</returns>
    public static bool operator !=(ObservedTime left, ObservedTime right) => !left.Equals(right);

    /// <summary>States a time that the device's own clock gave.</summary>
    /// <param name="start">When it began, by the device's clock.</param>
    /// <param name="length">How long it went on; zero for a point.</param>
    /// <param name="confidence">How far the clock is believed. The default is unknown.</param>
    /// <param name="clockEpoch">Which run of the device's clock; 0 and up.</param>
    /// <returns>The time; the device's own time is kept with it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Length or epoch is negative.</exception>
    public static ObservedTime ByDevice(
        DateTimeOffset start, TimeSpan length = default, ClockConfidence confidence = ClockConfidence.Unknown, int clockEpoch = 0) =>
        new(start, length, start.UtcTicks, clockEpoch, (TimeSource.DeviceClock, confidence));

    /// <summary>States a time that the gateway mapped from the device's own.</summary>
    /// <param name="start">When it began, by the gateway's clock.</param>
    /// <param name="deviceTicks">What the device's clock or counter said, in 100-nanosecond ticks.</param>
    /// <param name="length">How long it went on; zero for a point.</param>
    /// <param name="confidence">How far the mapping is believed.</param>
    /// <param name="clockEpoch">Which run of the device's clock; 0 and up.</param>
    /// <returns>The time; the device's own time is kept with it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Length or epoch is negative, or <paramref name="deviceTicks"/> is.</exception>
    public static ObservedTime Mapped(
        DateTimeOffset start, long deviceTicks, TimeSpan length, ClockConfidence confidence, int clockEpoch = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(deviceTicks);
        return new ObservedTime(start, length, deviceTicks, clockEpoch, (TimeSource.Mapped, confidence));
    }

    /// <summary>States a time by a counter that began when the device did: receipt stands in until the counter is mapped.</summary>
    /// <param name="sinceStart">What the counter said when it began.</param>
    /// <param name="received">When the gateway received the message.</param>
    /// <param name="length">How long it went on; a stretch ends at receipt.</param>
    /// <returns>A time by receipt that keeps what the counter said.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Length or counter is negative.</exception>
    public static ObservedTime ByCounter(TimeSpan sinceStart, DateTimeOffset received, TimeSpan length = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sinceStart.Ticks, nameof(sinceStart));
        return new ObservedTime(received - length, length, sinceStart.Ticks, 0, (TimeSource.Receipt, ClockConfidence.Unknown));
    }

    /// <summary>States that the device gave no time, so that the time of receipt stands in.</summary>
    /// <param name="received">When the gateway received the message.</param>
    /// <param name="length">How long it went on; a stretch ends at receipt.</param>
    /// <returns>The time.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Length is negative.</exception>
    /// <remarks>Source: HL7 PHD IG, time-stamp case 1: without a device time, reception time; with a duration, the end is reception.</remarks>
    public static ObservedTime ByReceipt(DateTimeOffset received, TimeSpan length = default) =>
        new(received - length, length, NoDeviceTicks, 0, (TimeSource.Receipt, ClockConfidence.Unknown));

    /// <summary>Gives this time in another run of the device's clock.</summary>
    /// <param name="clockEpoch">Which run; 0 and up.</param>
    /// <returns>The time.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public ObservedTime InEpoch(int clockEpoch) =>
        new(new ObservedTime(Start, Length, _deviceTicks, clockEpoch, (Source, Confidence)), _uncertainty);

    /// <summary>Gives this time with how far the true start may lie from it.</summary>
    /// <param name="uncertainty">How far, before or after; <see langword="null"/> where it is not stated.</param>
    /// <returns>The time; the uncertainty is rounded up, by a quarter at most.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public ObservedTime WithUncertainty(TimeSpan? uncertainty) => new(this, UncertaintyCode.Of(uncertainty));

    /// <summary>Gives this time with the start that the gateway mapped it to; length and device time are kept.</summary>
    /// <param name="start">When it began, by the gateway's clock.</param>
    /// <param name="confidence">How far the mapping is believed.</param>
    /// <param name="clockEpoch">Which run of the device's clock; 0 and up.</param>
    /// <param name="uncertainty">How far the true start may lie from it; <see langword="null"/> where it is not stated.</param>
    /// <returns>A time whose source is <see cref="TimeSource.Mapped"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Epoch or uncertainty is negative.</exception>
    /// <exception cref="InvalidOperationException">The device gave no time, so that there is nothing to map.</exception>
    public ObservedTime MappedTo(DateTimeOffset start, ClockConfidence confidence, int clockEpoch, TimeSpan? uncertainty) =>
        TryGetDeviceTicks(out long ticks)
            ? new(new ObservedTime(start, Length, ticks, clockEpoch, (TimeSource.Mapped, confidence)), UncertaintyCode.Of(uncertainty))
            : throw new InvalidOperationException("A time that the device did not give cannot be mapped.");

    /// <summary>Gets what the device's own clock or counter said.</summary>
    /// <param name="ticks">100-nanosecond ticks: since 0001-01-01 UTC for a clock, since its start for a counter.</param>
    /// <returns>Whether the device gave a time.</returns>
    public bool TryGetDeviceTicks(out long ticks)
    {
        ticks = _deviceTicks;
        return IsSpecified && _deviceTicks != NoDeviceTicks;
    }

    /// <inheritdoc/>
    public bool Equals(ObservedTime other) => _startUtcTicks == other._startUtcTicks && _lengthTicks == other._lengthTicks
        && _deviceTicks == other._deviceTicks && _clockEpoch == other._clockEpoch && _offsetMinutes == other._offsetMinutes
        && _trust == other._trust && _uncertainty == other._uncertainty;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ObservedTime other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_startUtcTicks, _lengthTicks, _deviceTicks, _clockEpoch, _offsetMinutes);

    /// <inheritdoc/>
    public override string ToString() => IsSpecified ? $"{Start:O} ({Source})" : "(no time)";
}
