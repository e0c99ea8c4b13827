using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices;

/// <summary>The associations of one device: whoever keeps it asks without looking the device up.</summary>
/// <remarks>Implementations are thread-safe; <see cref="At"/> answers from memory, without I/O or lock, and allocates nothing.</remarks>
public interface IDeviceAssociations
{
    /// <summary>Gets which device.</summary>
    DeviceId Device { get; }

    /// <summary>Answers whose a reading of the device is: by the time at which it was observed, not by the time of asking.</summary>
    /// <param name="observed">When it was observed.</param>
    /// <param name="received">When it was received.</param>
    /// <returns>The association that held then; unknown where none did, or where the time is too uncertain to tell.</returns>
    /// <exception cref="ArgumentException"><paramref name="observed"/> is the default value.</exception>
    Placement At(in ObservedTime observed, DateTimeOffset received);
}
