using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk;

/// <summary>A reading of which it was not known whose it is, so that its message is held.</summary>
/// <param name="Word">The reading.</param>
/// <param name="StatedPatient">Whom its message names; <see langword="null"/>: nobody.</param>
internal sealed record UnknownReading(Measurement Word, PatientReference? StatedPatient)
{
    /// <summary>Says whether it is known by now.</summary>
    public bool IsKnownBy(IAssociations associations) =>
        associations.At(Word.Context.Device, Word.Observed, Word.Received).Against(StatedPatient).IsKnown;

    /// <summary>Names nobody.</summary>
    public override string ToString() => Word.ToString();
}
