using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Fhir;

/// <summary>Which profile an Observation claims: the special one only where it keeps each of its rules.</summary>
/// <remarks>
/// UK Core vital signs fix status final, a value, its unit with the word for it, and a patient. What lacks one of them claims
/// UKCore-Observation, which it always keeps. Source: UKCore-Observation-VitalSigns 1.1.1 and its children 1.0.0.
/// </remarks>
internal static class ProfileClaim
{
    public static string For(Metric metric, ObservationStatus status, bool isPatientKnown, bool isValueFit) =>
        metric.UkCoreProfile is { } special && status == ObservationStatus.Final && isPatientKnown && isValueFit
            ? UkCore.Url(special)
            : UkCore.Observation;

    /// <summary>Says whether a value has the shape and the units that the metric's own profile asks for.</summary>
    public static bool IsFit(Metric metric, in Value value)
    {
        if (value.TryGetQuantity(out Quantity quantity))
        {
            return metric.UnitWord is not null && VitalSignUnits.IsOwn(metric, quantity.Unit);
        }

        return value.TryGetCompound(out CompoundValue? compound) && AreFit(metric, compound);
    }

    // UKCore blood pressure: the slices of component are closed, so one part more, or one without a value, is one too many.
    private static bool AreFit(Metric metric, CompoundValue compound)
    {
        if (compound.Parts.Length != metric.Components.Length)
        {
            return false;
        }

        foreach (CompoundPart part in compound.Parts)
        {
            if (!metric.Components.Contains(part.Metric) || !IsFit(part.Metric, part.Value))
            {
                return false;
            }
        }

        return true;
    }
}
