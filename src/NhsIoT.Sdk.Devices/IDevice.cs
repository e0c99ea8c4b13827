namespace NhsIoT.Sdk.Devices;

/// <summary>A driver for a device that has to be asked.</summary>
/// <remarks>
/// What speaks by itself needs no driver: a transport receives it and a decoder reads it. Implementations need not be
/// thread-safe: one device is never asked twice at once.
/// </remarks>
public interface IDevice
{
    /// <summary>Gets which device it drives.</summary>
    DeviceDescriptor Descriptor { get; }

    /// <summary>Asks the device for what it has to say now.</summary>
    /// <param name="output">Where words and issues go.</param>
    /// <param name="cancellationToken">Ends the asking; what was added until then counts.</param>
    /// <returns>A task that ends when the device has answered.</returns>
    /// <exception cref="IOException">The device cannot be reached.</exception>
    ValueTask ReadAsync(DecodeOutput output, CancellationToken cancellationToken);
}
