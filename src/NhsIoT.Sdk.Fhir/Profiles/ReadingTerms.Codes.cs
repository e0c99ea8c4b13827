using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Fhir;

/// <summary>The codes for what is said about a reading.</summary>
/// <remarks>Sources: HL7 terminology 7.0.1 (R4); the systems stand with the codes.</remarks>
internal static class ReadingTerms
{
    private const string Categories = "http://terminology.hl7.org/CodeSystem/observation-category";
    private const string AbsentReasons = "http://terminology.hl7.org/CodeSystem/data-absent-reason";

    public static Coding TestData { get; } = new("http://terminology.hl7.org/CodeSystem/v3-ActReason", "HTEST", "test health data");

    public static Coding UncertainReliability { get; } =
        new("http://terminology.hl7.org/CodeSystem/v3-ObservationValue", "UNCERTREL", "uncertain reliability");

    private static Coding VitalSigns { get; } = new(Categories, "vital-signs", "Vital Signs");

    private static Coding Exam { get; } = new(Categories, "exam", "Exam");

    private static Coding Procedure { get; } = new(Categories, "procedure", "Procedure");

    private static Coding Survey { get; } = new(Categories, "survey", "Survey");

    private static Coding Unknown { get; } = new(AbsentReasons, "unknown", "Unknown");

    private static Coding NotPerformed { get; } = new(AbsentReasons, "not-performed", "Not Performed");

    private static Coding TemporarilyUnknown { get; } = new(AbsentReasons, "temp-unknown", "Temporarily Unknown");

    private static Coding NotANumber { get; } = new(AbsentReasons, "not-a-number", "Not a Number (NaN)");

    private static Coding PositiveInfinity { get; } = new(AbsentReasons, "positive-infinity", "Positive Infinity (PINF)");

    private static Coding NegativeInfinity { get; } = new(AbsentReasons, "negative-infinity", "Negative Infinity (NINF)");

    private static Coding Error { get; } = new(AbsentReasons, "error", "Error");

    private static Coding Unsupported { get; } = new(AbsentReasons, "unsupported", "Unsupported");

    /// <summary>The category of an Observation; none for the state of a device, which is no observation of a person or a place.</summary>
    public static Coding? CategoryOf(MetricGroup group) => group switch
    {
        MetricGroup.VitalSign => VitalSigns,
        MetricGroup.Patient => Exam,
        MetricGroup.Waveform => Procedure,
        MetricGroup.Environment => Survey,
        _ => null,
    };

    public static Coding CodeOf(AbsentReason reason) => reason switch
    {
        AbsentReason.NotMeasured or AbsentReason.ReportedZero => NotPerformed,
        AbsentReason.TemporarilyUnknown => TemporarilyUnknown,
        AbsentReason.NotANumber => NotANumber,
        AbsentReason.PositiveInfinity => PositiveInfinity,
        AbsentReason.NegativeInfinity => NegativeInfinity,
        AbsentReason.Error => Error,
        AbsentReason.Unsupported => Unsupported,
        _ => Unknown,
    };
}
