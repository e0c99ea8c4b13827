namespace NhsIoT.Sdk.Telemetry;

/// <summary>The fourth of the four words: how a device is.</summary>
/// <remarks>Immutable. Source: FHIR R4 Device.statusReason and its code system device-status-reason.</remarks>
public sealed record DeviceStatus
{
    /// <summary>Gets which device.</summary>
    public required DeviceId Device { get; init; }

    /// <summary>Gets the channel that it is about.</summary>
    /// <value>The default is empty: the whole device.</value>
    public string Channel { get; init; } = "";

    /// <summary>Gets how it is.</summary>
    public required DeviceCondition Condition { get; init; }

    /// <summary>Gets the words for it, without patient data.</summary>
    /// <value>The default is <see langword="null"/>: the condition says it.</value>
    public string? Note { get; init; }

    /// <summary>Gets since when.</summary>
    public required ObservedTime Observed { get; init; }

    /// <summary>Gets when the gateway received it.</summary>
    public required DateTimeOffset Received { get; init; }

    /// <summary>Gives device, channel and condition.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => $"{Device.Key}/{Channel} {Condition}";
}
