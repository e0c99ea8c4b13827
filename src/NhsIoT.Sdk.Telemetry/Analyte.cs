using System.Diagnostics.CodeAnalysis;

namespace NhsIoT.Sdk.Telemetry;

/// <summary>A substance that is measured both by mass and by amount, such as glucose in mg/dL and mmol/L.</summary>
/// <remarks>
/// Only a named substance turns grams into moles: UCUM itself makes them not commensurable (UCUM 2.2, §§18 and 30). Equal by
/// name and molar mass. Immutable.
/// </remarks>
public sealed record Analyte
{
    /// <summary>Names a substance.</summary>
    /// <param name="name">Its name, for people and faults.</param>
    /// <param name="gramsPerMole">Its molar mass in g/mol, above zero; the conversion takes every digit as exact.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is blank.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="gramsPerMole"/> is not above zero.</exception>
    public Analyte(string name, decimal gramsPerMole)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(gramsPerMole);
        Name = name;
        GramsPerMole = gramsPerMole;
    }

    /// <summary>Gets glucose, C₆H₁₂O₆: 180.156 g/mol.</summary>
    /// <remarks>Source: IUPAC abridged standard atomic weights (CIAAW, 2021): C 12.011, H 1.008, O 15.999.</remarks>
    public static Analyte Glucose { get; } = new("glucose", 180.156m);

    /// <summary>Gets the name.</summary>
    public string Name { get; }

    /// <summary>Gets the molar mass in g/mol.</summary>
    /// <value>Above zero.</value>
    public decimal GramsPerMole { get; }

    /// <summary>Prepares the conversion of this substance between two units, mass or amount.</summary>
    /// <param name="from">The unit of the numbers to come.</param>
    /// <param name="to">The unit that is wanted.</param>
    /// <returns>The converter; the same one for the same substance and units as a rule: 1024 pairs are remembered.</returns>
    /// <exception cref="ArgumentException">A unit is the default value.</exception>
    /// <exception cref="UnitConversionException">No factor leads from one unit to the other.</exception>
    public UnitConverter Between(Unit from, Unit to) => UnitConverter.Prepare(from, to, this);

    /// <summary>Prepares the conversion of this substance where units that do not fit are ordinary.</summary>
    /// <param name="from">The unit of the numbers to come.</param>
    /// <param name="to">The unit that is wanted.</param>
    /// <param name="converter">The converter, or <see langword="null"/>.</param>
    /// <param name="fault">What is wrong, or <see langword="null"/>.</param>
    /// <returns>Whether the one can be converted to the other.</returns>
    /// <exception cref="ArgumentException">A unit is the default value.</exception>
    public bool TryBetween(
        Unit from,
        Unit to,
        [NotNullWhen(true)] out UnitConverter? converter,
        [NotNullWhen(false)] out UnitConversionFault? fault)
    {
        converter = UnitConverter.Find(from, to, this, out fault);
        return fault is null && converter is not null;
    }
}
