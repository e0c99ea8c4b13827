namespace NhsIoT.Sdk.Telemetry;

/// <content>The signals of a patient. A limit is that of each sample.</content>
public static partial class Metrics
{
    /// <summary>Gets the electrocardiogram of a lead that is not stated.</summary>
    public static Metric Ecg { get; } = new("ecg")
    {
        Text = "Electrocardiogram",
        Group = MetricGroup.Waveform,
        Codes = [new(Coding.Mdc, "131328", "MDC_ECG_ELEC_POTL")],
        Unit = Units.Millivolt,
        UnitWord = "millivolt",
        MdcUnit = new(Coding.Mdc, "266418", "MDC_DIM_MILLI_VOLT"),
        Limits = new() { Plausible = new(-10m, 10m), Physical = new(-1000m, 1000m) },
    };

    /// <summary>Gets the electrocardiogram, lead I.</summary>
    public static Metric EcgLeadI { get; } = new("ecg-lead-i")
    {
        Text = "Electrocardiogram, lead I",
        Group = MetricGroup.Waveform,
        Codes = [new(Coding.Mdc, "131329", "MDC_ECG_ELEC_POTL_I")],
        Unit = Units.Millivolt,
        UnitWord = "millivolt",
        MdcUnit = new(Coding.Mdc, "266418", "MDC_DIM_MILLI_VOLT"),
        Limits = new() { Plausible = new(-10m, 10m), Physical = new(-1000m, 1000m) },
    };

    /// <summary>Gets the electrocardiogram, lead II.</summary>
    public static Metric EcgLeadII { get; } = new("ecg-lead-ii")
    {
        Text = "Electrocardiogram, lead II",
        Group = MetricGroup.Waveform,
        Codes = [new(Coding.Mdc, "131330", "MDC_ECG_ELEC_POTL_II")],
        Unit = Units.Millivolt,
        UnitWord = "millivolt",
        MdcUnit = new(Coding.Mdc, "266418", "MDC_DIM_MILLI_VOLT"),
        Limits = new() { Plausible = new(-10m, 10m), Physical = new(-1000m, 1000m) },
    };

    /// <summary>Gets the electrocardiogram, lead III.</summary>
    public static Metric EcgLeadIII { get; } = new("ecg-lead-iii")
    {
        Text = "Electrocardiogram, lead III",
        Group = MetricGroup.Waveform,
        Codes = [new(Coding.Mdc, "131389", "MDC_ECG_ELEC_POTL_III")],
        Unit = Units.Millivolt,
        UnitWord = "millivolt",
        MdcUnit = new(Coding.Mdc, "266418", "MDC_DIM_MILLI_VOLT"),
        Limits = new() { Plausible = new(-10m, 10m), Physical = new(-1000m, 1000m) },
    };

    /// <summary>Gets the signal of a pulse oximeter, on a scale of its own: no number is too large or too small.</summary>
    public static Metric Plethysmogram { get; } = new("plethysmogram")
    {
        Text = "Plethysmogram",
        Group = MetricGroup.Waveform,
        Codes = [new(Coding.Mdc, "150452", "MDC_PULS_OXIM_PLETH")],
        Unit = Units.One,
        MdcUnit = new(Coding.Mdc, "262656", "MDC_DIM_DIMLESS"),
    };
}
