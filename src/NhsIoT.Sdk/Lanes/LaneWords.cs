using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk;

/// <summary>The words of one batch, judged and placed, in memory that is kept for the next.</summary>
internal sealed class LaneWords(GatewayServices services)
{
    private readonly WordList<Placed<Measurement>> _measurements = new();
    private readonly WordList<Placed<AlarmEvent>> _alarms = new();
    private readonly WordList<Placed<AssociationEvent>> _associations = new();
    private readonly WordList<Placed<DeviceStatus>> _statuses = new();
    private readonly int[] _bySeverity = new int[(int)QualitySeverity.Bad + 1];
    private int _withValue;

    /// <summary>How far the lists were filled at some moment.</summary>
    public readonly record struct Mark(int Measurements, int Alarms, int Associations, int Statuses);

    public Mark Here => new(_measurements.Count, _alarms.Count, _associations.Count, _statuses.Count);

    public int AlarmCount => _alarms.Count;

    /// <summary>Takes over what a decoder or handler put out: each measurement judged, each word placed.</summary>
    public async ValueTask TakeAsync(DecodeOutput output, CancellationToken cancellationToken)
    {
        // Associations first: the readings of the same message belong to what it says. By index: an enumerator would be boxed.
        for (int i = 0; i < output.Associations.Count; i++)
        {
            AssociationEvent association = output.Associations[i];
            await services.Associations.RecordAsync(association, cancellationToken).ConfigureAwait(false);
            ObservedTime time = ObservedTime.ByReceipt(association.Effective);
            _associations.Add(new(association, services.Associations.At(association.Device, time, association.Received)));
        }

        TakeMeasurements(output);
        for (int i = 0; i < output.Alarms.Count; i++)
        {
            AlarmEvent alarm = output.Alarms[i];
            _alarms.Add(new(alarm, services.Associations.At(alarm.Device, alarm.Observed, alarm.Received)));
        }

        for (int i = 0; i < output.Statuses.Count; i++)
        {
            DeviceStatus status = output.Statuses[i];
            _statuses.Add(new(status, services.Associations.At(status.Device, status.Observed, status.Received)));
        }
    }

    /// <summary>Lets a batch show the words since a mark.</summary>
    public void Show(PlacedBatch batch, Mark since, bool alarmsOnly = false)
    {
        batch.Alarms = _alarms.From(since.Alarms);
        batch.Measurements = alarmsOnly ? default : _measurements.From(since.Measurements);
        batch.Associations = alarmsOnly ? default : _associations.From(since.Associations);
        batch.Statuses = alarmsOnly ? default : _statuses.From(since.Statuses);
    }

    public void Count()
    {
        services.Metrics.Words("measurement", _measurements.Count);
        services.Metrics.Words("alarm", _alarms.Count);
        services.Metrics.Words("association", _associations.Count);
        services.Metrics.Words("status", _statuses.Count);
        services.Metrics.Readings("good", _bySeverity[(int)QualitySeverity.Good]);
        services.Metrics.Readings("uncertain", _bySeverity[(int)QualitySeverity.Uncertain]);
        services.Metrics.Readings("bad", _bySeverity[(int)QualitySeverity.Bad]);
        services.Tally.Words(_measurements.Count, _withValue, _alarms.Count);
    }

    public void Clear()
    {
        _measurements.Clear();
        _alarms.Clear();
        _associations.Clear();
        _statuses.Clear();
        Array.Clear(_bySeverity);
        _withValue = 0;
    }

    private void TakeMeasurements(DecodeOutput output)
    {
        foreach (ref readonly Measurement measurement in output.Measurements)
        {
            Quality quality = LimitRules.Judge(measurement);
            _bySeverity[(int)quality.Severity]++;
            _withValue += measurement.Value.Kind == ValueKind.NotAvailable ? 0 : 1;
            Placement placement = services.Associations.At(measurement.Context.Device, measurement.Observed, measurement.Received);
            _measurements.Add(new(measurement with { Quality = quality }, placement));
        }
    }
}
