namespace NhsIoT.Sdk.Telemetry;

/// <summary>How the numbers of a unit lie on the thing measured.</summary>
internal enum UnitScale
{
    /// <summary>Zero is nothing: numbers may be multiplied.</summary>
    Ratio,

    /// <summary>A zero of its own, such as <c>Cel</c>: a special unit on an interval scale (UCUM §§21–22).</summary>
    Interval,

    /// <summary>A logarithm, such as <c>dB[SPL]</c>: a special unit that no exact factor converts (UCUM §§21, 46).</summary>
    Level,
}
