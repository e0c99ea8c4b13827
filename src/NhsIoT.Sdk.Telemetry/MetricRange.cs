namespace NhsIoT.Sdk.Telemetry;

/// <summary>A closed range of numbers, in the unit of its metric.</summary>
/// <param name="Low">The lowest number that is inside.</param>
/// <param name="High">The highest number that is inside.</param>
/// <remarks>Immutable. A range whose low is above its high holds nothing and is refused where it is set.</remarks>
public readonly record struct MetricRange(decimal Low, decimal High)
{
    /// <summary>Says whether a number is inside.</summary>
    /// <param name="number">The number, in the unit of the metric.</param>
    /// <returns>Whether it is.</returns>
    public bool Contains(decimal number) => number >= Low && number <= High;
}
