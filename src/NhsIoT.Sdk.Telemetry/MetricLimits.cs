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

/// <summary>What numbers of a metric can be believed.</summary>
/// <remarks>
/// Is about errors of measurement, not about health: these are not alarm limits and not reference ranges. Immutable.
/// </remarks>
public sealed record MetricLimits
{
    /// <summary>Gets the range outside of which a value is uncertain.</summary>
    /// <value>The default is <see langword="null"/>: any value is plausible.</value>
    /// <exception cref="ArgumentException">Low is above high.</exception>
    public MetricRange? Plausible { get; init => field = Checked(value); }

    /// <summary>Gets the range outside of which a value is bad, because nothing can have it.</summary>
    /// <value>The default is <see langword="null"/>: any value is possible.</value>
    /// <exception cref="ArgumentException">Low is above high.</exception>
    public MetricRange? Physical { get; init => field = Checked(value); }

    private static MetricRange? Checked(MetricRange? range) => range is { } r && r.Low > r.High
        ? throw new ArgumentException("The low end of a range is not above its high end.", nameof(range))
        : range;
}
