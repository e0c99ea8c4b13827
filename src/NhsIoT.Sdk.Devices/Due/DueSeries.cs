using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Due;

/// <summary>One metric on one channel of one device: when a reading of it came last, and whether its silence was told.</summary>
internal sealed class DueSeries(MeasurementContext context, TimeSpan interval, TimeSpan longest)
{
    /// <summary>By the monotonic clock; written by the lanes without a lock.</summary>
    public long LastSeen;

    public MeasurementContext Context => context;

    public TimeSpan Interval => interval;

    /// <summary>Gets for how long no reading may come.</summary>
    public TimeSpan Longest => longest;

    public bool IsTold { get; set; }

    public bool IsOf(MeasurementContext other) => context.Metric == other.Metric && string.Equals(context.Channel, other.Channel, StringComparison.Ordinal);
}
