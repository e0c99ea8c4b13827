using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Due;

/// <summary>Now, by both clocks: the monotonic one says how long ago, the other one only writes it down.</summary>
internal readonly struct DueMoment(TimeProvider time)
{
    private readonly long _timestamp = time.GetTimestamp();

    public DateTimeOffset Wall { get; } = time.GetUtcNow();

    public long Timestamp => _timestamp;

    public TimeSpan Since(long timestamp) => time.GetElapsedTime(timestamp, _timestamp);

    public ObservedTime TimeOf(long timestamp) => ObservedTime.ByReceipt(Wall - Since(timestamp));
}
