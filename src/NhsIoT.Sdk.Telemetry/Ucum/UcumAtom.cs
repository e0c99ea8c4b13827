namespace NhsIoT.Sdk.Telemetry;

/// <summary>A symbol of UCUM that is not made of others here.</summary>
/// <param name="Code">The case-sensitive symbol.</param>
/// <param name="IsMetric">Whether it takes a prefix (UCUM §11).</param>
/// <param name="Meaning">What it says.</param>
internal sealed record UcumAtom(string Code, bool IsMetric, UnitMeaning Meaning);
