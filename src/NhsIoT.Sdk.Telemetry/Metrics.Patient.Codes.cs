namespace NhsIoT.Sdk.Telemetry;

/// <content>What else is measured of a patient.</content>
public static partial class Metrics
{
    /// <summary>Gets the perfusion index: how much of the light that a pulse oximeter sees pulsates.</summary>
    public static Metric PerfusionIndex { get; } = new("perfusion-index")
    {
        Text = "Perfusion index",
        Group = MetricGroup.Patient,
        Codes = [new(Coding.Mdc, "150448", "MDC_PULS_OXIM_PERF_REL")],
        Unit = Units.Percent,
        UnitWord = "percent",
        MdcUnit = new(Coding.Mdc, "262688", "MDC_DIM_PERCENT"),
        Limits = new() { Plausible = new(0m, 30m), Physical = new(0m, 100m) },
    };

    /// <summary>Gets the partial pressure of carbon dioxide at the end of a breath.</summary>
    public static Metric EndTidalCarbonDioxide { get; } = new("end-tidal-carbon-dioxide")
    {
        Text = "End-tidal carbon dioxide",
        Group = MetricGroup.Patient,
        Codes = [new(Coding.Mdc, "151728", "MDC_AWAY_CO2_ET")],
        Unit = Units.Kilopascal,
        UnitWord = "kilopascal",
        MdcUnit = new(Coding.Mdc, "265987", "MDC_DIM_KILO_PASCAL"),
        Limits = new() { Plausible = new(0m, 16m), Physical = new(0m, 110m) },
    };

    /// <summary>Gets the glucose concentration of a fluid that is not stated.</summary>
    public static Metric Glucose { get; } = new("glucose")
    {
        Text = "Glucose",
        Group = MetricGroup.Patient,
        Codes = [new(Coding.Mdc, "160020", "MDC_CONC_GLU_GEN")],
        Unit = Units.MillimolePerLitre,
        UnitWord = "millimoles per litre",
        MdcUnit = new(Coding.Mdc, "266866", "MDC_DIM_MILLI_MOLE_PER_L"),
        Limits = new() { Plausible = new(0.5m, 50m), Physical = new(0m, 200m) },
    };

    /// <summary>Gets the glucose concentration of capillary whole blood.</summary>
    public static Metric CapillaryBloodGlucose { get; } = new("capillary-blood-glucose")
    {
        Text = "Capillary blood glucose",
        Group = MetricGroup.Patient,
        Codes = [new(Coding.Mdc, "160184", "MDC_CONC_GLU_CAPILLARY_WHOLEBLOOD")],
        Unit = Units.MillimolePerLitre,
        UnitWord = "millimoles per litre",
        MdcUnit = new(Coding.Mdc, "266866", "MDC_DIM_MILLI_MOLE_PER_L"),
        UkCoreProfile = "UKCore-Observation-BloodGlucose",
        Limits = new() { Plausible = new(0.5m, 50m), Physical = new(0m, 200m) },
    };

    /// <summary>Gets the rate at which a pump delivers fluid.</summary>
    public static Metric FluidDeliveryRate { get; } = new("fluid-delivery-rate")
    {
        Text = "Fluid delivery rate",
        Group = MetricGroup.Patient,
        Codes = [new(Coding.Mdc, "157784", "MDC_FLOW_FLUID_PUMP")],
        Unit = Units.MillilitrePerHour,
        UnitWord = "millilitre per hour",
        MdcUnit = new(Coding.Mdc, "265266", "MDC_DIM_MILLI_L_PER_HR"),
        Limits = new() { Plausible = new(0m, 2000m), Physical = new(0m, 100000m) },
    };
}
