using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices;

/// <summary>Tells what a reading is for by when it was observed: what comes late belongs to the record and raises no alarm.</summary>
/// <remarks>
/// Only what is late for certain is historical. A reading whose clock is doubtful stays live: an alarm that sounds for an old reading is a
/// nuisance, one that stays silent for a new reading is a harm; <see cref="DeviceClock.IsLateInMessage"/> tells those that are late whatever
/// the clock shows. Pure, thread-safe.
/// </remarks>
public static class Timeliness
{
    /// <summary>Tells what a reading is for.</summary>
    /// <param name="purpose">What its source says that it is for.</param>
    /// <param name="observed">When it was observed, mapped; of a stretch of time the end counts.</param>
    /// <param name="received">When the gateway received it.</param>
    /// <param name="liveWithin">How long before receipt it may have ended: <see cref="ClockOptions.LiveWithin"/>.</param>
    /// <returns>
    /// <see cref="ReadingPurpose.Historical"/> for a live reading that ended longer ago, its uncertainty taken off; else
    /// <paramref name="purpose"/>: a test stays a test.
    /// </returns>
    /// <exception cref="ArgumentException"><paramref name="observed"/> is the default value.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="liveWithin"/> is negative.</exception>
    public static ReadingPurpose PurposeOf(ReadingPurpose purpose, in ObservedTime observed, DateTimeOffset received, TimeSpan liveWithin)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(liveWithin.Ticks, nameof(liveWithin));
        if (!observed.IsSpecified)
        {
            throw new ArgumentException("Whether a reading is late depends on when it was observed.", nameof(observed));
        }

        return purpose == ReadingPurpose.Live && IsLate(observed, received.UtcTicks, liveWithin.Ticks) ? ReadingPurpose.Historical : purpose;
    }

    // Taken off one after the other, so that no sum runs over: a length may be as long as a time can be.
    private static bool IsLate(in ObservedTime observed, long received, long liveWithin)
    {
        if (observed.Confidence == ClockConfidence.Doubtful)
        {
            return false;
        }

        long age = received - observed.StartUtcTicks - liveWithin;
        age = age > observed.Length.Ticks ? age - observed.Length.Ticks : 0;
        return age > (observed.Uncertainty ?? TimeSpan.Zero).Ticks;
    }
}
