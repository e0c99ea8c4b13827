namespace NhsIoT.Sdk.Telemetry;

/// <content>The vital signs of a patient.</content>
public static partial class Metrics
{
    /// <summary>Gets the heart rate, counted from the ECG.</summary>
    public static Metric HeartRate { get; } = new("heart-rate")
    {
        Codes =
        [
            new(Coding.Loinc, "8867-4", "Heart rate"),
            new(Coding.Snomed, "364075005", "Heart rate"),
            new(Coding.Mdc, "147842", "MDC_ECG_HEART_RATE"),
        ],
        Unit = Units.PerMinute,
        UnitWord = "per minute",
        MdcUnit = new(Coding.Mdc, "264864", "MDC_DIM_BEAT_PER_MIN"),
        UkCoreProfile = "UKCore-Observation-VitalSigns-HeartRate",
        Limits = new() { Plausible = new(20m, 300m), Physical = new(0m, 600m) },
    };

    /// <summary>Gets the pulse rate, counted by a pulse oximeter.</summary>
    public static Metric PulseRateOximeter { get; } = new("pulse-rate-oximeter")
    {
        Codes =
        [
            new(Coding.Loinc, "8867-4", "Heart rate"),
            new(Coding.Snomed, "78564009", "Pulse rate"),
            new(Coding.Mdc, "149530", "MDC_PULS_OXIM_PULS_RATE"),
        ],
        Unit = Units.PerMinute,
        UnitWord = "per minute",
        MdcUnit = new(Coding.Mdc, "264864", "MDC_DIM_BEAT_PER_MIN"),
        UkCoreProfile = "UKCore-Observation-VitalSigns-HeartRate",
        Limits = new() { Plausible = new(20m, 300m), Physical = new(0m, 600m) },
    };

    /// <summary>Gets the pulse rate, counted by a blood pressure cuff.</summary>
    public static Metric PulseRateCuff { get; } = new("pulse-rate-cuff")
    {
        Codes =
        [
            new(Coding.Loinc, "8867-4", "Heart rate"),
            new(Coding.Snomed, "78564009", "Pulse rate"),
            new(Coding.Mdc, "149546", "MDC_PULS_RATE_NON_INV"),
        ],
        Unit = Units.PerMinute,
        UnitWord = "per minute",
        MdcUnit = new(Coding.Mdc, "264864", "MDC_DIM_BEAT_PER_MIN"),
        UkCoreProfile = "UKCore-Observation-VitalSigns-HeartRate",
        Limits = new() { Plausible = new(20m, 300m), Physical = new(0m, 600m) },
    };

    /// <summary>Gets the pulse rate, counted in a way that is not stated.</summary>
    public static Metric PulseRate { get; } = new("pulse-rate")
    {
        Codes =
        [
            new(Coding.Loinc, "8867-4", "Heart rate"),
            new(Coding.Snomed, "78564009", "Pulse rate"),
            new(Coding.Mdc, "149514", "MDC_PULS_RATE"),
        ],
        Unit = Units.PerMinute,
        UnitWord = "per minute",
        MdcUnit = new(Coding.Mdc, "264896", "MDC_DIM_PULS_PER_MIN"),
        UkCoreProfile = "UKCore-Observation-VitalSigns-HeartRate",
        Limits = new() { Plausible = new(20m, 300m), Physical = new(0m, 600m) },
    };

    /// <summary>Gets the peripheral oxygen saturation.</summary>
    public static Metric OxygenSaturation { get; } = new("oxygen-saturation")
    {
        Codes =
        [
            new(Coding.Loinc, "2708-6", "Oxygen saturation in Arterial blood"),
            new(Coding.Snomed, "431314004", "Peripheral oxygen saturation"),
            new(Coding.Mdc, "150456", "MDC_PULS_OXIM_SAT_O2"),
        ],
        Unit = Units.Percent,
        UnitWord = "percent",
        MdcUnit = new(Coding.Mdc, "262688", "MDC_DIM_PERCENT"),
        UkCoreProfile = "UKCore-Observation-VitalSigns-OxygenSaturation",
        Limits = new() { Plausible = new(50m, 100m), Physical = new(0m, 100m) },
    };

