using System.Diagnostics.CodeAnalysis;

namespace NhsIoT.Sdk.Telemetry;

/// <summary>How the numbers of a channel come into another unit: the converter, and the decimal places of what comes out.</summary>
/// <remarks>
/// A value made by it holds the number that was measured and this object: the original is never lost, and what is shown is
/// computed from it each time it is asked for. Keep one for each channel. Equal when units, substance and decimal places are the same:
/// a value that was stored and read back is the one that was stored. Immutable, thread-safe.
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

    /// <summary>Compares units, substance and decimal places.</summary>
    /// <param name="other">The other conversion.</param>
    /// <returns>Whether both give the same for every number.</returns>
    public bool Equals(UnitConversion? other) => ReferenceEquals(this, other) || (other is not null && Decimals == other.Decimals
        && Converter.From == other.Converter.From && Converter.To == other.Converter.To && Converter.Analyte == other.Converter.Analyte);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Converter.From, Converter.To, Converter.Analyte, Decimals);

    /// <summary>Gives both units and the decimal places.</summary>
    /// <returns>Such as <c>[degF] → Cel, 2 decimal places</c>.</returns>
    public override string ToString() => $"{Converter}, {Decimals} decimal places";
}
