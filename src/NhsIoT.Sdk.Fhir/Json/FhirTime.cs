using System.Globalization;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Fhir;

/// <summary>Points in time as FHIR writes them: with seconds and offset, sub-second digits as far as there are any.</summary>
internal static class FhirTime
{
    /// <summary>The length of <c>2026-11-21T09:30:15.2500001+00:00</c>.</summary>
    public const int MaxLength = 33;

    public static int FormatStart(in ObservedTime time, Span<byte> to) => Format(LocalTicks(time), time.Offset, to);

    public static int FormatEnd(in ObservedTime time, Span<byte> to)
    {
        // A stretch that passes the end of the calendar ends there: no reading may stop the lane.
        long start = LocalTicks(time);
        long room = DateTime.MaxValue.Ticks - start;
        return Format(start + Math.Min(time.Length.Ticks, room), time.Offset, to);
    }

    private static long LocalTicks(in ObservedTime time) => time.StartUtcTicks + time.Offset.Ticks;

    // FHIR R4 datatypes, dateTime: a time of day has seconds and an offset; the offset is the one that the clock gave.
    private static int Format(long localTicks, TimeSpan offset, Span<byte> to)
    {
        new DateTime(localTicks).TryFormat(to, out int at, "s", CultureInfo.InvariantCulture);
        at += FormatFraction((int)(localTicks % TimeSpan.TicksPerSecond), to[at..]);
        to[at] = offset < TimeSpan.Zero ? (byte)'-' : (byte)'+';
        int minutes = Math.Abs((int)(offset.Ticks / TimeSpan.TicksPerMinute));
        TwoDigits(minutes / 60, to[(at + 1)..]);
        to[at + 3] = (byte)':';
        TwoDigits(minutes % 60, to[(at + 4)..]);
        return at + 6;
    }

    // None where it is zero, else milliseconds, and further digits only where the clock gave them.
    private static int FormatFraction(int ticks, Span<byte> to)
    {
        if (ticks == 0)
        {
            return 0;
        }

        int digits = 7;
        while (digits > 3 && ticks % 10 == 0)
        {
            ticks /= 10;
            digits--;
        }

        to[0] = (byte)'.';
        for (int i = digits; i > 0; i--)
        {
            (ticks, int digit) = Math.DivRem(ticks, 10);
            to[i] = (byte)('0' + digit);
        }

        return digits + 1;
    }

    private static void TwoDigits(int number, Span<byte> to)
    {
        (int tens, int ones) = Math.DivRem(number, 10);
        to[1] = (byte)('0' + ones);
        to[0] = (byte)('0' + tens);
    }
}
