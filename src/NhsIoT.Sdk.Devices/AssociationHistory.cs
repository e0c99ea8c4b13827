using System.Collections.Concurrent;
using NhsIoT.Sdk.Devices.Associations;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices;

/// <summary>The history of associations, in memory.</summary>
/// <remarks>
/// What becomes known late holds for its own time, in whatever order it comes; the same event twice changes nothing. An
/// association holds from its start, inclusive, to its end, exclusive. Where associations of a device overlap, where messages
/// about one contradict each other, where a stretch of time spans a change, or where the clock is doubtful, the answer is
/// unknown. Looking up takes no lock and allocates nothing. Volatile, and it forgets nothing: it is gone with the process,
/// and grows with each association. Thread-safe.
/// </remarks>
public sealed class AssociationHistory : IAssociations
{
    private static readonly Placement ClockDoubtful = Placement.Unknown("the clock that gave the time is known to be wrong");

    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<DeviceId, Timeline> _timelines = [];

    /// <inheritdoc/>
    /// <exception cref="ArgumentException"><paramref name="observed"/> is the default value.</exception>
    public Placement At(DeviceId device, in ObservedTime observed, DateTimeOffset received)
    {
        ArgumentNullException.ThrowIfNull(device);
        if (!observed.IsSpecified)
        {
            throw new ArgumentException("Whose a reading is depends on when it was observed.", nameof(observed));
        }

        if (observed.Confidence == ClockConfidence.Doubtful)
        {
            return ClockDoubtful;
        }

        return _timelines.TryGetValue(device, out Timeline? timeline)
            ? timeline.At(observed.StartUtcTicks, observed.Length.Ticks)
            : Placement.NotAssociated;
    }

    /// <inheritdoc/>
    public ValueTask RecordAsync(AssociationEvent association, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(association);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            _timelines[association.Device] = (_timelines.GetValueOrDefault(association.Device) ?? Timeline.Empty).With(association);
        }

        return ValueTask.CompletedTask;
    }
}
