namespace NhsIoT.Sdk.Fhir;

/// <summary>What is said of a value that is shown but not to be taken as it stands.</summary>
/// <remarks>Source: HL7 PHD IG 2.0.0, measurement status; the code stands with each member.</remarks>
[Flags]
internal enum ReadingMarks : byte
{
    None = 0,

    /// <summary><c>questionable</c>.</summary>
    Questionable = 1,

    /// <summary><c>calibration-ongoing</c>.</summary>
    CalibrationOngoing = 2,

    /// <summary><c>early-indication</c>.</summary>
    EarlyIndication = 4,
}
