using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices;

/// <summary>Something that a person wants a device to do, once.</summary>
/// <remarks>
/// A contract only: nothing here sends one. It is not a desired state: that holds until it is changed. Immutable; each step of
/// its life is a <see cref="DeviceCommandStep"/>.
/// </remarks>
public sealed record DeviceCommand
{
    /// <summary>Gets the id that makes it one command: the same id again is the same command, never a second one.</summary>
    /// <value>1 to 64 ASCII letters, digits, dashes and points, chosen by who asks.</value>
    public required string Id { get; init; }

    /// <summary>Gets which device.</summary>
    public required DeviceId Device { get; init; }

    /// <summary>Gets what it is to do, by a code that its profile or its language defines.</summary>
    public required Coding Action { get; init; }

    /// <summary>Gets with what.</summary>
    /// <value>The default is <see langword="null"/>: the action says it all.</value>
    public Value? Argument { get; init; }

    /// <summary>Gets who asks. Not for logs.</summary>
    public required PersonReference RequestedBy { get; init; }

    /// <summary>Gets when it was asked for, by the gateway's clock.</summary>
    public required DateTimeOffset Requested { get; init; }

    /// <summary>Gets until when it may go out. A late command is a wrong command, so that there always is an end.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>Gets what has to hold before it goes out.</summary>
    /// <value>The default is <see cref="CommandInterlock.SecondPerson"/>.</value>
    public CommandInterlock Interlock { get; init; }

    /// <summary>Gives the id, the code of the action and the opaque key of the device.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => $"{Id} {Action.Code} {Device.Key}";
}
