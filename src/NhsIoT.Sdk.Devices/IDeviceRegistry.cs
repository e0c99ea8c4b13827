using System.Diagnostics.CodeAnalysis;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices;

/// <summary>Which devices are known here. Asked once a message, so it answers from memory and allocates nothing.</summary>
/// <remarks>Implementations are thread-safe and answer without I/O.</remarks>
public interface IDeviceRegistry
{
    /// <summary>Finds a device by an identifier, as a message names it.</summary>
    /// <param name="system">The system of the identifier.</param>
    /// <param name="value">The identifier within the system.</param>
    /// <param name="device">The device, or <see langword="null"/>.</param>
    /// <returns>Whether it is known.</returns>
    bool TryFind(string system, ReadOnlySpan<char> value, [NotNullWhen(true)] out KnownDevice? device);

    /// <summary>Finds a device by its identity.</summary>
    /// <param name="id">Which device.</param>
    /// <param name="device">The device, or <see langword="null"/>.</param>
    /// <returns>Whether it is known.</returns>
    bool TryFind(DeviceId id, [NotNullWhen(true)] out KnownDevice? device);
}
