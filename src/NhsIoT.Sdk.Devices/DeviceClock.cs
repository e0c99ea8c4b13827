using NhsIoT.Sdk.Devices.Clocks;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices;

/// <summary>Learns the clock of one device from what it states and when that is received, and maps its times to the gateway's.</summary>
/// <remarks>
/// One for each device, shared by all that read its messages. Held in memory: after a restart of the gateway it learns anew, and gives a
/// run of the clock the same number, because the number comes from the offset. Goes by device time and receipt only, never by the time
/// at which it is asked. What it remembers: the latest 32 messages and 8 runs of the clock. Allocates nothing once it has seen 32
/// messages, save for a new run. Does not see a step that is smaller than the uncertainty, nor one while the device is out of reach and
/// keeps its readings; takes a restart that states the first and last time of a remembered message for that message, three times at most.
/// Thread-safe. Source: HL7 PHD IG 2.0.0, time stamps; FHIR R4 Observation.effective.
/// </remarks>
public sealed class DeviceClock
{
    // A day from either end of the calendar, every offset from UTC can be shown.
    private const long FirstTicks = TimeSpan.TicksPerDay;
    private readonly Lock _gate = new();
    private readonly ClockRules _rules;
    private readonly ClockJudge _judge;

    /// <summary>Makes a clock about which nothing is learnt yet.</summary>
    /// <param name="options">What is known of it beforehand.</param>
    /// <exception cref="ArgumentException">The options are wrong; the message lists every fault.</exception>
    public DeviceClock(ClockOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        Options = options;
        _rules = new ClockRules(options);
        _judge = new ClockJudge(_rules);
    }

    /// <summary>Gets what is known of the clock beforehand.</summary>
    public ClockOptions Options { get; }

    private static long LastTicks => DateTimeOffset.MaxValue.UtcTicks - TimeSpan.TicksPerDay;

    /// <summary>Learns from a message: once for each message and device, before its readings are mapped.</summary>
    /// <param name="newestOfMessage">
    /// The latest time in the message, of a stretch of time its end; or the device's own present time, where the message states it.
    /// A time that the device did not give teaches nothing.
    /// </param>
    /// <param name="received">When the gateway received the message.</param>
    /// <remarks>The same again changes nothing; the same device time received later is the message sent again, and teaches nothing.</remarks>
    public void Observe(in ObservedTime newestOfMessage, DateTimeOffset received)
    {
        if (IsByDevice(newestOfMessage, out long ticks))
        {
            lock (_gate)
            {
                long end = EndOf(ticks, newestOfMessage.Length.Ticks);
                _judge.Judge(end, end, received.UtcTicks);
            }
        }
    }

    /// <summary>Learns from the readings of one message, all of this device, before they are mapped.</summary>
    /// <param name="message">The readings as the message states them, in its order. None: nothing is learnt.</param>
    /// <remarks>
    /// Learns from the latest time, as <see cref="Observe(in ObservedTime, DateTimeOffset)"/> does. Where time goes back within the message,
    /// the clock may have been set back in between: what stands behind that is learnt from as a message of its own.
    /// </remarks>
    public void Observe(ReadOnlySpan<Measurement> message)
    {
        MessageSpan span = default;
        MeasurementContext? channel = null;
        bool isWhole = true;
        lock (_gate)
        {
            foreach (ref readonly Measurement reading in message)
            {
                if (!IsByDevice(reading.Observed, out long ticks))
                {
                    continue;
                }

                long end = EndOf(ticks, reading.Observed.Length.Ticks);
                if (!span.TryAdd(end, _rules.Blur, ReferenceEquals(reading.Context, channel)))
                {
                    isWhole = false;
                    _judge.Judge(span.Latest, span.Earliest, reading.Received.UtcTicks, isWhole);
                    span = default;
                    span.TryAdd(end, 0, false);
                }

                channel = reading.Context;
            }

            if (!span.IsEmpty)
            {
                _judge.Judge(span.Latest, span.Earliest, message[0].Received.UtcTicks, isWhole);
            }
        }
    }

    /// <summary>Tells whether a reading is late whatever its clock shows: its own message holds one that much newer.</summary>
    /// <param name="observed">The time as the decoder made it.</param>
    /// <param name="received">When the gateway received the message.</param>
    /// <returns>
    /// Whether it ended more than <see cref="ClockOptions.LiveWithin"/> before the latest reading of its message that was observed;
    /// <see langword="false"/> where its message is no longer remembered.
    /// </returns>
    /// <remarks>
    /// How wrong a clock is takes nothing from the distance of two of its times. A clock that is set forward within the message makes this
    /// say so of readings that are new: the message holds newer ones then.
    /// </remarks>
    public bool IsLateInMessage(in ObservedTime observed, DateTimeOffset received)
    {
        if (!IsByDevice(observed, out long ticks))
        {
            return false;
        }

        lock (_gate)
        {
            return _judge.BehindNewest(EndOf(ticks, observed.Length.Ticks), received.UtcTicks) > Options.LiveWithin.Ticks;
        }
    }

    /// <summary>Maps a time of the device to the gateway's clock.</summary>
    /// <param name="observed">The time as the decoder made it; one that was mapped before is mapped anew.</param>
    /// <param name="received">When the gateway received the message.</param>
    /// <returns>
    /// The time with its run of the clock, how far it is believed and how far the truth may lie from it, never later than receipt: mapped, or
    /// the device's own where it is synchronised. A time of receipt or one that a person entered comes back as it is.
    /// </returns>
    /// <remarks>A message that <see cref="Observe(ReadOnlySpan{Measurement})"/> has not seen is learnt from first.</remarks>
    public ObservedTime Map(in ObservedTime observed, DateTimeOffset received)
    {
        if (!IsByDevice(observed, out long ticks))
        {
            bool isDropped = _rules.Kind == ClockKind.None && observed.Source is TimeSource.DeviceClock or TimeSource.Mapped;
            return isDropped ? ObservedTime.ByReceipt(received, observed.Length) : observed;
        }

        MappedInstant at;
        lock (_gate)
        {
            at = _judge.Place(ticks, EndOf(ticks, observed.Length.Ticks), received.UtcTicks);
        }

        TimeSpan? uncertainty = at.Uncertainty < 0 ? null : TimeSpan.FromTicks(at.Uncertainty);
        if (at.Confidence == ClockConfidence.Synchronised && at.Start == ticks)
        {
            DateTimeOffset own = new DateTimeOffset(ticks, TimeSpan.Zero).ToOffset(observed.Offset);
            return ObservedTime.ByDevice(own, observed.Length, ClockConfidence.Synchronised, at.Epoch).WithUncertainty(uncertainty);
        }

        DateTimeOffset start = new DateTimeOffset(Math.Clamp(at.Start, FirstTicks, LastTicks), TimeSpan.Zero).ToOffset(received.Offset);
        return observed.MappedTo(start, at.Confidence, at.Epoch, uncertainty);
    }

    private bool IsByDevice(in ObservedTime observed, out long ticks)
    {
        bool isUsable = _rules.Kind switch
        {
            ClockKind.WallClock => observed.Source is TimeSource.DeviceClock or TimeSource.Mapped,
            ClockKind.Counter => observed.Source is not TimeSource.Manual,
            _ => false,
        };
        isUsable &= observed.TryGetDeviceTicks(out ticks);
        ticks = Math.Min(ticks, DateTimeOffset.MaxValue.UtcTicks);
        return isUsable;
    }

    // A length is as long as somebody wrote: it must not run over.
    private static long EndOf(long ticks, long length) => ticks + Math.Min(length, DateTimeOffset.MaxValue.UtcTicks);
}
