namespace NhsIoT.Sdk.Telemetry;

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
