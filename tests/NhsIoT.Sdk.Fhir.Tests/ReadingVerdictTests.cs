using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Fhir.Tests;

/// <summary>The decision tables: which profile is claimed, which status it has, which marks it carries.</summary>
public sealed class ReadingVerdictTests
{
    private const string Vital = "https://fhir.hl7.org.uk/StructureDefinition/UKCore-Observation-VitalSigns-HeartRate";
    private const string Plain = "https://fhir.hl7.org.uk/StructureDefinition/UKCore-Observation";

    [Theory]
    [InlineData(ObservationStatus.Final, true, true, Vital)]
    [InlineData(ObservationStatus.Preliminary, true, true, Plain)]
    [InlineData(ObservationStatus.Final, false, true, Plain)]
    [InlineData(ObservationStatus.Final, true, false, Plain)]
    public void A_vital_sign_claims_its_profile_only_where_it_keeps_all_of_it(
        ObservationStatus status, bool isPatientKnown, bool isValueFit, string expected) =>
        Assert.Equal(expected, ProfileClaim.For(Metrics.HeartRate, status, isPatientKnown, isValueFit));

    [Fact]
    public void A_metric_without_a_profile_of_its_own_claims_the_general_one() =>
        Assert.Equal(Plain, ProfileClaim.For(Metrics.CuffPressureMean, ObservationStatus.Final, true, true));

    [Fact]
    public void Every_profile_of_the_catalogue_is_claimed_by_a_complete_reading() => Assert.All(
        Metrics.All.Where(m => m.UkCoreProfile is not null && m.Components.IsEmpty),
        m => Assert.EndsWith("/" + m.UkCoreProfile, Verdict(Ward.Measured(m, 1m)).Profile, StringComparison.Ordinal));

    [Theory]
    [InlineData("/min", true)]
    [InlineData("{beats}/min", true)]
    [InlineData("Hz", false)]
    [InlineData("{a}m{b}/min", false)]
    public void A_value_fits_in_the_unit_of_the_profile_only(string unit, bool fits) =>
        Assert.Equal(fits, ProfileClaim.IsFit(Metrics.HeartRate, Value.Of(72m, Unit.Parse(unit))));

    [Fact]
    public void A_blood_pressure_fits_with_exactly_its_two_parts()
    {
        CompoundPart systolic = new(Metrics.CuffPressureSystolic, Value.Of(120m, Units.MillimetreOfMercury));
        CompoundPart diastolic = new(Metrics.CuffPressureDiastolic, Value.Of(80m, Units.MillimetreOfMercury));
        CompoundPart mean = new(Metrics.CuffPressureMean, Value.Of(93m, Units.MillimetreOfMercury));
        CompoundPart inKilopascal = new(Metrics.CuffPressureDiastolic, Value.Of(10.7m, Units.Kilopascal));

        Assert.True(Fits(systolic, diastolic));
        Assert.True(Fits(diastolic, systolic));
        Assert.False(Fits(systolic));
        Assert.False(Fits(systolic, mean));
        Assert.False(Fits(systolic, diastolic, mean));
        Assert.False(Fits(systolic, inKilopascal));
    }

    [Theory]
    [InlineData(DeviceOnlyReadings.Final, false, QualityReasons.None, ObservationStatus.Final)]
    [InlineData(DeviceOnlyReadings.Preliminary, false, QualityReasons.None, ObservationStatus.Preliminary)]
    [InlineData(DeviceOnlyReadings.Final, false, QualityReasons.EarlyIndication, ObservationStatus.Preliminary)]
    [InlineData(DeviceOnlyReadings.Preliminary, true, QualityReasons.None, ObservationStatus.Final)]
    public void Status_comes_from_the_person_then_the_device_then_the_source(
        DeviceOnlyReadings terms, bool isConfirmed, QualityReasons reasons, ObservationStatus expected)
    {
        Quality quality = Quality.Good.Worsen(QualitySeverity.Good, reasons, "rule");
        quality = isConfirmed ? quality.WithVerification(Verification.Confirmed(Ward.Nurse, Ward.Received)) : quality;

        Assert.Equal(expected, ReadingVerdict.Of(Ward.Measured(Metrics.HeartRate, 72m, quality), Ward.Placement, terms).Status);
    }

