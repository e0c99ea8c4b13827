namespace NhsIoT.Sdk.Telemetry;

/// <summary>What a UCUM expression says: a number <c>x</c> of it is <c>x · Factor + Offset</c> of the base units.</summary>
internal sealed class UnitMeaning
{
    public static UnitMeaning Unity { get; } = new() { Dimension = Dimension.None };

    public Ratio Factor { get; init; } = Ratio.One;

    public Ratio Offset { get; init; } = Ratio.Zero;

    public required Dimension Dimension { get; init; }

    /// <summary>
    /// Gets the power of the mole. UCUM §30 counts moles as a pure number; an analyte must tell mmol/L from cells per litre.
    /// </summary>
    public int Moles { get; init; }

    public UnitScale Scale { get; init; }

    /// <summary>This times a power of another; neither is a special unit (UCUM §21).</summary>
    public UnitMeaning Times(UnitMeaning other, int exponent) => new()
    {
        Factor = Factor * other.Factor.Power(exponent),
        Dimension = Dimension.Times(other.Dimension, exponent),
        Moles = Moles + (other.Moles * exponent),
    };

    /// <summary>This with a metric prefix; of a special unit the number is scaled, not the zero (UCUM §22).</summary>
    public UnitMeaning Prefixed(int powerOfTen) => new()
    {
        Factor = Factor * Ratio.PowerOfTen(powerOfTen),
        Offset = Offset,
        Dimension = Dimension,
        Moles = Moles,
        Scale = Scale,
    };
}
