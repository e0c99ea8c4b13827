using System.Diagnostics;
using System.Diagnostics.Metrics;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>What the gateway counts, under the meter and the activity source <c>NhsIoT.Sdk</c>.</summary>
internal sealed class GatewayMetrics : IDisposable
{
    public const string Name = "NhsIoT.Sdk";
    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _received;
    private readonly Counter<long> _accepted;
    private readonly Counter<long> _quarantined;
    private readonly Counter<long> _words;
    private readonly Counter<long> _qualities;
    private readonly Counter<long> _entries;
    private readonly Counter<long> _deliveries;
    private readonly Counter<long> _stalls;
    private readonly Counter<long> _abandoned;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _polls;
    private readonly Counter<long> _thinned;
    private readonly Counter<long> _held;
    private readonly Counter<long> _retries;
    private readonly Counter<long> _givenUp;
    private readonly Counter<long> _circuits;

    public GatewayMetrics(Func<IEnumerable<Measurement<long>>> underWay)
    {
        _received = _meter.CreateCounter<long>("nhsiot.messages.received", "{message}", "Messages that came in.");
        _accepted = _meter.CreateCounter<long>("nhsiot.messages.accepted", "{message}", "Messages whose words are stored and that were acknowledged.");
        _quarantined = _meter.CreateCounter<long>("nhsiot.messages.quarantined", "{message}", "Messages of which something could not be read or handled.");
        _words = _meter.CreateCounter<long>("nhsiot.words", "{word}", "Words that devices said, by kind.");
        _qualities = _meter.CreateCounter<long>("nhsiot.readings", "{reading}", "Measurements by quality.");
        _entries = _meter.CreateCounter<long>("nhsiot.entries", "{entry}", "Entries appended to the outbox, by outcome.");
        _deliveries = _meter.CreateCounter<long>("nhsiot.deliveries", "{entry}", "Entries sent, by what is known of them.");
        _stalls = _meter.CreateCounter<long>("nhsiot.window.stalls", "{stall}", "Times that a source was not read because its receive window was full, by the class that fills it most.");
        _abandoned = _meter.CreateCounter<long>("nhsiot.messages.abandoned", "{message}", "Messages that were given back to their sources.");
        _failures = _meter.CreateCounter<long>("nhsiot.failures", "{failure}", "Calls that failed, most of them tried again, by what was called.");
        _polls = _meter.CreateCounter<long>("nhsiot.polls", "{poll}", "Polls of devices that have to be asked, by what came of them.");
        _retries = _meter.CreateCounter<long>("nhsiot.deliveries.retries", "{entry}", "Entries that are sent again, by the reason.");
        _givenUp = _meter.CreateCounter<long>("nhsiot.deliveries.quarantined", "{entry}", "Entries that were put aside on their way out, by the reason.");
        _circuits = _meter.CreateCounter<long>("nhsiot.destinations.changes", "{change}", "Times that a destination was paused, stopped, or answered again, by the state of its circuit.");
        _thinned = _meter.CreateCounter<long>("nhsiot.readings.thinned", "{reading}", "Readings that an output can do without, by handler.");
        _held = _meter.CreateCounter<long>("nhsiot.messages.held", "{message}", "Messages that wait until more is known of a device or a patient.");
        _meter.CreateObservableGauge("nhsiot.window.messages", underWay, "{message}", "Messages under way, by source and class.");
    }

    public static ActivitySource Activities { get; } = new(Name);

    public void Received(string source, int count) => _received.Add(count, Tag("source", source));

    public void Accepted(string source, int count) => _accepted.Add(count, Tag("source", source));

    public void Abandoned(string source, int count) => _abandoned.Add(count, Tag("source", source));

    /// <summary>Counts a call that failed: every retry has one.</summary>
    public void Failed(string part, string name) => _failures.Add(1, Tag("part", part), Tag("name", name));

    public void Polled(string source, string outcome) => _polls.Add(1, Tag("source", source), Tag("outcome", outcome));

    public void Quarantined(string source, string code) => _quarantined.Add(1, Tag("source", source), Tag("code", code));

    public void Held(string source) => _held.Add(1, Tag("source", source));

    public void Thinned(string handler, long count)
    {
        if (count > 0)
        {
            _thinned.Add(count, Tag("handler", handler));
        }
    }

    public void Words(string kind, int count) => Add(_words, count, Tag("kind", kind));

    public void Readings(string quality, int count) => Add(_qualities, count, Tag("quality", quality));

    public void Entries(string outcome, int count) => Add(_entries, count, Tag("outcome", outcome));

    public void Deliveries(string destination, string state, int count)
    {
        if (count > 0)
        {
            _deliveries.Add(count, Tag("destination", destination), Tag("state", state));
        }
    }

    public void Retried(string destination, RetryReason reason) => _retries.Add(1, Tag("destination", destination), Tag("reason", NameOf(reason)));

    public void GivenUp(string destination, RetryReason reason) => _givenUp.Add(1, Tag("destination", destination), Tag("reason", NameOf(reason)));

    public void Circuit(string destination, CircuitState state) => _circuits.Add(1, Tag("destination", destination), Tag("state", NameOf(state)));

    public void Stalled(string source, DeliveryClass most) => _stalls.Add(1, Tag("source", source), Tag("class", NameOf(most)));

    public static string NameOf(DeliveryClass deliveryClass) => deliveryClass switch
    {
        DeliveryClass.Alarm => "alarm",
        DeliveryClass.ClinicalReading => "clinical-reading",
        _ => "housekeeping",
    };

    private static string NameOf(RetryReason reason) => reason switch
    {
        RetryReason.NoAnswer => "no-answer",
        RetryReason.AskedToWait => "asked-to-wait",
        RetryReason.Rejected => "rejected",
        RetryReason.TooManyAttempts => "too-many-attempts",
        RetryReason.TooOld => "too-old",
        RetryReason.Unavailable => "unavailable",
        _ => "misconfigured",
    };

    private static string NameOf(CircuitState state) => state switch
    {
        CircuitState.Closed => "closed",
        CircuitState.Open => "open",
        CircuitState.HalfOpen => "half-open",
        _ => "stopped",
    };

    public void Dispose() => _meter.Dispose();

    private static void Add(Counter<long> counter, int count, KeyValuePair<string, object?> tag)
    {
        if (count > 0)
        {
            counter.Add(count, tag);
        }
    }

    private static KeyValuePair<string, object?> Tag(string key, string value) => new(key, value);
}
