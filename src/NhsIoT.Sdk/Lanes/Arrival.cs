using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk;

/// <summary>What holds for all words of one message, beside what they say themselves.</summary>
/// <param name="MapsClocks">
/// Whether their times are mapped by what is known of the clocks of their devices. Not those of a source that is not live: when an
/// archive or a test is received says nothing about a clock. Not those that were derived: they are mapped.
/// </param>
/// <param name="At">When they count as received for telling whether they are late: for a replay, now.</param>
/// <param name="Patient">Whom the message itself names; <see langword="null"/>: nobody.</param>
internal readonly record struct Arrival(bool MapsClocks, DateTimeOffset At, PatientReference? Patient)
{
    /// <summary>Gets a value indicating whether they are put aside words or of no live source: how a device was then is not how it is.</summary>
    public bool IsOfThePast { get; init; }

    /// <summary>Gets a value indicating whether the message is held where it is not known whose a reading of it is.</summary>
    public bool IsHeldIfUnknown { get; init; }

    /// <summary>Gets the arrival of words that a handler derived.</summary>
    public static Arrival Derived => default;

    public Placement Place(Placement placement) => Patient is null ? placement : placement.Against(Patient);
}
