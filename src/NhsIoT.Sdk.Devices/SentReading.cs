using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices;

/// <summary>A reading that went out, and under whose name: what <see cref="IReadingLedger"/> records.</summary>
/// <remarks>Names a patient: never log it. Immutable.</remarks>
public readonly record struct SentReading
{
    /// <summary>Gets the reading.</summary>
    public required Measurement Word { get; init; }

    /// <summary>Gets whose it was taken to be and where.</summary>
    public required Placement Placement { get; init; }

    /// <summary>Gets the patient that its message named itself.</summary>
    /// <value>The default is <see langword="null"/>: it named none.</value>
    public PatientReference? StatedPatient { get; init; }

    /// <summary>Gets the name of the source that it came from.</summary>
    public required string Source { get; init; }

    /// <summary>Gets which outputs it went to, in the numbering of whoever records it. Opaque here.</summary>
    public ulong Outputs { get; init; }

    /// <summary>Gets the last revision that went out.</summary>
    /// <value>0 and up. The default is 0.</value>
    public int Revision { get; init; }

    /// <summary>Says what was measured where and when, never whose it is.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => $"{Word} r{Revision}";
}