    /// <summary>Gets the respiratory rate.</summary>
    public static Metric RespiratoryRate { get; } = new("respiratory-rate")
    {
        Codes =
        [
            new(Coding.Loinc, "9279-1", "Respiratory rate"),
            new(Coding.Snomed, "86290005", "Respiratory rate"),
            new(Coding.Mdc, "151562", "MDC_RESP_RATE"),
        ],
        Unit = Units.PerMinute,
        UnitWord = "per minute",
        MdcUnit = new(Coding.Mdc, "264928", "MDC_DIM_RESP_PER_MIN"),
        UkCoreProfile = "UKCore-Observation-VitalSigns-RespirationRate",
        Limits = new() { Plausible = new(4m, 80m), Physical = new(0m, 300m) },
    };

    /// <summary>Gets the respiratory rate, counted by thoracic impedance.</summary>
    public static Metric RespiratoryRateImpedance { get; } = new("respiratory-rate-impedance")
    {
        Codes =
        [
            new(Coding.Loinc, "9279-1", "Respiratory rate"),
            new(Coding.Snomed, "86290005", "Respiratory rate"),
            new(Coding.Mdc, "151578", "MDC_TTHOR_RESP_RATE"),
        ],
        Unit = Units.PerMinute,
        UnitWord = "per minute",
        MdcUnit = new(Coding.Mdc, "264928", "MDC_DIM_RESP_PER_MIN"),
        UkCoreProfile = "UKCore-Observation-VitalSigns-RespirationRate",
        Limits = new() { Plausible = new(4m, 80m), Physical = new(0m, 300m) },
    };

    /// <summary>Gets the respiratory rate, counted from expired carbon dioxide.</summary>
    public static Metric RespiratoryRateCo2 { get; } = new("respiratory-rate-co2")
    {
        Codes =
        [
            new(Coding.Loinc, "9279-1", "Respiratory rate"),
            new(Coding.Snomed, "86290005", "Respiratory rate"),
            new(Coding.Mdc, "151594", "MDC_CO2_RESP_RATE"),
        ],
        Unit = Units.PerMinute,
        UnitWord = "per minute",
        MdcUnit = new(Coding.Mdc, "264928", "MDC_DIM_RESP_PER_MIN"),
        UkCoreProfile = "UKCore-Observation-VitalSigns-RespirationRate",
        Limits = new() { Plausible = new(4m, 80m), Physical = new(0m, 300m) },
    };

    /// <summary>Gets the respiratory rate, counted from the flow in the airway.</summary>
    public static Metric RespiratoryRateAirway { get; } = new("respiratory-rate-airway")
    {
        Codes =
        [
            new(Coding.Loinc, "9279-1", "Respiratory rate"),
            new(Coding.Snomed, "86290005", "Respiratory rate"),
            new(Coding.Mdc, "151570", "MDC_AWAY_RESP_RATE"),
        ],
        Unit = Units.PerMinute,
        UnitWord = "per minute",
        MdcUnit = new(Coding.Mdc, "264928", "MDC_DIM_RESP_PER_MIN"),
        UkCoreProfile = "UKCore-Observation-VitalSigns-RespirationRate",
        Limits = new() { Plausible = new(4m, 80m), Physical = new(0m, 300m) },
    };

    /// <summary>Gets the respiratory rate, counted by a ventilator; a rate that is set has the category of a setting.</summary>
    public static Metric RespiratoryRateVentilator { get; } = new("respiratory-rate-ventilator")
    {
        Codes =
        [
            new(Coding.Loinc, "9279-1", "Respiratory rate"),
            new(Coding.Snomed, "86290005", "Respiratory rate"),
            new(Coding.Mdc, "151586", "MDC_VENT_RESP_RATE"),
        ],
        Unit = Units.PerMinute,
        UnitWord = "per minute",
        MdcUnit = new(Coding.Mdc, "264928", "MDC_DIM_RESP_PER_MIN"),
        UkCoreProfile = "UKCore-Observation-VitalSigns-RespirationRate",
        Limits = new() { Plausible = new(4m, 80m), Physical = new(0m, 300m) },
    };

