using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices;

/// <summary>One setting as a device should have it, and as it said that it has it.</summary>
/// <remarks>A contract only. It holds until it is changed, over every restart of the device. Immutable.</remarks>
public sealed record DesiredState
{
    /// <summary>Gets which device.</summary>
    public required DeviceId Device { get; init; }

    /// <summary>Gets which setting, by a code that its profile or its language defines.</summary>
    public required Coding Setting { get; init; }

    /// <summary>Gets what it should be.</summary>
    public required Value Desired { get; init; }

    /// <summary>Gets what the device last said that it is.</summary>
    /// <value>The default is <see langword="null"/>: it has not said anything.</value>
    public Value? Reported { get; init; }

    /// <summary>Gets the version: each change of what is desired is one more.</summary>
    /// <value>1 and up.</value>
    public required long Version { get; init; }

    /// <summary>Gets who wants it so. Not for logs.</summary>
    public required PersonReference RequestedBy { get; init; }

    /// <summary>Gets since when it is wanted so, by the gateway's clock.</summary>
    public required DateTimeOffset Requested { get; init; }

    /// <summary>Gets a value indicating whether the device has it as it should.</summary>
    public bool IsReached => Reported is { } reported && reported == Desired;

    /// <summary>Gives the opaque key of the device, the code of the setting and the version.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => $"{Device.Key} {Setting.Code} v{Version}";
}
