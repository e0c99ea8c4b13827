using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Tests.Stories;

/// <summary>What somebody on the ward would see at once: alarms as they come in, and what devices say of themselves.</summary>
internal sealed class BedsideScreen : IHandler
{
    private readonly Lock _gate = new();
    private readonly List<AlarmEvent> _alarms = [];
    private readonly List<DeviceStatus> _statuses = [];

    public string Name => "screen";

    public HandlerGuarantee Guarantee => HandlerGuarantee.BestEffort;

    public IReadOnlyList<string> Destinations => [];

    /// <summary>Gets the alarms as they came in, before they were stored.</summary>
    public IReadOnlyList<AlarmEvent> Alarms
    {
        get
        {
            lock (_gate)
            {
                return [.. _alarms];
            }
        }
    }

    public IReadOnlyList<DeviceStatus> Statuses
    {
        get
        {
            lock (_gate)
            {
                return [.. _statuses];
            }
        }
    }

    public ValueTask HandleAsync(PlacedBatch batch, HandlerOutput output, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            foreach (Placed<AlarmEvent> alarm in batch.IsDurable ? [] : batch.Alarms.Span)
            {
                _alarms.Add(alarm.Word);
            }

            foreach (Placed<DeviceStatus> status in batch.Statuses.Span)
            {
                _statuses.Add(status.Word);
            }
        }

        return ValueTask.CompletedTask;
    }
}