    /// <summary>Gets the body temperature.</summary>
    public static Metric BodyTemperature { get; } = new("body-temperature")
    {
        Codes =
        [
            new(Coding.Loinc, "8310-5", "Body temperature"),
            new(Coding.Snomed, "386725007", "Body temperature"),
            new(Coding.Mdc, "150364", "MDC_TEMP_BODY"),
        ],
        Unit = Units.DegreeCelsius,
        UnitWord = "degree Celsius",
        MdcUnit = new(Coding.Mdc, "268192", "MDC_DIM_DEGC"),
        UkCoreProfile = "UKCore-Observation-VitalSigns-BodyTemperature",
        Limits = new() { Plausible = new(25m, 45m), Physical = new(0m, 60m) },
    };

    /// <summary>Gets the temperature of the body's core.</summary>
    public static Metric BodyTemperatureCore { get; } = new("body-temperature-core")
    {
        Codes =
        [
            new(Coding.Loinc, "8310-5", "Body temperature"),
            new(Coding.Snomed, "386725007", "Body temperature"),
            new(Coding.Mdc, "150368", "MDC_TEMP_CORE"),
        ],
        Unit = Units.DegreeCelsius,
        UnitWord = "degree Celsius",
        MdcUnit = new(Coding.Mdc, "268192", "MDC_DIM_DEGC"),
        UkCoreProfile = "UKCore-Observation-VitalSigns-BodyTemperature",
        Limits = new() { Plausible = new(25m, 45m), Physical = new(0m, 60m) },
    };

    /// <summary>Gets the body temperature at the ear drum.</summary>
    public static Metric BodyTemperatureTympanic { get; } = new("body-temperature-tympanic")
    {
        Codes =
        [
            new(Coding.Loinc, "8310-5", "Body temperature"),
            new(Coding.Snomed, "386725007", "Body temperature"),
            new(Coding.Mdc, "150392", "MDC_TEMP_TYMP"),
        ],
        Unit = Units.DegreeCelsius,
        UnitWord = "degree Celsius",
        MdcUnit = new(Coding.Mdc, "268192", "MDC_DIM_DEGC"),
        UkCoreProfile = "UKCore-Observation-VitalSigns-BodyTemperature",
        Limits = new() { Plausible = new(25m, 45m), Physical = new(0m, 60m) },
    };

    /// <summary>Gets the body temperature in the ear.</summary>
    public static Metric BodyTemperatureEar { get; } = new("body-temperature-ear")
    {
        Codes =
        [
            new(Coding.Loinc, "8310-5", "Body temperature"),
            new(Coding.Snomed, "386725007", "Body temperature"),
            new(Coding.Mdc, "188428", "MDC_TEMP_EAR"),
        ],
        Unit = Units.DegreeCelsius,
        UnitWord = "degree Celsius",
        MdcUnit = new(Coding.Mdc, "268192", "MDC_DIM_DEGC"),
        UkCoreProfile = "UKCore-Observation-VitalSigns-BodyTemperature",
        Limits = new() { Plausible = new(25m, 45m), Physical = new(0m, 60m) },
    };

    /// <summary>Gets the body temperature in the mouth.</summary>
    public static Metric BodyTemperatureOral { get; } = new("body-temperature-oral")
    {
        Codes =
        [
            new(Coding.Loinc, "8310-5", "Body temperature"),
            new(Coding.Snomed, "386725007", "Body temperature"),
            new(Coding.Mdc, "188424", "MDC_TEMP_ORAL"),
        ],
        Unit = Units.DegreeCelsius,
        UnitWord = "degree Celsius",
        MdcUnit = new(Coding.Mdc, "268192", "MDC_DIM_DEGC"),
        UkCoreProfile = "UKCore-Observation-VitalSigns-BodyTemperature",
        Limits = new() { Plausible = new(25m, 45m), Physical = new(0m, 60m) },
    };