    [Theory]
    [InlineData(QualitySeverity.Good, QualityReasons.None, ReadingMarks.None)]
    [InlineData(QualitySeverity.Uncertain, QualityReasons.None, ReadingMarks.Questionable)]
    [InlineData(QualitySeverity.Uncertain, QualityReasons.Stale, ReadingMarks.Questionable)]
    [InlineData(QualitySeverity.Uncertain, QualityReasons.CalibrationOngoing, ReadingMarks.CalibrationOngoing)]
    [InlineData(QualitySeverity.Uncertain, QualityReasons.EarlyIndication, ReadingMarks.EarlyIndication)]
    [InlineData(QualitySeverity.Good, QualityReasons.EarlyIndication, ReadingMarks.EarlyIndication)]
    [InlineData(QualitySeverity.Uncertain, QualityReasons.CalibrationOngoing | QualityReasons.Stale,
        ReadingMarks.CalibrationOngoing | ReadingMarks.Questionable)]
    internal void Marks_say_why_a_value_is_not_to_be_taken_as_it_stands(QualitySeverity severity, QualityReasons reasons, ReadingMarks expected) =>
        Assert.Equal(expected, ReadingVerdict.MarksOf(Quality.Good.Worsen(severity, reasons, "rule")));

    [Fact]
    public void A_reading_without_a_value_carries_no_mark()
    {
        Quality uncertain = Quality.Good.Worsen(QualitySeverity.Uncertain, QualityReasons.Stale, "rule");

        ReadingVerdict verdict = Verdict(Ward.Measured(Ward.Context(Metrics.HeartRate), Value.NotAvailable(AbsentReason.Unknown), uncertain));

        Assert.Equal((ReadingMarks.None, AbsentReason.Unknown, Plain), (verdict.Marks, verdict.Absent, verdict.Profile));
    }

    [Fact]
    public void A_compound_of_which_no_part_has_a_value_carries_no_mark()
    {
        Quality uncertain = Quality.Good.Worsen(QualitySeverity.Uncertain, QualityReasons.Stale, "rule");
        Value missing = Value.NotAvailable(AbsentReason.NotMeasured);

        Assert.Equal(ReadingMarks.None, Marks(missing, missing));
        Assert.Equal(ReadingMarks.Questionable, Marks(Value.Of(120m, Units.MillimetreOfMercury), missing));

        ReadingMarks Marks(Value systolic, Value diastolic) => Verdict(Ward.Measured(
            Ward.Context(Metrics.CuffPressure),
            Value.Of(new CompoundValue(
                new CompoundPart(Metrics.CuffPressureSystolic, systolic), new CompoundPart(Metrics.CuffPressureDiastolic, diastolic))),
            uncertain)).Marks;
    }

    [Theory]
    [InlineData(AbsentReason.Unknown, "unknown")]
    [InlineData(AbsentReason.NotMeasured, "not-performed")]
    [InlineData(AbsentReason.ReportedZero, "not-performed")]
    [InlineData(AbsentReason.TemporarilyUnknown, "temp-unknown")]
    [InlineData(AbsentReason.NotANumber, "not-a-number")]
    [InlineData(AbsentReason.PositiveInfinity, "positive-infinity")]
    [InlineData(AbsentReason.NegativeInfinity, "negative-infinity")]
    [InlineData(AbsentReason.Error, "error")]
    [InlineData(AbsentReason.Unsupported, "unsupported")]
    public void Every_reason_has_its_code(AbsentReason reason, string code) => Assert.Equal(code, ReadingTerms.CodeOf(reason).Code);

    private static bool Fits(params CompoundPart[] parts) =>
        ProfileClaim.IsFit(Metrics.CuffPressure, Value.Of(new CompoundValue([.. parts])));

    private static ReadingVerdict Verdict(in Measurement measurement) =>
        ReadingVerdict.Of(measurement, Ward.Placement, DeviceOnlyReadings.Final);
}
