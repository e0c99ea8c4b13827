using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices;

/// <summary>How devices should be set. A contract only: no room implements it yet.</summary>
/// <remarks>
/// It holds what is wanted; bringing it to the device goes by commands, with their interlocks. Each change is written to the audit
/// trail. Thread-safe.
/// </remarks>
public interface IDesiredStates
{
    /// <summary>Gives the settings of a device.</summary>
    /// <param name="device">Which device.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The settings, in the order of their codes; empty where nothing is wanted.</returns>
    ValueTask<IReadOnlyList<DesiredState>> OfAsync(DeviceId device, CancellationToken cancellationToken);

    /// <summary>Changes what is wanted, where nobody else has changed it since.</summary>
    /// <param name="state">The setting; its version is one more than that which the caller knows, 1 for a new one.</param>
    /// <param name="cancellationToken">Ends the wait; the change may then be made or not.</param>
    /// <returns>The setting as it stands then: the caller's, or, where another change came first, that one.</returns>
    ValueTask<DesiredState> ChangeAsync(DesiredState state, CancellationToken cancellationToken);

    /// <summary>Notes what a device said that it is set to.</summary>
    /// <param name="device">Which device.</param>
    /// <param name="setting">Which setting.</param>
    /// <param name="reported">What it said.</param>
    /// <param name="cancellationToken">Ends the wait; it may then be noted or not.</param>
    /// <returns>The setting as it stands then, or <see langword="null"/> where nothing is wanted for it.</returns>
    ValueTask<DesiredState?> ReportAsync(DeviceId device, Coding setting, Value reported, CancellationToken cancellationToken);
}
