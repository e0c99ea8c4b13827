using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices;

/// <summary>One step in the life of a command.</summary>
/// <remarks>Steps are only added. Immutable.</remarks>
public sealed record DeviceCommandStep
{
    /// <summary>Gets the <see cref="DeviceCommand.Id"/>.</summary>
    public required string CommandId { get; init; }

    /// <summary>Gets the state that it came into.</summary>
    public required DeviceCommandState State { get; init; }

    /// <summary>Gets when, by the gateway's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets which person took the step: who approved or refused. Not for logs.</summary>
    /// <value>The default is <see langword="null"/>: the gateway or the device did.</value>
    public PersonReference? By { get; init; }

    /// <summary>Gets why, where it was refused, failed or expired. Without patient data.</summary>
    /// <value>The default is <see langword="null"/>: not said.</value>
    public string? Reason { get; init; }

    /// <summary>Gives id and state.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => $"{CommandId} {State}";
}
