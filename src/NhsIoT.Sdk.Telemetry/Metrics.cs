using System.Collections.Immutable;

namespace NhsIoT.Sdk.Telemetry;

/// <summary>The metrics that come with the SDK.</summary>
/// <remarks>
/// Codes by LOINC (http://loinc.org), SNOMED CT (UK edition), IEEE 11073-10101 and UCUM, only where a public source has them
/// for the metric; else by <see cref="Coding.Local"/>. Unit words and profiles as UK Core fixes them. The notices of the owners
/// stand in third-party.md. Limits are ours: they tell errors of measurement, not states of health. Immutable.
/// </remarks>
public static partial class Metrics
{
    /// <summary>Gets all of them: vital signs, other measurements of a patient, waveforms, places, devices.</summary>
    public static ImmutableArray<Metric> All => Rows.All;

    // The parts of a class are initialised in no stated order; another class comes after all of them.
    private static class Rows
    {
        public static readonly ImmutableArray<Metric> All =
        [
            HeartRate,
            PulseRateOximeter,
            PulseRateCuff,
            PulseRate,
            OxygenSaturation,
            RespiratoryRate,
            RespiratoryRateImpedance,
            RespiratoryRateCo2,
            RespiratoryRateAirway,
            RespiratoryRateVentilator,
            BodyTemperature,
            BodyTemperatureCore,
            BodyTemperatureTympanic,
            BodyTemperatureEar,
            BodyTemperatureOral,
            BodyTemperatureRectal,
            BodyTemperatureSkin,
            CuffPressureSystolic,
            CuffPressureDiastolic,
            CuffPressureMean,
            CuffPressure,
            ArterialPressureSystolic,
            ArterialPressureDiastolic,
            ArterialPressureMean,
            ArterialPressure,
            ArterialLinePressureSystolic,
            ArterialLinePressureDiastolic,
            ArterialLinePressureMean,
            ArterialLinePressure,
            BodyWeight,
            BodyHeight,

            PerfusionIndex,
            EndTidalCarbonDioxide,
            Glucose,
            CapillaryBloodGlucose,
            FluidDeliveryRate,

            Ecg,
            EcgLeadI,
            EcgLeadII,
            EcgLeadIII,
            Plethysmogram,

            RoomTemperature,
            FridgeTemperature,
            RoomHumidity,
            RoomCarbonDioxide,
            SoundLevelEquivalent,
            SoundLevelMaximum,
            SoundLevel,
            AirPressure,
            Illuminance,
            RoomOccupancy,
            WaterLeak,
            DoorOpen,
            ElectricPower,
            ElectricEnergy,

            BatteryCharge,
            BatteryVoltage,
        ];
    }
}
