using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk;

/// <summary>The words of one batch: each at its time, judged and placed, in memory that is kept for the next.</summary>
internal sealed class LaneWords(GatewayServices services, LaneMemory memory)
{
    /// <summary>The name of the rule that marks what a device says of which nobody has said that it belongs here.</summary>
    private const string ApprovalRule = "device-approval";

    /// <summary>The name of the rule that marks a reading whose time nobody believes.</summary>
    private const string ClockRule = "device-clock";

    private readonly WordList<Placed<Measurement>> _measurements = new();
    private readonly WordList<Placed<AlarmEvent>> _alarms = new();
    private readonly WordList<Placed<AssociationEvent>> _associations = new();
    private readonly WordList<Placed<DeviceStatus>> _statuses = new();

    /// <summary>How far the lists were filled at some moment.</summary>
    public readonly record struct Mark(int Measurements, int Alarms, int Associations, int Statuses);

    public Mark Here => new(_measurements.Count, _alarms.Count, _associations.Count, _statuses.Count);

    public int AlarmCount => _alarms.Count;

    public ReadOnlyMemory<Placed<Measurement>> Measurements => _measurements.From(0);

    /// <summary>Takes over what a decoder or handler put out: each word at its time, each measurement judged, each word placed.</summary>
    public async ValueTask TakeAsync(DecodeOutput output, Arrival arrival, CancellationToken cancellationToken)
    {
        memory.Refresh();

        // Associations first: the readings of the same message belong to what it says. By index: an enumerator would be boxed.
        for (int i = 0; i < output.Associations.Count; i++)
        {
            AssociationEvent association = output.Associations[i];
            await services.Associations.RecordAsync(association, cancellationToken).ConfigureAwait(false);
            ObservedTime time = ObservedTime.ByReceipt(association.Effective);
            _associations.Add(new(association, services.Associations.At(association.Device, time, association.Received)));
        }

        if (arrival.MapsClocks)
        {
            Observe(output);
        }

        TakeMeasurements(output, arrival);
        TakeAlarms(output, arrival);
        TakeStatuses(output, arrival);
    }

    /// <summary>Gives the opaque key of the first device that said something since a mark; <see langword="null"/>: none did.</summary>
    public string? KeySince(Mark since) =>
        _measurements.Count > since.Measurements ? _measurements[since.Measurements].Word.Context.Device.Key
        : _alarms.Count > since.Alarms ? _alarms[since.Alarms].Word.Device.Key
        : _associations.Count > since.Associations ? _associations[since.Associations].Word.Device.Key
        : _statuses.Count > since.Statuses ? _statuses[since.Statuses].Word.Device.Key
        : null;

    /// <summary>Gives why it is not known whose a reading since a mark is; <see langword="null"/> where it is known of all.</summary>
    public string? WhyUnknown(Mark since)
    {
        foreach (ref readonly Placed<Measurement> placed in _measurements.From(since.Measurements).Span)
        {
            if (!placed.Placement.IsKnown)
            {
                return placed.Placement.UnknownBecause;
            }
        }

        return null;
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
        Span<int> bySeverity = stackalloc int[(int)QualitySeverity.Bad + 1];
        int withValue = 0;
        foreach (ref readonly Placed<Measurement> placed in _measurements.From(0).Span)
        {
            bySeverity[(int)placed.Word.Quality.Severity]++;
            withValue += placed.Word.Value.Kind == ValueKind.NotAvailable ? 0 : 1;
        }

        services.Metrics.Words("measurement", _measurements.Count);
        services.Metrics.Words("alarm", _alarms.Count);
        services.Metrics.Words("association", _associations.Count);
        services.Metrics.Words("status", _statuses.Count);
        services.Metrics.Readings("good", bySeverity[(int)QualitySeverity.Good]);
        services.Metrics.Readings("uncertain", bySeverity[(int)QualitySeverity.Uncertain]);
        services.Metrics.Readings("bad", bySeverity[(int)QualitySeverity.Bad]);
        services.Tally.Words(_measurements.Count, withValue, _alarms.Count);
    }

