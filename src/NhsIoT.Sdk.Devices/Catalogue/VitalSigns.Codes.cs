using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Catalogue;

/// <summary>The codes of the HL7 vital signs, whose profiles hold for every Observation that carries one.</summary>
/// <remarks>Source: FHIR R4, vital signs profiles; the SNOMED CT codes are those by which the HL7 validator knows them too.</remarks>
internal static class VitalSigns
{
    public const string PressurePanel = "85354-9";
    public const string Systolic = "8480-6";
    public const string Diastolic = "8462-4";

    /// <summary>The units in which a vital sign is, or null where the code is none of a vital sign; empty for a panel.</summary>
    public static string[]? UnitsOf(string loinc) => loinc switch
    {
        "8867-4" or "9279-1" => ["/min"],
        "2708-6" => ["%"],
        "8310-5" => ["Cel", "[degF]"],
        "8302-2" or "9843-4" => ["cm", "[in_i]"],
        "29463-7" => ["kg", "g", "[lb_av]"],
        "39156-5" => ["kg/m2"],
        Systolic or Diastolic => ["mm[Hg]"],
        PressurePanel => [],
        _ => null,
    };

    /// <summary>The LOINC code that a SNOMED CT code of a vital sign asks for beside it, or null.</summary>
    public static string? LoincOf(Coding snomed) => snomed.Code switch
    {
        "86290005" => "9279-1",
        "431314004" => "2708-6",
        "386725007" or "276885007" => "8310-5",
        "50373000" => "8302-2",
        "60621009" => "39156-5",
        "271649006" => Systolic,
        "271650006" => Diastolic,
        _ => null,
    };
}
