using System.Numerics;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Fhir;

/// <summary>The id of one reading: the id of its readings, its device time and its sequence number.</summary>
internal static class ReadingId
{
    /// <summary>32 + 1 + 13 + 1 + 13: two 63-bit numbers at five bits a character.</summary>
    public const int MaxLength = ResourceIds.Length + 1 + MaxDigits + 1 + MaxDigits;

    private const int BitsPerDigit = 5;
    private const int MaxDigits = 13;

    private static ReadOnlySpan<byte> Digits => "0123456789abcdefghijklmnopqrstuv"u8;

    public static int Format(ReadOnlySpan<byte> readings, in Measurement measurement, Span<byte> to)
    {
        readings.CopyTo(to);
        int at = readings.Length;
        to[at++] = (byte)'-';
        at += FormatNumber(TimeOf(measurement), to[at..]);
        to[at++] = (byte)'-';
        return at + FormatNumber(measurement.Sequence, to[at..]);
    }

    // Without a device time the stored receipt time stands in: a replay of the stored message finds it again.
    private static long TimeOf(in Measurement measurement) =>
        measurement.Observed.TryGetDeviceTicks(out long ticks) ? ticks : measurement.Received.UtcTicks;

    // RFC 4648 §7 digits, most significant first, as many as are needed: names of one day then sort as they happened.
    private static int FormatNumber(long number, Span<byte> to)
    {
        int count = Math.Max(1, (64 - BitOperations.LeadingZeroCount((ulong)number) + BitsPerDigit - 1) / BitsPerDigit);
        for (int i = count - 1; i >= 0; i--)
        {
            to[i] = Digits[(int)(number & 31)];
            number >>= BitsPerDigit;
        }

        return count;
    }
}
