namespace NhsIoT.Sdk.Fhir;

/// <summary>Why a reading made no Observation.</summary>
public enum WithholdReason : byte
{
    /// <summary>It was not withheld.</summary>
    None = 0,

    /// <summary>It has no value, and such readings are not sent.</summary>
    NoValue,

    /// <summary>Its value is bad, so that it cannot be shown, and such readings are not sent.</summary>
    BadValue,
}
