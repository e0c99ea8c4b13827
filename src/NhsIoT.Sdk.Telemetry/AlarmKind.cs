namespace NhsIoT.Sdk.Telemetry;

/// <summary>Who is in trouble.</summary>
/// <remarks>Source: IHE ACM alert type SP, ST, SA.</remarks>
public enum AlarmKind : byte
{
    /// <summary>The patient (SP).</summary>
    Physiological = 0,

    /// <summary>The device (ST).</summary>
    Technical,

    /// <summary>Nobody: an advice (SA).</summary>
    Advisory,
}
