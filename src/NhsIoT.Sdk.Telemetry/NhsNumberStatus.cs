namespace NhsIoT.Sdk.Telemetry;

/// <summary>How far an NHS number has been verified against the national register.</summary>
/// <remarks>
/// The number of each member is its national code; <see cref="NhsNumberStatuses.ToCode"/> writes it with two digits. There is no
/// member for "not said": use <see langword="null"/>, which never matches alone either.
/// Source: NHS Data Dictionary, NHS NUMBER STATUS INDICATOR CODE.
/// </remarks>
public enum NhsNumberStatus : byte
{
    /// <summary>01: the number is there and verified. The only status whose number may match a patient by itself.</summary>
    Verified = 1,

    /// <summary>02: the number is there and has not been traced.</summary>
    NotTraced = 2,

    /// <summary>03: a trace is required.</summary>
    TraceRequired = 3,

    /// <summary>04: a trace was tried and found no patient, or several.</summary>
    NoMatchOrMultiple = 4,

    /// <summary>05: a trace found a conflict of number or details that has to be resolved.</summary>
    Conflict = 5,

    /// <summary>06: a trace is going on.</summary>
    TraceInProgress = 6,

    /// <summary>07: there is no number and no trace is required.</summary>
    NotPresent = 7,

    /// <summary>08: the trace is postponed, for a baby under six weeks old.</summary>
    TracePostponed = 8,
}
