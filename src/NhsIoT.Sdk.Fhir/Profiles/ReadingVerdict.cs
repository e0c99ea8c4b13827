using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Fhir;

/// <summary>What is decided about a reading before a byte is written.</summary>
/// <param name="Status">How far it counts.</param>
/// <param name="Marks">What is said of its value.</param>
/// <param name="Absent">Why no value is shown at all; unspecified where one is.</param>
/// <param name="Profile">The profile that it claims.</param>
/// <param name="Codes">The codes that it carries.</param>
internal readonly record struct ReadingVerdict(
    ObservationStatus Status, ReadingMarks Marks, AbsentReason Absent, string Profile, ClaimedCodes Codes)
{
    private const QualityReasons Explained = QualityReasons.CalibrationOngoing | QualityReasons.EarlyIndication;

    public static ReadingVerdict Of(in Measurement measurement, Placement placement, DeviceOnlyReadings terms)
    {
        ObservationStatus status = StatusOf(measurement.Quality, terms);
        AbsentReason absent = AbsentOf(measurement);
        Metric metric = measurement.Context.Metric;
        bool isShown = absent == AbsentReason.Unspecified;
        bool isFit = isShown
            && measurement.Context.Category != MeasurementCategory.Setting
            && ProfileClaim.IsFit(metric, measurement.Value);

        // A missing value and a mark on it exclude each other (PoCD).
        ReadingMarks marks = isShown && HasValue(measurement.Value) ? MarksOf(measurement.Quality) : ReadingMarks.None;
        string profile = ProfileClaim.For(metric, status, placement.Patient is not null, isFit);
        return new ReadingVerdict(status, marks, absent, profile, CodeClaim.For(measurement, isShown));
    }

    /// <summary>Gives the same reading withdrawn: it says what it said, and that it was never so.</summary>
    /// <remarks>UK Core vital signs fix the status, so that what is withdrawn claims none of them.</remarks>
    public ReadingVerdict Withdrawn(Metric metric) => this with
    {
        Status = ObservationStatus.EnteredInError,
        Profile = ProfileClaim.For(metric, ObservationStatus.EnteredInError, isPatientKnown: false, isValueFit: false),
    };

    /// <summary>Says why the reading has no value to show.</summary>
    public static WithholdReason WhyNothingToShow(in Measurement measurement)
    {
        if (measurement.Quality.Severity == QualitySeverity.Bad)
        {
            return WithholdReason.BadValue;
        }

        return HasValue(measurement.Value) ? WithholdReason.None : WithholdReason.NoValue;
    }

    public static ReadingMarks MarksOf(in Quality quality)
    {
        ReadingMarks marks = ReadingMarks.None;
        if (quality.Reasons.HasFlag(QualityReasons.CalibrationOngoing))
        {
            marks |= ReadingMarks.CalibrationOngoing;
        }

        if (quality.Reasons.HasFlag(QualityReasons.EarlyIndication))
        {
            marks |= ReadingMarks.EarlyIndication;
        }

        // Uncertain for another reason, or for none that is known.
        bool isQuestionable = quality.Severity == QualitySeverity.Uncertain
            && ((quality.Reasons & ~Explained) != QualityReasons.None || marks == ReadingMarks.None);
        return isQuestionable ? marks | ReadingMarks.Questionable : marks;
    }

    // A person's word stands above what the source says of its device-only readings.
    private static ObservationStatus StatusOf(in Quality quality, DeviceOnlyReadings terms)
    {
        if (quality.Verification.ConfirmedBy is not null)
        {
            return ObservationStatus.Final;
        }

        return terms == DeviceOnlyReadings.Preliminary || quality.Reasons.HasFlag(QualityReasons.EarlyIndication)
            ? ObservationStatus.Preliminary
            : ObservationStatus.Final;
    }

    private static AbsentReason AbsentOf(in Measurement measurement)
    {
        if (measurement.Value.TryGetAbsentReason(out AbsentReason reason))
        {
            return reason;
        }

        return measurement.Quality.Severity == QualitySeverity.Bad ? AbsentReason.Error : AbsentReason.Unspecified;
    }

    private static bool HasValue(in Value value)
    {
        if (!value.TryGetCompound(out CompoundValue? compound))
        {
            return value.Kind != ValueKind.NotAvailable;
        }

        foreach (CompoundPart part in compound.Parts)
        {
            if (part.Value.Kind != ValueKind.NotAvailable)
            {
                return true;
            }
        }

        return false;
    }
}
