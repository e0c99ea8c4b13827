using System.Diagnostics.CodeAnalysis;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices;

/// <summary>Which devices are known here. Asked once a message, so it answers from memory and allocates nothing.</summary>
/// <remarks>
/// An identifier names one device within a site; devices of several sites may share it, such as serial numbers that two makers
/// of one system gave out. Implementations are thread-safe and answer without I/O.
/// </remarks>
public interface IDeviceRegistry
{
    /// <summary>Raised after each change, outside of every lock, one at a time and in the order of the changes.</summary>
    /// <remarks>
    /// The look-ups know the change already. It may be raised on the thread of another change. What a subscriber throws reaches
    /// whoever's thread raised it, after the changes that waited; the change stands.
    /// </remarks>
    event EventHandler<DeviceChange>? Changed;

    /// <summary>Finds a device by an identifier, as a message names it, and says where several are named.</summary>
    /// <param name="site">The site; <see langword="null"/> for any, which finds a device only where exactly one site has it.</param>
    /// <param name="system">The system of the identifier.</param>
    /// <param name="value">
    /// The identifier within the system. An EUI-48 or EUI-64 in its own system is found in any spelling: in either case, with
    /// dashes, with colons, or plain.
    /// </param>
    /// <param name="device">The device, or <see langword="null"/>.</param>
    /// <returns>Whether none, one or several are named; a device is given for one only.</returns>
    DeviceMatch Match(string? site, string system, ReadOnlySpan<char> value, out KnownDevice? device);

    /// <summary>Finds a device by an identifier, where it does not matter why none is found.</summary>
    /// <param name="site">The site; <see langword="null"/> for any, which finds a device only where exactly one site has it.</param>
    /// <param name="system">The system of the identifier.</param>
    /// <param name="value">The identifier within the system.</param>
    /// <param name="device">The device, or <see langword="null"/>.</param>
    /// <returns>Whether exactly one is known by it.</returns>
    bool TryFind(string? site, string system, ReadOnlySpan<char> value, [NotNullWhen(true)] out KnownDevice? device) =>
        Match(site, system, value, out device) == DeviceMatch.One && device is not null;

    /// <summary>Finds a device by its identity.</summary>
    /// <param name="id">Which device.</param>
    /// <param name="device">The device, or <see langword="null"/>.</param>
    /// <returns>Whether it is known.</returns>
    bool TryFind(DeviceId id, [NotNullWhen(true)] out KnownDevice? device);

    /// <summary>Finds a device by its opaque key, as logs, metrics and entries name it.</summary>
    /// <param name="key">The <see cref="DeviceId.Key"/>.</param>
    /// <param name="device">The device, or <see langword="null"/>.</param>
    /// <returns>Whether it is known.</returns>
    bool TryFindByKey(ReadOnlySpan<char> key, [NotNullWhen(true)] out KnownDevice? device);

    /// <summary>Gives the devices that are parts of a device, or report through it. Not for every message: it makes a list.</summary>
    /// <param name="parent">Which device.</param>
    /// <returns>Those whose descriptors name it as their parent, in the order of their keys; empty where there are none.</returns>
    IReadOnlyList<KnownDevice> ChildrenOf(DeviceId parent);
}
