namespace NhsIoT.Sdk.Telemetry;

/// <summary>What a sample of a signal is.</summary>
public enum SignalSampleState : byte
{
    /// <summary>A raw number.</summary>
    Measured = 0,

    /// <summary>No valid sample (FHIR <c>E</c>).</summary>
    Error,

    /// <summary>Above what can be measured (FHIR <c>U</c>).</summary>
    AboveRange,

    /// <summary>Below what can be measured (FHIR <c>L</c>).</summary>
    BelowRange,
}
