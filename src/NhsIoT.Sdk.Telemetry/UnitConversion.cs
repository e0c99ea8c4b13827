using System.Diagnostics.CodeAnalysis;

namespace NhsIoT.Sdk.Telemetry;

/// <summary>How the numbers of a channel come into another unit: the converter, and the decimal places of what comes out.</summary>
/// <remarks>
/// A value made by it holds the number that was measured and this object: the original is never lost, and what is shown is
/// computed from it each time it is asked for. Keep one for each channel. Equal when the converter is the same object and the decimal
/// places are the same. Immutable, thread-safe.
/// </remarks>
public sealed record UnitConversion
{
    /// <summary>The most decimal places.</summary>
    public const int MostDecimals = 12;

    /// <summary>Makes a conversion.</summary>
    /// <param name="converter">From the unit that is measured to the one that is wanted.</param>
    /// <param name="decimals">How many decimal places the result has: 0 to <see cref="MostDecimals"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="decimals"/> is out of its range.</exception>
    public UnitConversion(UnitConverter converter, int decimals)
    {
        ArgumentNullException.ThrowIfNull(converter);
        ArgumentOutOfRangeException.ThrowIfNegative(decimals);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(decimals, MostDecimals);
        Converter = converter;
        Decimals = decimals;
    }

    /// <summary>Gets the converter.</summary>
    public UnitConverter Converter { get; }

    /// <summary>Gets how many decimal places the result has.</summary>
    /// <value>0 to <see cref="MostDecimals"/>.</value>
    public int Decimals { get; }

    /// <summary>Makes a value from a number as it was measured.</summary>
    /// <param name="number">The number in the unit that the converter takes, scale kept.</param>
    /// <param name="value">The value in the wanted unit, with the original in it; or the default value.</param>
    /// <param name="fault">An overflow, or <see langword="null"/>.</param>
    /// <returns>Whether the result fits a <see cref="decimal"/> with that many places.</returns>
    public bool TryConvert(decimal number, out Value value, [NotNullWhen(false)] out UnitConversionFault? fault)
    {
        bool fits = Converter.TryConvert(number, Decimals, out _, out fault);
        value = fits ? Value.Converted(number, this) : default;
        return fits;
    }

    /// <summary>Makes a value from a number as it was measured.</summary>
    /// <param name="number">The number in the unit that the converter takes, scale kept.</param>
    /// <returns>The value in the wanted unit, with the original in it.</returns>
    /// <exception cref="UnitConversionException">The result does not fit a <see cref="decimal"/> with that many places.</exception>
    public Value Convert(decimal number) =>
        TryConvert(number, out Value value, out UnitConversionFault? fault) ? value : throw new UnitConversionException(fault);

    /// <summary>Gives both units and the decimal places.</summary>
    /// <returns>Such as <c>[degF] → Cel, 2 decimal places</c>.</returns>
    public override string ToString() => $"{Converter}, {Decimals} decimal places";
}
