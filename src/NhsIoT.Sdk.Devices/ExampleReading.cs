using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices;

/// <summary>A reading that comes of a <see cref="ProfileExample"/>.</summary>
/// <param name="Metric">The name of the metric within the profile.</param>
/// <param name="Value">Its value, digit for digit; of a converted one, what it shows in the metric's unit.</param>
/// <param name="Position">Where it stands in the file.</param>
/// <remarks>Immutable.</remarks>
public sealed record ExampleReading(string Metric, Value Value, ProfilePosition Position);
