using System.Globalization;

namespace NhsIoT.Sdk.Telemetry;

/// <summary>A number with its unit.</summary>
/// <remarks>
/// The number keeps its scale, because a trailing zero says how exactly was measured: 36.60 and 36.6 are different
/// quantities here (FHIR R4 datatypes, decimal). It is not a conversion and not an interval. The default value has no
/// unit and is refused by <see cref="Value.Of(Quantity)"/>. Thread-safe.
/// </remarks>
public readonly struct Quantity : IEquatable<Quantity>
{
    /// <summary>Makes a quantity.</summary>
    /// <param name="number">The number, scale kept.</param>
    /// <param name="unit">The unit; it cannot be left out.</param>
    /// <exception cref="ArgumentException"><paramref name="unit"/> is the default value.</exception>
    public Quantity(decimal number, Unit unit)
    {
        if (!unit.IsSpecified)
        {
            throw new ArgumentException("A quantity has a unit; use 1 (Unit.Parse(\"1\")) for a pure number.", nameof(unit));
        }

        Number = number;
        Unit = unit;
    }

    /// <summary>Gets the number.</summary>
    /// <value>Any decimal, with the scale that the device gave.</value>
    public decimal Number { get; }

    /// <summary>Gets the unit.</summary>
    public Unit Unit { get; }

    /// <summary>Compares number, scale and unit.</summary>
    /// <param name="left">The first quantity.</param>
    /// <param name="right">The second quantity.</param>
    /// <returns>Whether all three are the same.</returns>
    public static bool operator ==(Quantity left, Quantity right) => left.Equals(right);

    /// <summary>Compares number, scale and unit.</summary>
    /// <param name="left">The first quantity.</param>
    /// <param name="right">The second quantity.</param>
    /// <returns>Whether any of the three differs.</returns>
    public static bool operator !=(Quantity left, Quantity right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(Quantity other) =>
        Number == other.Number && Number.Scale == other.Number.Scale && Unit == other.Unit;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Quantity other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Number, Unit);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number} {Unit}");
}
