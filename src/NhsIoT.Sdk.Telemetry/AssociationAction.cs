namespace NhsIoT.Sdk.Telemetry;

/// <summary>What happened to an association.</summary>
public enum AssociationAction : byte
{
    /// <summary>It began.</summary>
    Start = 0,

    /// <summary>It ended.</summary>
    End,

    /// <summary>It should never have been: as if it had not begun.</summary>
    Cancel,
}
