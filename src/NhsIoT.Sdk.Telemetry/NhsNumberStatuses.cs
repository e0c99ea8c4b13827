namespace NhsIoT.Sdk.Telemetry;

/// <summary>What follows from the status of an NHS number, and its two-digit code.</summary>
/// <remarks>Thread-safe. Source: NHS Data Dictionary, NHS NUMBER STATUS INDICATOR CODE.</remarks>
public static class NhsNumberStatuses
{
    /// <summary>Says whether a number of this status may name a patient without a second fact that agrees.</summary>
    /// <param name="status">The status.</param>
    /// <returns><see langword="true"/> for <see cref="NhsNumberStatus.Verified"/> only.</returns>
    public static bool MatchesAlone(this NhsNumberStatus status) => status == NhsNumberStatus.Verified;

    /// <summary>Gives the national code.</summary>
    /// <param name="status">The status.</param>
    /// <returns>Two digits, <c>01</c> to <c>08</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value is no member.</exception>
    public static string ToCode(this NhsNumberStatus status) => status switch
    {
        NhsNumberStatus.Verified => "01",
        NhsNumberStatus.NotTraced => "02",
        NhsNumberStatus.TraceRequired => "03",
        NhsNumberStatus.NoMatchOrMultiple => "04",
        NhsNumberStatus.Conflict => "05",
        NhsNumberStatus.TraceInProgress => "06",
        NhsNumberStatus.NotPresent => "07",
        NhsNumberStatus.TracePostponed => "08",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    /// <summary>Reads a national code.</summary>
    /// <param name="code">The two digits.</param>
    /// <param name="status">The status, or the default value, which is no member.</param>
    /// <param name="fault">What is wrong; <see langword="null"/> when nothing is.</param>
    /// <returns>Whether the code is one of the eight.</returns>
    public static bool TryParse(ReadOnlySpan<char> code, out NhsNumberStatus status, out string? fault)
    {
        bool isKnown = code is ['0', >= '1' and <= '8'];
        status = isKnown ? (NhsNumberStatus)(code[1] - '0') : default;
        fault = isKnown ? null : "The status of an NHS number is a code of two digits, 01 to 08.";
        return isKnown;
    }
}
