using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Testing;

namespace NhsIoT.Sdk.Fhir.Tests;

/// <summary>Each kind of Observation as a whole file.</summary>
public sealed class ObservationGoldenTests
{
    private static readonly Quality Uncertain =
        Quality.Good.Worsen(QualitySeverity.Uncertain, QualityReasons.Implausible, "plausible-range");

    [Fact]
    public void Heart_rate() => Verify("heart-rate", Ward.Measured(Metrics.HeartRate, 72m));

    [Fact]
    public void Pulse_rate() => Verify("pulse-rate", Ward.Measured(Metrics.PulseRateOximeter, 73m));

    [Fact]
    public void Oxygen_saturation() => Verify("oxygen-saturation", Ward.Measured(Metrics.OxygenSaturation, 96m));

    [Fact]
    public void Respiratory_rate() => Verify("respiratory-rate", Ward.Measured(Metrics.RespiratoryRate, 18m));

    [Fact]
    public void Body_temperature_keeps_its_scale() => Verify("body-temperature", Ward.Measured(Metrics.BodyTemperature, 37.50m));

    [Fact]
    public void Body_temperature_in_another_unit() => Verify("body-temperature-fahrenheit",
        Ward.Measured(Ward.Context(Metrics.BodyTemperature), Value.Of(99.5m, Unit.Parse("[degF]"))));

    [Fact]
    public void Body_temperature_that_was_converted() => Verify("body-temperature-converted",
        Ward.Measured(Ward.Context(Metrics.BodyTemperature), Ward.Converted(98.6m, Units.DegreeFahrenheit, Units.DegreeCelsius)));

    [Fact]
    public void Body_weight() => Verify("body-weight", Ward.Measured(Metrics.BodyWeight, 81.4m));

    [Fact]
    public void Blood_pressure() => Verify("blood-pressure",
        Ward.Measured(Ward.Context(Metrics.CuffPressure), Ward.Pressure(Metrics.CuffPressure, 142m, 94m)));

    [Fact]
    public void Blood_pressure_that_was_converted() => Verify("blood-pressure-converted",
        Ward.Measured(Ward.Context(Metrics.CuffPressure), Ward.PressureFromKilopascal(Metrics.CuffPressure, 18.9m, 12.5m)));

    [Fact]
    public void Blood_pressure_without_diastolic() => Verify("blood-pressure-without-diastolic",
        Ward.Measured(Ward.Context(Metrics.CuffPressure), Value.Of(new CompoundValue(
            new CompoundPart(Metrics.CuffPressureSystolic, Value.Of(142m, Units.MillimetreOfMercury)),
            new CompoundPart(Metrics.CuffPressureDiastolic, Value.NotAvailable(AbsentReason.NotMeasured))))));

    [Fact]
    public void Mean_blood_pressure_of_its_own() => Verify("mean-blood-pressure", Ward.Measured(Metrics.CuffPressureMean, 110m));

    [Fact]
    public void Arterial_blood_pressure() => Verify("arterial-pressure",
        Ward.Measured(Ward.Context(Metrics.ArterialPressure), Ward.Pressure(Metrics.ArterialPressure, 118m, 61m)));

    [Fact]
    public void Absent() => Verify("absent",
        Ward.Measured(Ward.Context(Metrics.OxygenSaturation), Value.NotAvailable(AbsentReason.NotANumber)));

    [Fact]
    public void Absent_blood_pressure() => Verify("absent-blood-pressure",
        Ward.Measured(Ward.Context(Metrics.CuffPressure), Value.NotAvailable(AbsentReason.ReportedZero)));

    [Fact]
    public void Bad() => Verify("bad", Ward.Measured(Metrics.HeartRate, 999m,
        Quality.Good.Worsen(QualitySeverity.Bad, QualityReasons.Impossible, "physical-range")));

    [Fact]
    public void Uncertain_value() => Verify("uncertain", Ward.Measured(Metrics.HeartRate, 301m, Uncertain));

    [Fact]
    public void During_calibration() => Verify("during-calibration", Ward.Measured(Metrics.OxygenSaturation, 91m,
        Quality.Good.Worsen(QualitySeverity.Uncertain, QualityReasons.CalibrationOngoing, "device")));

    [Fact]
    public void Early_indication() => Verify("early-indication", Ward.Measured(Metrics.OxygenSaturation, 91m,
        Quality.Good.Worsen(QualitySeverity.Good, QualityReasons.EarlyIndication, "device")));

