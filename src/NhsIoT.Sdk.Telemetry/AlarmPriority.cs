namespace NhsIoT.Sdk.Telemetry;

/// <summary>How soon somebody has to respond.</summary>
/// <remarks>Source: IHE ACM alarm priority PN, PL, PM, PH; IEC 60601-1-8.</remarks>
public enum AlarmPriority : byte
{
    /// <summary>No response is asked for (PN).</summary>
    None = 0,

    /// <summary>Awareness (PL).</summary>
    Low,

    /// <summary>Prompt response (PM).</summary>
    Medium,

    /// <summary>Immediate response (PH).</summary>
    High,
}