    /// <summary>Takes back all words since a mark.</summary>
    public void DropSince(Mark mark)
    {
        _measurements.CutTo(mark.Measurements);
        _alarms.CutTo(mark.Alarms);
        _associations.CutTo(mark.Associations);
        _statuses.CutTo(mark.Statuses);
    }

    public void Clear() => DropSince(default);

    // The newest time that a device states in a message is the one that tells most about its clock.
    private void Observe(DecodeOutput output)
    {
        DeviceClock? clock = null;
        ObservedTime newest = default;
        DateTimeOffset received = default;
        foreach (ref readonly Measurement measurement in output.Measurements)
        {
            DeviceClock ofThis = memory.Of(measurement.Context).Clock;
            if (!ReferenceEquals(ofThis, clock))
            {
                clock?.Observe(newest, received);
                (clock, newest, received) = (ofThis, measurement.Observed, measurement.Received);
            }
            else if (measurement.Observed.StartUtcTicks + measurement.Observed.Length.Ticks > newest.StartUtcTicks + newest.Length.Ticks)
            {
                newest = measurement.Observed;
            }
        }

        clock?.Observe(newest, received);
    }

    private void TakeMeasurements(DecodeOutput output, in Arrival arrival)
    {
        long now = services.Clock.GetTimestamp();
        foreach (ref readonly Measurement stated in output.Measurements)
        {
            LaneMemory.Channel channel = memory.Of(stated.Context);
            Measurement measurement = arrival.MapsClocks ? Timed(stated, channel, arrival.At) : stated;
            services.Due.Seen(measurement.Context, now);
            Quality quality = memory.Judge.Judge(measurement);
            if (!channel.IsApproved)
            {
                quality = quality.Worsen(QualitySeverity.Uncertain, QualityReasons.UnapprovedDevice, ApprovalRule);
            }

            if (measurement.Observed.Confidence == ClockConfidence.Doubtful)
            {
                quality = quality.Worsen(QualitySeverity.Uncertain, QualityReasons.TimeUncertain, ClockRule);
            }

            Placement placement = arrival.Place(channel.Associations.At(measurement.Observed, measurement.Received));
            _measurements.Add(new(measurement with { Quality = quality }, placement) { StatedPatient = arrival.Patient });
        }
    }

    private static Measurement Timed(in Measurement stated, LaneMemory.Channel channel, DateTimeOffset at)
    {
        ObservedTime observed = channel.Clock.Map(stated.Observed, stated.Received);
        ReadingPurpose purpose = Timeliness.PurposeOf(stated.Context.Purpose, observed, at, channel.Clock.Options.LiveWithin);
        MeasurementContext context = purpose == stated.Context.Purpose ? stated.Context : channel.Historical;
        return new Measurement(context, stated.Value, stated.Quality, observed) { Received = stated.Received, Sequence = stated.Sequence };
    }

    private void TakeAlarms(DecodeOutput output, in Arrival arrival)
    {
        for (int i = 0; i < output.Alarms.Count; i++)
        {
            AlarmEvent alarm = output.Alarms[i];
            if (arrival.MapsClocks)
            {
                DeviceClock clock = services.Clocks.Of(alarm.Device);
                ObservedTime observed = clock.Map(alarm.Observed, alarm.Received);
                ReadingPurpose purpose = Timeliness.PurposeOf(alarm.Purpose, observed, arrival.At, clock.Options.LiveWithin);
                alarm = alarm with { Observed = observed, Purpose = purpose };
            }

            _alarms.Add(new(alarm, arrival.Place(services.Associations.At(alarm.Device, alarm.Observed, alarm.Received))));
        }
    }

    private void TakeStatuses(DecodeOutput output, in Arrival arrival)
    {
        for (int i = 0; i < output.Statuses.Count; i++)
        {
            DeviceStatus status = output.Statuses[i];
            if (arrival.MapsClocks)
            {
                status = status with { Observed = services.Clocks.Of(status.Device).Map(status.Observed, status.Received) };
            }

            _statuses.Add(new(status, services.Associations.At(status.Device, status.Observed, status.Received)));
        }
    }
}
