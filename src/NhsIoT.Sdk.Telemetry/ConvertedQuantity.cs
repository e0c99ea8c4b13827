namespace NhsIoT.Sdk.Telemetry;

/// <summary>A quantity in another unit, with the one that was measured.</summary>
/// <remarks>
/// The original keeps its unit and its scale, because the conversion rounds. Only <see cref="UnitConverter"/> makes it. The
/// default value holds no units. Thread-safe.
/// </remarks>
public readonly record struct ConvertedQuantity
{
    internal ConvertedQuantity(Quantity original, Quantity converted)
    {
        Original = original;
        Converted = converted;
    }

    /// <summary>Gets what was measured, untouched.</summary>
    public Quantity Original { get; }

    /// <summary>Gets the same in the unit that was wanted.</summary>
    public Quantity Converted { get; }

    /// <summary>Both quantities.</summary>
    /// <returns>Such as <c>99.5 Cel (of 211.1 [degF])</c>.</returns>
    public override string ToString() => $"{Converted} (of {Original})";
}