    /// <summary>Gets the body temperature in the rectum.</summary>
    public static Metric BodyTemperatureRectal { get; } = new("body-temperature-rectal")
    {
        Codes =
        [
            new(Coding.Loinc, "8310-5", "Body temperature"),
            new(Coding.Snomed, "386725007", "Body temperature"),
            new(Coding.Mdc, "188420", "MDC_TEMP_RECT"),
        ],
        Unit = Units.DegreeCelsius,
        UnitWord = "degree Celsius",
        MdcUnit = new(Coding.Mdc, "268192", "MDC_DIM_DEGC"),
        UkCoreProfile = "UKCore-Observation-VitalSigns-BodyTemperature",
        Limits = new() { Plausible = new(25m, 45m), Physical = new(0m, 60m) },
    };

    /// <summary>Gets the temperature of the skin.</summary>
    public static Metric BodyTemperatureSkin { get; } = new("body-temperature-skin")
    {
        Codes =
        [
            new(Coding.Loinc, "8310-5", "Body temperature"),
            new(Coding.Snomed, "386725007", "Body temperature"),
            new(Coding.Mdc, "150388", "MDC_TEMP_SKIN"),
        ],
        Unit = Units.DegreeCelsius,
        UnitWord = "degree Celsius",
        MdcUnit = new(Coding.Mdc, "268192", "MDC_DIM_DEGC"),
        UkCoreProfile = "UKCore-Observation-VitalSigns-BodyTemperature",
        Limits = new() { Plausible = new(15m, 45m), Physical = new(0m, 60m) },
    };

    /// <summary>Gets the systolic blood pressure by cuff.</summary>
    public static Metric CuffPressureSystolic { get; } = new("cuff-pressure-systolic")
    {
        Text = "Systolic blood pressure",
        Codes =
        [
            new(Coding.Loinc, "8480-6", "Systolic blood pressure"),
            new(Coding.Snomed, "72313002", "Systolic arterial pressure"),
            new(Coding.Mdc, "150021", "MDC_PRESS_BLD_NONINV_SYS"),
        ],
        Unit = Units.MillimetreOfMercury,
        UnitWord = "millimeter of mercury",
        MdcUnit = new(Coding.Mdc, "266016", "MDC_DIM_MMHG"),
        Limits = new() { Plausible = new(40m, 300m), Physical = new(-50m, 500m) },
    };

    /// <summary>Gets the diastolic blood pressure by cuff.</summary>
    public static Metric CuffPressureDiastolic { get; } = new("cuff-pressure-diastolic")
    {
        Text = "Diastolic blood pressure",
        Codes =
        [
            new(Coding.Loinc, "8462-4", "Diastolic blood pressure"),
            new(Coding.Snomed, "1091811000000102", "Diastolic arterial pressure"),
            new(Coding.Mdc, "150022", "MDC_PRESS_BLD_NONINV_DIA"),
        ],
        Unit = Units.MillimetreOfMercury,
        UnitWord = "millimeter of mercury",
        MdcUnit = new(Coding.Mdc, "266016", "MDC_DIM_MMHG"),
        Limits = new() { Plausible = new(20m, 200m), Physical = new(-50m, 500m) },
    };

    /// <summary>Gets the mean blood pressure by cuff; a measurement of its own, not a part of <see cref="CuffPressure"/>.</summary>
    public static Metric CuffPressureMean { get; } = new("cuff-pressure-mean")
    {
        Codes =
        [
            new(Coding.Loinc, "8478-0", "Mean blood pressure"),
            new(Coding.Mdc, "150023", "MDC_PRESS_BLD_NONINV_MEAN"),
        ],
        Unit = Units.MillimetreOfMercury,
        UnitWord = "millimeter of mercury",
        MdcUnit = new(Coding.Mdc, "266016", "MDC_DIM_MMHG"),
        Limits = new() { Plausible = new(25m, 250m), Physical = new(-50m, 500m) },
    };

