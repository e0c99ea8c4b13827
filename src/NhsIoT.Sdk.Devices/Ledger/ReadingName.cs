using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Ledger;

/// <summary>What makes two readings the same one, received twice.</summary>
/// <remarks>rules: house, identity of what leaves: device, channel, run of the clock, metric, device time or else receipt, sequence.</remarks>
internal static class ReadingName
{
    public static int HashOf(in Measurement word) => HashCode.Combine(
        word.Context.Device.GetHashCode(),
        string.GetHashCode(word.Context.Metric.Id, StringComparison.Ordinal),
        TimeOf(word),
        word.Sequence);

    public static bool IsSame(in Measurement one, in Measurement other) =>
        TimeOf(one) == TimeOf(other)
        && one.Sequence == other.Sequence
        && one.Observed.ClockEpoch == other.Observed.ClockEpoch
        && (ReferenceEquals(one.Context, other.Context) || IsSame(one.Context, other.Context));

    private static bool IsSame(MeasurementContext one, MeasurementContext other) =>
        one.Device == other.Device
        && string.Equals(one.Channel, other.Channel, StringComparison.Ordinal)
        && string.Equals(one.Metric.Id, other.Metric.Id, StringComparison.Ordinal);

    private static long TimeOf(in Measurement word) => word.Observed.TryGetDeviceTicks(out long ticks) ? ticks : word.Received.UtcTicks;
}
