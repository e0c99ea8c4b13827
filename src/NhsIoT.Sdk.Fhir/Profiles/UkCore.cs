namespace NhsIoT.Sdk.Fhir;

/// <summary>The canonical URLs of UK Core, without a version, as UK Core asks.</summary>
/// <remarks>Source: UK Core 3.0 staging, 2025-06-20: Observation 2.5.0, vital signs 1.0.0 and 1.1.1, Device 1.2.0 (draft).</remarks>
internal static class UkCore
{
    public const string Observation = Base + "UKCore-Observation";
    public const string Device = Base + "UKCore-Device";

    private const string Base = "https://fhir.hl7.org.uk/StructureDefinition/";

    public static string Url(string profile) => Base + profile;
}