    /// <summary>Gets the blood pressure by cuff: systolic and diastolic together.</summary>
    public static Metric CuffPressure { get; } = new("cuff-pressure")
    {
        Text = "Blood pressure",
        Codes =
        [
            new(Coding.Loinc, "85354-9", "Blood pressure panel with all children optional"),
            new(Coding.Snomed, "75367002", "Blood pressure"),
            new(Coding.Mdc, "150020", "MDC_PRESS_BLD_NONINV"),
        ],
        UkCoreProfile = "UKCore-Observation-VitalSigns-BloodPressure",
        Components = [CuffPressureSystolic, CuffPressureDiastolic],
    };

    /// <summary>Gets the systolic arterial blood pressure by catheter (ABP).</summary>
    public static Metric ArterialPressureSystolic { get; } = new("arterial-pressure-systolic")
    {
        Text = "Systolic blood pressure",
        Codes =
        [
            new(Coding.Loinc, "8480-6", "Systolic blood pressure"),
            new(Coding.Mdc, "150037", "MDC_PRESS_BLD_ART_ABP_SYS"),
        ],
        Unit = Units.MillimetreOfMercury,
        UnitWord = "millimeter of mercury",
        MdcUnit = new(Coding.Mdc, "266016", "MDC_DIM_MMHG"),
        Limits = new() { Plausible = new(40m, 300m), Physical = new(-50m, 500m) },
    };

    /// <summary>Gets the diastolic arterial blood pressure by catheter (ABP).</summary>
    public static Metric ArterialPressureDiastolic { get; } = new("arterial-pressure-diastolic")
    {
        Text = "Diastolic blood pressure",
        Codes =
        [
            new(Coding.Loinc, "8462-4", "Diastolic blood pressure"),
            new(Coding.Mdc, "150038", "MDC_PRESS_BLD_ART_ABP_DIA"),
        ],
        Unit = Units.MillimetreOfMercury,
        UnitWord = "millimeter of mercury",
        MdcUnit = new(Coding.Mdc, "266016", "MDC_DIM_MMHG"),
        Limits = new() { Plausible = new(20m, 200m), Physical = new(-50m, 500m) },
    };

    /// <summary>Gets the mean arterial blood pressure by catheter (ABP); a measurement of its own, not a part of <see cref="ArterialPressure"/>.</summary>
    public static Metric ArterialPressureMean { get; } = new("arterial-pressure-mean")
    {
        Codes =
        [
            new(Coding.Loinc, "8478-0", "Mean blood pressure"),
            new(Coding.Mdc, "150039", "MDC_PRESS_BLD_ART_ABP_MEAN"),
        ],
        Unit = Units.MillimetreOfMercury,
        UnitWord = "millimeter of mercury",
        MdcUnit = new(Coding.Mdc, "266016", "MDC_DIM_MMHG"),
        Limits = new() { Plausible = new(25m, 250m), Physical = new(-50m, 500m) },
    };

    /// <summary>Gets the arterial blood pressure by catheter (ABP): systolic and diastolic together.</summary>
    public static Metric ArterialPressure { get; } = new("arterial-pressure")
    {
        Text = "Blood pressure",
        Codes =
        [
            new(Coding.Loinc, "85354-9", "Blood pressure panel with all children optional"),
            new(Coding.Mdc, "150036", "MDC_PRESS_BLD_ART_ABP"),
        ],
        Components = [ArterialPressureSystolic, ArterialPressureDiastolic],
    };

