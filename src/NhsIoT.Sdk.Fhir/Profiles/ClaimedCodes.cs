namespace NhsIoT.Sdk.Fhir;

/// <summary>Which codes of its metric an Observation carries.</summary>
internal enum ClaimedCodes : byte
{
    /// <summary>All of them.</summary>
    All = 0,

    /// <summary>Those that imply no profile of an HL7 vital sign.</summary>
    NoVitalSign,

    /// <summary>The MDC code only.</summary>
    MdcOnly,
}
