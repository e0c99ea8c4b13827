using System.Numerics;
using System.Runtime.CompilerServices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Series;

/// <summary>A reading that was judged: its time, a print of what it said, and what its series said of it.</summary>
/// <remarks>
/// 16 bytes, no references. The print holds sequence number, run of the clock, value and stated quality in 56 bits; it is a memory of
/// this process, never stored. Two different readings of one time are taken for the same once in 2^56.
/// </remarks>
internal readonly record struct JudgedReading
{
    private const ulong MarksMask = byte.MaxValue;
    private const ulong Factor = 0x9E37_79B9_7F4A_7C15;

    private readonly long _time;
    private readonly ulong _print;

    public JudgedReading(in Measurement measurement)
    {
        _time = TimeOf(measurement);
        _print = PrintOf(measurement) & ~MarksMask;
    }

    private JudgedReading(long time, ulong print) => (_time, _print) = (time, print);

    /// <summary>Gets the time by which the reading is named: not that of the gateway's mapping, which may learn.</summary>
    public long Time => _time;

    public SeriesMarks Marks => SeriesMarks.Unpack((byte)(_print & MarksMask));

    public JudgedReading With(SeriesMarks marks) => new(_time, (_print & ~MarksMask) | marks.Pack());

    public bool IsSame(in JudgedReading other) => _time == other._time && ((_print ^ other._print) & ~MarksMask) == 0;

    // rules: house, identity of what leaves: the device's own time, or that of receipt
    private static long TimeOf(in Measurement measurement) =>
        measurement.Observed.TryGetDeviceTicks(out long ticks) ? ticks : measurement.Received.UtcTicks;

    private static ulong PrintOf(in Measurement measurement)
    {
        Quality quality = measurement.Quality;
        ulong stated = ((ulong)quality.Reasons << 8) | (ulong)quality.Severity;
        ulong print = Mix((ulong)measurement.Sequence, ((ulong)measurement.Observed.ClockEpoch << 32) | stated);
        if (!measurement.Value.TryGetCompound(out CompoundValue? compound))
        {
            return Mix(print, measurement.Value);
        }

        foreach (ref readonly CompoundPart part in compound.Parts.AsSpan())
        {
            print = Mix(print, part.Value);
        }

        return print;
    }

    // The hash of a decimal looks for trailing zeros, which count here and cost time: its bits do as well. Of the unit
    // its length and ends are enough: a unit that changes comes with another number.
    private static ulong Mix(ulong print, in Value value)
    {
        if (!value.TryGetQuantity(out Quantity quantity))
        {
            return Mix(print, unchecked((uint)value.GetHashCode()));
        }

        (ulong low, ulong high) = Unsafe.BitCast<decimal, (ulong, ulong)>(quantity.Number);
        string unit = quantity.Unit.Code;
        return Mix(Mix(print, low), high ^ ((ulong)unit[0] << 16) ^ unit[^1] ^ ((ulong)unit.Length << 8));
    }

    private static ulong Mix(ulong print, ulong more)
    {
        ulong product = unchecked((BitOperations.RotateLeft(print, 29) ^ more) * Factor);
        return product ^ (product >> 32);
    }
}
