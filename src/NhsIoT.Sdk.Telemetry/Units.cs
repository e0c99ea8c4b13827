namespace NhsIoT.Sdk.Telemetry;

/// <summary>The units that the standard metrics and their devices use, by their UCUM codes.</summary>
/// <remarks>Is a convenience, not a limit: <see cref="Unit.Parse"/> takes any UCUM code. Immutable.</remarks>
public static class Units
{
    /// <summary>Gets <c>1</c>: a pure number.</summary>
    public static Unit One { get; } = Unit.Parse("1");

    /// <summary>Gets <c>%</c>.</summary>
    public static Unit Percent { get; } = Unit.Parse("%");

    /// <summary>Gets <c>[ppm]</c>: part per million.</summary>
    public static Unit PartPerMillion { get; } = Unit.Parse("[ppm]");

    /// <summary>Gets <c>/min</c>: beats, pulses or breaths per minute, without an annotation.</summary>
    public static Unit PerMinute { get; } = Unit.Parse("/min");

    /// <summary>Gets <c>Cel</c>: degree Celsius.</summary>
    public static Unit DegreeCelsius { get; } = Unit.Parse("Cel");

    /// <summary>Gets <c>[degF]</c>: degree Fahrenheit.</summary>
    public static Unit DegreeFahrenheit { get; } = Unit.Parse("[degF]");

    /// <summary>Gets <c>mm[Hg]</c>: millimetre of mercury.</summary>
    public static Unit MillimetreOfMercury { get; } = Unit.Parse("mm[Hg]");

    /// <summary>Gets <c>Pa</c>: pascal.</summary>
    public static Unit Pascal { get; } = Unit.Parse("Pa");

    /// <summary>Gets <c>hPa</c>: hectopascal, a millibar.</summary>
    public static Unit Hectopascal { get; } = Unit.Parse("hPa");

    /// <summary>Gets <c>kPa</c>: kilopascal.</summary>
    public static Unit Kilopascal { get; } = Unit.Parse("kPa");

    /// <summary>Gets <c>g</c>: gram.</summary>
    public static Unit Gram { get; } = Unit.Parse("g");

    /// <summary>Gets <c>kg</c>: kilogram.</summary>
    public static Unit Kilogram { get; } = Unit.Parse("kg");

    /// <summary>Gets <c>[lb_av]</c>: avoirdupois pound.</summary>
    public static Unit Pound { get; } = Unit.Parse("[lb_av]");

    /// <summary>Gets <c>m</c>: metre.</summary>
    public static Unit Metre { get; } = Unit.Parse("m");

    /// <summary>Gets <c>cm</c>: centimetre.</summary>
    public static Unit Centimetre { get; } = Unit.Parse("cm");

    /// <summary>Gets <c>[in_i]</c>: international inch.</summary>
    public static Unit Inch { get; } = Unit.Parse("[in_i]");

    /// <summary>Gets <c>mmol/L</c>: millimole per litre.</summary>
    public static Unit MillimolePerLitre { get; } = Unit.Parse("mmol/L");

    /// <summary>Gets <c>mg/dL</c>: milligram per decilitre.</summary>
    public static Unit MilligramPerDecilitre { get; } = Unit.Parse("mg/dL");

    /// <summary>Gets <c>mL/h</c>: millilitre per hour.</summary>
    public static Unit MillilitrePerHour { get; } = Unit.Parse("mL/h");

    /// <summary>Gets <c>L/min</c>: litre per minute.</summary>
    public static Unit LitrePerMinute { get; } = Unit.Parse("L/min");

    /// <summary>Gets <c>s</c>: second.</summary>
    public static Unit Second { get; } = Unit.Parse("s");

    /// <summary>Gets <c>ms</c>: millisecond.</summary>
    public static Unit Millisecond { get; } = Unit.Parse("ms");

    /// <summary>Gets <c>V</c>: volt.</summary>
    public static Unit Volt { get; } = Unit.Parse("V");

    /// <summary>Gets <c>mV</c>: millivolt.</summary>
    public static Unit Millivolt { get; } = Unit.Parse("mV");

    /// <summary>Gets <c>W</c>: watt.</summary>
    public static Unit Watt { get; } = Unit.Parse("W");

    /// <summary>Gets <c>W.h</c>: watt hour.</summary>
    public static Unit WattHour { get; } = Unit.Parse("W.h");

    /// <summary>Gets <c>kW.h</c>: kilowatt hour.</summary>
    public static Unit KilowattHour { get; } = Unit.Parse("kW.h");

    /// <summary>Gets <c>lx</c>: lux.</summary>
    public static Unit Lux { get; } = Unit.Parse("lx");

    /// <summary>Gets <c>dB</c>: decibel, a level whose reference is not stated.</summary>
    public static Unit Decibel { get; } = Unit.Parse("dB");

    /// <summary>Gets <c>dB[SPL]</c>: sound pressure level, relative to 20 micropascals.</summary>
    public static Unit DecibelSoundPressure { get; } = Unit.Parse("dB[SPL]");

    /// <summary>Gets <c>dB[SPL]{A}</c>: A-weighted sound pressure level.</summary>
    public static Unit DecibelA { get; } = Unit.Parse("dB[SPL]{A}");
}
