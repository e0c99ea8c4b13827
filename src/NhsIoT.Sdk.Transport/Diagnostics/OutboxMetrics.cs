using System.Diagnostics.Metrics;
using NhsIoT.Sdk.Transport.Outbox;

namespace NhsIoT.Sdk.Transport.Diagnostics;

/// <summary>What an in-memory outbox shows of itself. Read when somebody asks: counting costs the data path nothing more.</summary>
internal sealed class OutboxMetrics : IDisposable
{
    private readonly Meter _meter = new("NhsIoT.Sdk.Transport");
    private readonly Lock _gate;
    private readonly OutboxState _state;

    public OutboxMetrics(Lock gate, OutboxState state)
    {
        _gate = gate;
        _state = state;
        _meter.CreateObservableCounter("nhsiot.outbox.appended", () => ByClass(c => _state.Tally.Appended[(int)c]), "{entry}", "Entries that were added.");
        _meter.CreateObservableGauge("nhsiot.outbox.waiting", () => ByClass(c => _state.Lanes.Waiting(c)), "{entry}", "Entries that wait or are leased.");
        _meter.CreateObservableGauge("nhsiot.outbox.held", () => ByClass(c => _state.Lanes.Bytes(c)), "By", "Bytes that are held, quarantined entries included.");
        _meter.CreateObservableGauge("nhsiot.outbox.quarantine", () => One(() => _state.Counts.Quarantined), "{record}", "Records in quarantine.");
        _meter.CreateObservableCounter("nhsiot.outbox.lost", () => ByClass(c => _state.Tally.Lost[(int)c]), "{entry}", "Entries that may be lost and had no room.");
        _meter.CreateObservableCounter("nhsiot.outbox.expired", () => ByClass(c => _state.Tally.Expired[(int)c]), "{entry}", "Entries whose time was over.");
        _meter.CreateObservableGauge("nhsiot.outbox.loss_records", () => One(() => _state.Counts.Losses), "{record}", "Loss records that nobody was told of yet.");
        _meter.CreateObservableGauge("nhsiot.outbox.held_messages", () => One(() => _state.Counts.Held), "{message}", "Messages that wait for a device or patient.");
        Count("kept", "Messages that were held.", tally => tally.Held);
        Count("discarded", "Quarantined messages that made room for others.", tally => tally.Discarded);
        Count("same", "Entries that were appended again.", tally => tally.Same);
        Count("clash", "Entries with a known id and revision and other content.", tally => tally.Clash);
        Count("superseded", "Entries with a revision lower than the known one.", tally => tally.Superseded);
        Count("removed", "Entries that were delivered.", tally => tally.Removed);
        Count("left", "Entries that were left for a later try.", tally => tally.Left);
        Count("quarantined", "Entries and messages that were put aside.", tally => tally.Quarantined);
        Count("waits", "Appends that had to wait for room.", tally => tally.WaitsForRoom);
        Count("ids_forgotten_early", "Ids that were forgotten before their time, for want of room.", _ => _state.Ids.ForgottenEarly);
    }

    public void Dispose() => _meter.Dispose();

    private void Count(string what, string description, Func<OutboxTally, long> count)
        => _meter.CreateObservableCounter($"nhsiot.outbox.{what}", () => One(() => count(_state.Tally)), null, description);

    private Measurement<long> One(Func<long> value)
    {
        lock (_gate)
        {
            return new Measurement<long>(value());
        }
    }

    private Measurement<long>[] ByClass(Func<DeliveryClass, long> value)
    {
        lock (_gate)
        {
            return
            [
                new(value(DeliveryClass.Alarm), new KeyValuePair<string, object?>("nhsiot.class", "alarm")),
                new(value(DeliveryClass.ClinicalReading), new KeyValuePair<string, object?>("nhsiot.class", "clinical_reading")),
                new(value(DeliveryClass.Housekeeping), new KeyValuePair<string, object?>("nhsiot.class", "housekeeping")),
            ];
        }
    }
}