    /// <summary>Gets the systolic arterial blood pressure by catheter (ART).</summary>
    public static Metric ArterialLinePressureSystolic { get; } = new("arterial-line-pressure-systolic")
    {
        Text = "Systolic blood pressure",
        Codes =
        [
            new(Coding.Loinc, "8480-6", "Systolic blood pressure"),
            new(Coding.Mdc, "150033", "MDC_PRESS_BLD_ART_SYS"),
        ],
        Unit = Units.MillimetreOfMercury,
        UnitWord = "millimeter of mercury",
        MdcUnit = new(Coding.Mdc, "266016", "MDC_DIM_MMHG"),
        Limits = new() { Plausible = new(40m, 300m), Physical = new(-50m, 500m) },
    };

    /// <summary>Gets the diastolic arterial blood pressure by catheter (ART).</summary>
    public static Metric ArterialLinePressureDiastolic { get; } = new("arterial-line-pressure-diastolic")
    {
        Text = "Diastolic blood pressure",
        Codes =
        [
            new(Coding.Loinc, "8462-4", "Diastolic blood pressure"),
            new(Coding.Mdc, "150034", "MDC_PRESS_BLD_ART_DIA"),
        ],
        Unit = Units.MillimetreOfMercury,
        UnitWord = "millimeter of mercury",
        MdcUnit = new(Coding.Mdc, "266016", "MDC_DIM_MMHG"),
        Limits = new() { Plausible = new(20m, 200m), Physical = new(-50m, 500m) },
    };

    /// <summary>Gets the mean arterial blood pressure by catheter (ART); a measurement of its own, not a part of <see cref="ArterialLinePressure"/>.</summary>
    public static Metric ArterialLinePressureMean { get; } = new("arterial-line-pressure-mean")
    {
        Codes =
        [
            new(Coding.Loinc, "8478-0", "Mean blood pressure"),
            new(Coding.Mdc, "150035", "MDC_PRESS_BLD_ART_MEAN"),
        ],
        Unit = Units.MillimetreOfMercury,
        UnitWord = "millimeter of mercury",
        MdcUnit = new(Coding.Mdc, "266016", "MDC_DIM_MMHG"),
        Limits = new() { Plausible = new(25m, 250m), Physical = new(-50m, 500m) },
    };

    /// <summary>Gets the arterial blood pressure by catheter (ART): systolic and diastolic together.</summary>
    public static Metric ArterialLinePressure { get; } = new("arterial-line-pressure")
    {
        Text = "Blood pressure",
        Codes =
        [
            new(Coding.Loinc, "85354-9", "Blood pressure panel with all children optional"),
            new(Coding.Mdc, "150032", "MDC_PRESS_BLD_ART"),
        ],
        Components = [ArterialLinePressureSystolic, ArterialLinePressureDiastolic],
    };

    /// <summary>Gets the body weight.</summary>
    public static Metric BodyWeight { get; } = new("body-weight")
    {
        Codes =
        [
            new(Coding.Loinc, "29463-7", "Body weight"),
            new(Coding.Snomed, "27113001", "Body weight"),
            new(Coding.Mdc, "188736", "MDC_MASS_BODY_ACTUAL"),
        ],
        Unit = Units.Kilogram,
        UnitWord = "kilogram",
        MdcUnit = new(Coding.Mdc, "263875", "MDC_DIM_KILO_G"),
        UkCoreProfile = "UKCore-Observation-VitalSigns-BodyWeight",
        Limits = new() { Plausible = new(0.2m, 400m), Physical = new(0m, 1000m) },
    };

    /// <summary>Gets the body height.</summary>
    public static Metric BodyHeight { get; } = new("body-height")
    {
        Codes =
        [
            new(Coding.Loinc, "8302-2", "Body height"),
            new(Coding.Mdc, "188740", "MDC_LEN_BODY_ACTUAL"),
        ],
        Unit = Units.Centimetre,
        UnitWord = "centimetre",
        MdcUnit = new(Coding.Mdc, "263441", "MDC_DIM_CENTI_M"),
        Limits = new() { Plausible = new(20m, 250m), Physical = new(0m, 300m) },
    };
}
