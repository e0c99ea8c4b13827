using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices;

/// <summary>A word with whose it is and where it was said.</summary>
/// <typeparam name="TWord">One of the four words.</typeparam>
/// <param name="Word">The word.</param>
/// <param name="Placement">Whose and where.</param>
public readonly record struct Placed<TWord>(TWord Word, Placement Placement)
{
    /// <summary>Gets the patient that the message itself named: what a later association is held against too.</summary>
    /// <value>The default is <see langword="null"/>: it named none.</value>
    public PatientReference? StatedPatient { get; init; }
}
