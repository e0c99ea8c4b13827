namespace NhsIoT.Sdk.Telemetry;

/// <summary>The second of the four words: a device raised, changed or ended an alarm.</summary>
/// <remarks>
/// Each message of the device about one alarm is an event of its own; <see cref="AlarmId"/> holds them together. Silencing is
/// not ending and not acceptance. Immutable. Sources: IHE ACM (PCD-04) facets; HL7 R6 DeviceAlert.
/// </remarks>
public sealed record AlarmEvent
{
    /// <summary>Gets which device.</summary>
    public required DeviceId Device { get; init; }

    /// <summary>Gets what the device calls this alarm from its start to its end.</summary>
    public required string AlarmId { get; init; }

    /// <summary>Gets what the alarm is about.</summary>
    public required Coding Code { get; init; }

    /// <summary>Gets who is in trouble: the patient, or the device.</summary>
    public required AlarmKind Kind { get; init; }

    /// <summary>Gets how soon somebody has to respond.</summary>
    public required AlarmPriority Priority { get; init; }

    /// <summary>Gets what happened to the alarm.</summary>
    public required AlarmPhase Phase { get; init; }

    /// <summary>Gets whether the condition holds.</summary>
    public required AlarmState State { get; init; }

    /// <summary>Gets what has been done to its signals.</summary>
    /// <value>The default is none: the signals are on.</value>
    public AlarmInactivation Inactivation { get; init; }

    /// <summary>Gets the metric that caused it.</summary>
    /// <value>The default is <see langword="null"/>: a technical alarm, or not known.</value>
    public MeasurementContext? Source { get; init; }

    /// <summary>Gets the value of that metric when it was raised.</summary>
    /// <value>The default is <see langword="null"/>: not known.</value>
    public Value? SourceValue { get; init; }

    /// <summary>Gets the limits that were set on the device for that metric, in its unit.</summary>
    /// <value>The default is <see langword="null"/>: not known.</value>
    public MetricRange? Limits { get; init; }

    /// <summary>Gets the words that the device shows. May name a person: never log it.</summary>
    /// <value>The default is <see langword="null"/>: none.</value>
    public string? Label { get; init; }

    /// <summary>Gets when the condition began, or when this event happened to it.</summary>
    public required ObservedTime Observed { get; init; }

    /// <summary>Gets when the gateway received the event.</summary>
    public required DateTimeOffset Received { get; init; }

    /// <summary>Gets the number that tells events of one alarm and one time apart. Not negative.</summary>
    public long Sequence { get; init; }

    /// <summary>Gets by what the event was made.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>Gets what the event is for. Only a live one may alert anybody.</summary>
    public required ReadingPurpose Purpose { get; init; }

    /// <summary>Gives device, code, phase and priority, without the label.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => $"{Device.Key} {Code.Code} {Phase} {Priority} {State}";
}
