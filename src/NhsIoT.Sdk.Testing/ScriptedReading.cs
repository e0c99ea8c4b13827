using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Testing;

/// <summary>One reading of a <see cref="ScriptedDevice"/>.</summary>
/// <param name="Metric">The name of the metric within the device's profile.</param>
/// <param name="Value">What the device says, in the unit of the metric.</param>
/// <remarks>Immutable.</remarks>
public readonly record struct ScriptedReading(string Metric, Value Value)
{
    /// <summary>Makes a reading of a number.</summary>
    /// <param name="metric">The name of the metric within the device's profile.</param>
    /// <param name="number">The number, scale kept.</param>
    /// <param name="unit">Its unit.</param>
    /// <returns>The reading.</returns>
    public static ScriptedReading Of(string metric, decimal number, Unit unit) => new(metric, Value.Of(number, unit));
}
