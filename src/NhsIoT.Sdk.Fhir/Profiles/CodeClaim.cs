using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Fhir;

/// <summary>Which codes an Observation carries: that of a vital sign only where it keeps the profile that the code implies.</summary>
/// <remarks>
/// The profiles of HL7 vital signs hold for every Observation with their code, claimed or not. They ask for a quantity in one
/// of their units, or for the reason why there is none. Source: FHIR R4 vital signs profiles.
/// </remarks>
internal static class CodeClaim
{
    public static ClaimedCodes For(in Measurement measurement, bool isShown)
    {
        Metric metric = measurement.Context.Metric;
        if (metric.Group != MetricGroup.VitalSign)
        {
            return ClaimedCodes.All;
        }

        // LOINC and SNOMED CT say that it was measured on a person.
        if (measurement.Context.Category == MeasurementCategory.Setting)
        {
            return ClaimedCodes.MdcOnly;
        }

        return IsFit(metric, measurement.Value, isShown) ? ClaimedCodes.All : ClaimedCodes.NoVitalSign;
    }

    public static bool Carries(ClaimedCodes claimed, Coding coding) => claimed switch
    {
        ClaimedCodes.MdcOnly => coding.System == Coding.Mdc,
        ClaimedCodes.NoVitalSign => !IsVitalSign(coding),
        _ => true,
    };

    // What is not shown has to have the shape of its metric only: there is no unit to see.
    private static bool IsFit(Metric metric, in Value value, bool isShown)
    {
        if (value.Kind == ValueKind.NotAvailable)
        {
            return true;
        }

        if (value.TryGetCompound(out CompoundValue? compound))
        {
            return !metric.Components.IsEmpty && (!isShown || AreFit(compound));
        }

        return metric.Components.IsEmpty && (!isShown || metric.Unit is null
            || (value.TryGetQuantity(out Quantity quantity) && VitalSignUnits.Allow(metric, quantity.Unit)));
    }

    private static bool AreFit(CompoundValue compound)
    {
        foreach (CompoundPart part in compound.Parts)
        {
            if (!IsFit(part.Metric, part.Value, isShown: true))
            {
                return false;
            }
        }

        return true;
    }

    // The HL7 validator knows respiratory rate, oxygen saturation, body temperature, height, mass index, systolic and diastolic
    // pressure by these SNOMED CT codes too, and then asks for the LOINC code as well.
    private static bool IsVitalSign(Coding coding) => coding.System switch
    {
        Coding.Loinc => true,
        Coding.Snomed => coding.Code is "86290005" or "431314004" or "386725007" or "276885007" or "50373000" or "60621009"
            or "271649006" or "271650006",
        _ => false,
    };
}
