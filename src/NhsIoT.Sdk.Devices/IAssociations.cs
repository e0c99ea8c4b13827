using System.Diagnostics.CodeAnalysis;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices;

/// <summary>The history of which device was with which patient and where.</summary>
/// <remarks>Implementations are thread-safe; <see cref="At"/> answers from memory, without I/O, and allocates nothing.</remarks>
public interface IAssociations
{
    /// <summary>Raised after an event was recorded that was not known before, on the thread of whoever recorded it; look-ups know it already.</summary>
    /// <remarks>A subscriber is quick and throws nothing.</remarks>
    event EventHandler<AssociationEvent>? Recorded;

    /// <summary>Answers whose a reading is: by the time at which it was observed, not by the time of asking.</summary>
    /// <param name="device">Which device.</param>
    /// <param name="observed">When it was observed.</param>
    /// <param name="received">When it was received.</param>
    /// <returns>The association that held then; unknown where none did, or where the time is too uncertain to tell.</returns>
    Placement At(DeviceId device, in ObservedTime observed, DateTimeOffset received);

    /// <summary>Gives the associations of one device, for whoever asks for each of its readings.</summary>
    /// <param name="device">Which device; it need not be known yet.</param>
    /// <returns>The same object for the same device for ever; it sees what becomes known later.</returns>
    [SuppressMessage("Naming", "CA1716", Justification = "'Of' is a word of Visual Basic only where a type is made generic.")]
    IDeviceAssociations Of(DeviceId device);

    /// <summary>Records what became known. Returns when it is as durable as the store says it is.</summary>
    /// <param name="association">The event.</param>
    /// <param name="cancellationToken">Ends the wait; the event may then be recorded or not.</param>
    /// <returns>A task that ends when it is recorded.</returns>
    ValueTask RecordAsync(AssociationEvent association, CancellationToken cancellationToken);

    /// <summary>Declares that a device may be with two patients or at two places at once, such as a monitor between two beds.</summary>
    /// <param name="device">Which device.</param>
    /// <remarks>
    /// Holds for its whole history and for ever. A start then ends nothing; where two associations hold, the patient is unknown, and the
    /// place too unless it is the same for all.
    /// </remarks>
    void DeclareShared(DeviceId device);
}
