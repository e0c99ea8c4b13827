namespace NhsIoT.Sdk.Telemetry;

/// <summary>One metric of a <see cref="CompoundValue"/> with its value.</summary>
/// <param name="Metric">What was measured.</param>
/// <param name="Value">Its value, or why there is none.</param>
/// <remarks>The default value is refused by <see cref="CompoundValue"/>. Immutable.</remarks>
public readonly record struct CompoundPart(Metric Metric, Value Value);
