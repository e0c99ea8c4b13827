using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Fhir;

/// <summary>Which units are one, and which the HL7 vital signs allow beside the one of UK Core.</summary>
internal static class VitalSignUnits
{
    private const string PerMinute = "}/min";

    /// <summary>Leaves the annotation of a rate out: <c>{beats}/min</c> is <c>/min</c>.</summary>
    /// <remarks>Source: UCUM 2.2 §6: an annotation does not change a unit. FHIR R4 vital signs profiles: <c>/min</c> only.</remarks>
    public static Unit Plain(Unit unit)
    {
        string code = unit.Code;
        return code[0] == '{' && code.EndsWith(PerMinute, StringComparison.Ordinal) && code.IndexOf('}') == code.Length - PerMinute.Length
            ? Units.PerMinute
            : unit;
    }

    /// <summary>Says whether a unit is that of the metric.</summary>
    public static bool IsOwn(Metric metric, Unit unit) => metric.Unit is { } own && Plain(own) == Plain(unit);

    /// <summary>Says whether the HL7 profile of a metric has a unit.</summary>
    public static bool Allow(Metric metric, Unit unit) => IsOwn(metric, unit) || metric.CodeIn(Coding.Loinc)?.Code switch
    {
        "8310-5" => unit.Code is "[degF]",
        "29463-7" => unit.Code is "g" or "[lb_av]",
        "8302-2" or "9843-4" => unit.Code is "[in_i]",
        _ => false,
    };
}
