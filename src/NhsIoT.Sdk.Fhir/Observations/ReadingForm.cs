using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Fhir;

/// <summary>What two readings of one context have in common when one template serves both.</summary>
internal sealed class ReadingForm
{
    private readonly Placement _placement;
    private readonly Value _value;
    private readonly QualitySeverity _severity;
    private readonly QualityReasons _reasons;
    private readonly DeviceOnlyReadings _terms;
    private readonly bool _isPeriod;
    private readonly int _clockEpoch;

    public ReadingForm(in Measurement measurement, Placement placement, DeviceOnlyReadings terms)
    {
        _placement = placement;
        _value = measurement.Value;
        _severity = measurement.Quality.Severity;
        _reasons = measurement.Quality.Reasons;
        _terms = terms;
        _isPeriod = measurement.Observed.Length > TimeSpan.Zero;
        _clockEpoch = measurement.Observed.ClockEpoch;
    }

    /// <summary>Says whether it is worth preparing a template: who confirmed a reading, and free text, differ each time.</summary>
    public static bool IsReusable(in Measurement measurement) =>
        measurement.Quality.Verification.ConfirmedBy is null && ValueForm.IsReusable(measurement.Value);

    public bool Fits(in Measurement measurement, Placement placement, DeviceOnlyReadings terms) =>
        ReferenceEquals(_placement, placement)
        && _terms == terms
        && _severity == measurement.Quality.Severity
        && _reasons == measurement.Quality.Reasons
        && _clockEpoch == measurement.Observed.ClockEpoch
        && _isPeriod == (measurement.Observed.Length > TimeSpan.Zero)
        && ValueForm.IsSame(_value, measurement.Value);
}
