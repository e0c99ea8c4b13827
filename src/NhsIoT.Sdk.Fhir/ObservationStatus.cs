namespace NhsIoT.Sdk.Fhir;

/// <summary>How far an Observation counts.</summary>
/// <remarks>Source: FHIR R4 observation-status; the members that a reading can have.</remarks>
public enum ObservationStatus : byte
{
    /// <summary>Nothing was written.</summary>
    Unspecified = 0,

    /// <summary>The reading may still change, or awaits a person's confirmation (<c>preliminary</c>).</summary>
    Preliminary,

    /// <summary>The reading is complete (<c>final</c>).</summary>
    Final,

    /// <summary>The reading went out under a patient or place that it was not of, and is withdrawn (<c>entered-in-error</c>).</summary>
    EnteredInError,
}
