namespace NhsIoT.Sdk.Telemetry;

/// <summary>The units that the standard metrics use, by their UCUM codes.</summary>
/// <remarks>Is a convenience, not a limit: <see cref="Unit.Parse"/> takes any UCUM code. Immutable.</remarks>
public static class Units
{
    /// <summary>Gets <c>/min</c>: beats, pulses or breaths per minute, without an annotation.</summary>
    public static Unit PerMinute { get; } = Unit.Parse("/min");

    /// <summary>Gets <c>%</c>.</summary>
    public static Unit Percent { get; } = Unit.Parse("%");

    /// <summary>Gets <c>mm[Hg]</c>: millimetre of mercury.</summary>
    public static Unit MillimetreOfMercury { get; } = Unit.Parse("mm[Hg]");

    /// <summary>Gets <c>kPa</c>.</summary>
    public static Unit Kilopascal { get; } = Unit.Parse("kPa");

    /// <summary>Gets <c>Cel</c>: degree Celsius.</summary>
    public static Unit DegreeCelsius { get; } = Unit.Parse("Cel");

    /// <summary>Gets <c>kg</c>.</summary>
    public static Unit Kilogram { get; } = Unit.Parse("kg");

    /// <summary>Gets <c>mV</c>.</summary>
    public static Unit Millivolt { get; } = Unit.Parse("mV");

    /// <summary>Gets <c>dB[SPL]{A}</c>: A-weighted sound pressure level.</summary>
    public static Unit DecibelA { get; } = Unit.Parse("dB[SPL]{A}");
}
