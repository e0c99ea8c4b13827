using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Fhir;

/// <summary>A reading with all that is decided about it.</summary>
/// <param name="Measurement">What was measured.</param>
/// <param name="Placement">Whose it is.</param>
/// <param name="Verdict">How it is shown.</param>
/// <param name="Links">What it refers to.</param>
internal readonly record struct ObservedReading(Measurement Measurement, Placement Placement, ReadingVerdict Verdict, ObservationLinks Links)
{
    public MeasurementContext Context => Measurement.Context;
}
