using System.Diagnostics.CodeAnalysis;

namespace NhsIoT.Sdk.Telemetry;

/// <summary>Converts numbers from one unit to another: one exact factor, prepared once, and one rounding.</summary>
/// <remarks>
/// <para>
/// The factor is the ratio of whole numbers that UCUM gives; no binary fraction is ever between. The one rounding is half to
/// even, to the decimal places that the caller states. Source: The Unified Code for Units of Measure, version 2.2; the symbols
/// in use on wards and in buildings are known, and another one is a fault, never a guess.
/// </para>
/// <para>
/// Annotations in braces mean nothing (§12), so that <c>{beats}/min</c> is <c>/min</c>. <c>Cel</c> and <c>[degF]</c> are points
/// on a scale, not differences. A level such as <c>dB[SPL]{A}</c> is only taken to the very same code: its weighting stands in
/// the annotation, and other levels are not a factor away. UCUM counts moles as a pure number (§30), and so does this.
/// </para>
/// <para>
/// Keep the converter: to convert allocates nothing as long as number, factor and decimal places together need fewer than 128
/// bits, and stays exact beyond. Immutable, thread-safe.
/// </para>
/// </remarks>
public sealed class UnitConverter
{
    private const int MostPlaces = 28;
    private static readonly ConverterCache Prepared = new();
    private readonly ExactLine _line;
    private readonly UnitConversionFault _overflow;

    internal UnitConverter(UnitPair pair, ExactLine line)
    {
        From = pair.From;
        To = pair.To;
        Analyte = pair.Analyte;
        _line = line;
        _overflow = new(UnitConversionFaultKind.Overflow, pair.From, pair.To, "the number does not fit with the decimal places asked for");
    }

    /// <summary>Gets the unit of the numbers that are taken.</summary>
    public Unit From { get; }

    /// <summary>Gets the unit of the numbers that are given.</summary>
    public Unit To { get; }

    /// <summary>Gets the substance that turns mass into amount or back.</summary>
    /// <value>The one that was named, or <see langword="null"/>.</value>
    public Analyte? Analyte { get; }

    /// <summary>Prepares the conversion between two units.</summary>
    /// <param name="from">The unit of the numbers to come.</param>
    /// <param name="to">The unit that is wanted.</param>
    /// <returns>The converter; the same one for the same units as a rule: 1024 pairs are remembered.</returns>
    /// <exception cref="ArgumentException">A unit is the default value.</exception>
    /// <exception cref="UnitConversionException">No factor leads from one unit to the other; it names both.</exception>
    public static UnitConverter Between(Unit from, Unit to) => Prepare(from, to, analyte: null);

    /// <summary>Prepares the conversion between two units where units that do not fit are ordinary.</summary>
    /// <param name="from">The unit of the numbers to come.</param>
    /// <param name="to">The unit that is wanted.</param>
    /// <param name="converter">The converter, or <see langword="null"/>.</param>
    /// <param name="fault">What is wrong, or <see langword="null"/>.</param>
    /// <returns>Whether the one can be converted to the other.</returns>
    /// <exception cref="ArgumentException">A unit is the default value.</exception>
    public static bool TryBetween(
        Unit from, Unit to, [NotNullWhen(true)] out UnitConverter? converter, [NotNullWhen(false)] out UnitConversionFault? fault)
    {
        converter = Find(from, to, analyte: null, out fault);
        return fault is null && converter is not null;
    }

    /// <summary>Converts a number.</summary>
    /// <param name="number">The number in <see cref="From"/>.</param>
    /// <param name="scale">How many decimal places the result has: 0 to 28.</param>
    /// <returns>The number in <see cref="To"/>, rounded half to even, with exactly that many decimal places.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is not 0 to 28.</exception>
    /// <exception cref="UnitConversionException">The result does not fit a <see cref="decimal"/> with that many places.</exception>
    public decimal Convert(decimal number, int scale) =>
        TryConvert(number, scale, out decimal converted, out UnitConversionFault? fault) ? converted : throw new UnitConversionException(fault);

    /// <summary>Converts a number where one too large is ordinary.</summary>
    /// <param name="number">The number in <see cref="From"/>.</param>
    /// <param name="scale">How many decimal places the result has: 0 to 28.</param>
    /// <param name="converted">The number in <see cref="To"/>, rounded half to even, or 0.</param>
    /// <param name="fault">An overflow, or <see langword="null"/>.</param>
    /// <returns>Whether the result fits a <see cref="decimal"/> with that many places.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is not 0 to 28.</exception>
    public bool TryConvert(decimal number, int scale, out decimal converted, [NotNullWhen(false)] out UnitConversionFault? fault)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(scale);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scale, MostPlaces);
        bool fits = _line.TryApply(number, scale, out converted);
        fault = fits ? null : _overflow;
        return fits;
    }

    /// <summary>Converts a quantity and keeps the original with it.</summary>
    /// <param name="quantity">The quantity; its unit is <see cref="From"/>.</param>
    /// <param name="scale">How many decimal places the result has: 0 to 28.</param>
    /// <returns>Both quantities.</returns>
    /// <exception cref="ArgumentException"><paramref name="quantity"/> has another unit.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is not 0 to 28.</exception>
    /// <exception cref="UnitConversionException">The result does not fit a <see cref="decimal"/> with that many places.</exception>
    public ConvertedQuantity Convert(Quantity quantity, int scale) =>
        TryConvert(quantity, scale, out ConvertedQuantity converted, out UnitConversionFault? fault) ? converted : throw new UnitConversionException(fault);

    /// <summary>Converts a quantity where a number too large is ordinary, and keeps the original with it.</summary>
    /// <param name="quantity">The quantity; its unit is <see cref="From"/>.</param>
    /// <param name="scale">How many decimal places the result has: 0 to 28.</param>
    /// <param name="converted">Both quantities, or the default value.</param>
    /// <param name="fault">An overflow, or <see langword="null"/>.</param>
    /// <returns>Whether the result fits a <see cref="decimal"/> with that many places.</returns>
    /// <exception cref="ArgumentException"><paramref name="quantity"/> has another unit.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is not 0 to 28.</exception>
    public bool TryConvert(Quantity quantity, int scale, out ConvertedQuantity converted, [NotNullWhen(false)] out UnitConversionFault? fault)
    {
        if (quantity.Unit != From)
        {
            throw new ArgumentException($"This converts {From} to {To}; the quantity is in {quantity.Unit}.", nameof(quantity));
        }

        bool fits = TryConvert(quantity.Number, scale, out decimal number, out fault);
        converted = fits ? new ConvertedQuantity(quantity, new Quantity(number, To)) : default;
        return fits;
    }

    /// <summary>Such as <c>kPa → mm[Hg]</c>.</summary>
    /// <returns>Both units.</returns>
    public override string ToString() => $"{From} → {To}";

    internal static UnitConverter Prepare(Unit from, Unit to, Analyte? analyte) =>
        Find(from, to, analyte, out UnitConversionFault? fault) ?? throw new UnitConversionException(fault!);

    internal static UnitConverter? Find(Unit from, Unit to, Analyte? analyte, out UnitConversionFault? fault)
    {
        Require(from, nameof(from));
        Require(to, nameof(to));
        return Prepared.Find(new UnitPair(from, to, analyte), out fault);
    }

    private static void Require(Unit unit, string name)
    {
        if (!unit.IsSpecified)
        {
            throw new ArgumentException("The default Unit is no unit.", name);
        }
    }
}