    [Fact]
    public void Preliminary() => GoldenFile.Check("Golden/preliminary",
        Ward.Writer.Write(Ward.Measured(Metrics.HeartRate, 72m), terms: DeviceOnlyReadings.Preliminary));

    [Fact]
    public void Confirmed_by_a_person() => GoldenFile.Check("Golden/confirmed", Ward.Writer.Write(
        Ward.Measured(Metrics.HeartRate, 72m, Quality.Good.WithVerification(Verification.Confirmed(Ward.Nurse, Ward.Received))),
        terms: DeviceOnlyReadings.Preliminary));

    [Fact]
    public void Unknown_patient() => GoldenFile.Check("Golden/unknown-patient",
        Ward.Writer.Write(Ward.Measured(Metrics.HeartRate, 72m), Placement.NotAssociated));

    [Fact]
    public void Test_data() => Verify("test-data",
        Ward.Measured(Ward.Context(Metrics.HeartRate, ReadingPurpose.Test), Value.Of(72m, Units.PerMinute)));

    [Fact]
    public void Room_temperature() => Verify("room-temperature", Ward.Measured(Metrics.RoomTemperature, 21.5m));

    [Fact]
    public void Fridge_temperature() => Verify("fridge-temperature", Ward.Measured(Metrics.FridgeTemperature, 4.60m));

    [Fact]
    public void Noise_over_a_period() => Verify("noise",
        new Measurement(Ward.Context(Metrics.SoundLevelEquivalent), Value.Of(48.2m, Units.DecibelA), Quality.Good,
            ObservedTime.ByDevice(Ward.Time, TimeSpan.FromMinutes(1)))
        {
            Received = Ward.Received,
        });

    [Fact]
    public void Door_of_a_fridge() => Verify("door-open", Ward.Measured(Ward.Context(Metrics.DoorOpen), Value.Of(true)));

    [Fact]
    public void Body_height() => Verify("body-height", Ward.Measured(Metrics.BodyHeight, 172m));

    [Fact]
    public void Capillary_blood_glucose() => Verify("capillary-blood-glucose", Ward.Measured(Metrics.CapillaryBloodGlucose, 5.6m));

    [Fact]
    public void End_tidal_carbon_dioxide() => Verify("end-tidal-carbon-dioxide", Ward.Measured(Metrics.EndTidalCarbonDioxide, 5.1m));

    [Fact]
    public void Battery_of_the_device() => Verify("battery", Ward.Measured(Metrics.BatteryCharge, 80m));

    [Fact]
    public void Over_a_period() => Verify("period",
        new Measurement(Ward.Context(Metrics.RespiratoryRate), Value.Of(18m, Units.PerMinute), Quality.Good,
            ObservedTime.ByDevice(Ward.Time.ToOffset(TimeSpan.FromHours(1)), TimeSpan.FromSeconds(30)))
        {
            Received = Ward.Received,
            Sequence = 4711,
        });

    [Fact]
    public void Waveform() => Verify("waveform",
        new Measurement(Ward.Context(Metrics.EcgLeadII), Ward.Signal(500, 511, 523, null), Quality.Good,
            ObservedTime.ByDevice(Ward.Time, TimeSpan.FromMilliseconds(24)))
        {
            Received = Ward.Received,
        });

    [Fact]
    public void Coded_value() => Verify("coded",
        Ward.Measured(Ward.Context(Metrics.PerfusionIndex), Value.Of(new Coding(Coding.Snomed, "260379002", "Impaired"))));

    [Fact]
    public void Yes_or_no() => Verify("boolean", Ward.Measured(Ward.Context(Metrics.BatteryCharge), Value.Of(true)));

    [Fact]
    public void Text_on_a_body_site_by_a_method() => Verify("text", Ward.Measured(
        new MeasurementContext
        {
            Device = Ward.Device,
            Metric = Metrics.PerfusionIndex,
            BodySite = new Coding(Coding.Snomed, "7569003", "Finger"),
            Method = new Coding(Coding.Snomed, "252465000", "Pulse oximetry"),
            Provenance = new Provenance { Decoder = "d/1", Mapping = "m/1" },
            Purpose = ReadingPurpose.Live,
        },
        Value.OfText("weak “signal” – naïve <b> & \"quoted\"")));

    private static void Verify(string name, in Measurement measurement) => GoldenFile.Check("Golden/" + name, Ward.WriterOfAbsent.Write(measurement));
}
