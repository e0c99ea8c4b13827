using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Fhir.Tests;

/// <summary>Metrics of kinds that the catalogue does not have.</summary>
internal static class TestMetrics
{
    public static Metric EcgLeadII { get; } = new("ecg-lead-ii")
    {
        Group = MetricGroup.Waveform,
        Codes = [new(Coding.Mdc, "131330", "MDC_ECG_ELEC_POTL_II")],
        Unit = Units.Millivolt,
        UnitWord = "millivolt",
    };

    public static Metric PerfusionIndex { get; } = new("perfusion-index")
    {
        Group = MetricGroup.Patient,
        Codes = [new(Coding.Mdc, "150448", "MDC_BLD_PERF_INDEX")],
        Unit = Units.Percent,
    };

    public static Metric Battery { get; } = new("battery")
    {
        Group = MetricGroup.DeviceState,
        Codes = [new(Coding.Mdc, "67996", "MDC_ATTR_VAL_BATT_CHARGE")],
        Unit = Units.Percent,
    };

    public static Metric CarbonDioxide { get; } = new("room-carbon-dioxide")
    {
        Group = MetricGroup.Environment,
        Text = "Indoor air carbon dioxide concentration",
        Codes = [new(Coding.Snomed, "250780004", "Carbon dioxide concentration")],
        Unit = Unit.Parse("[ppm]"),
        UnitWord = "parts per million",
    };

    public static Metric Humidity { get; } = new("room-humidity")
    {
        Group = MetricGroup.Environment,
        Text = "Relative humidity of room air",
        Codes = [new(Coding.Snomed, "3525006", "Humidity")],
        Unit = Units.Percent,
        UnitWord = "percent",
    };

    public static Metric Noise { get; } = new("room-noise")
    {
        Group = MetricGroup.Environment,
        Text = "Ambient sound level (A-weighted)",
        Codes = [new("https://example.nhs.uk/CodeSystem/environment", "sound-level-a", "A-weighted sound pressure level")],
        Unit = Units.DecibelA,
        UnitWord = "dB(A)",
    };
}
