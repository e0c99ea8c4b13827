using System.Collections.Immutable;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Catalogue;

/// <summary>Whether a metric may claim its UK Core profile: it has to be as the standard metrics that claim it.</summary>
/// <remarks>
/// Source: UK Core vital signs 1.0.0 and 1.1.1 fix LOINC code, unit, the word for it, and the texts of the parts of a blood
/// pressure; each also asks for a SNOMED CT code.
/// </remarks>
internal static class UkCoreRules
{
    public static string? FaultOf(Metric metric)
    {
        ImmutableArray<Metric> standard = MetricCatalogue.Standard.Metrics;
        if (standard.FirstOrDefault(m => m.UkCoreProfile is { } known && known == metric.UkCoreProfile) is not { } model)
        {
            IEnumerable<string> known = standard.Select(m => m.UkCoreProfile).OfType<string>().Distinct(StringComparer.Ordinal);
            return $"The rules of this profile are not known here. Known are {string.Join(", ", known)}.";
        }

        return MissingIn(metric, model) is { } missing ? $"A metric of this profile has {missing}, as '{model.Id}'." : null;
    }

    private static string? MissingIn(Metric metric, Metric model)
    {
        if (metric.Group != model.Group)
        {
            return $"the group {GroupNames.NameOf(model.Group)}";
        }

        if (model.CodeIn(Coding.Loinc) is { } loinc && metric.CodeIn(Coding.Loinc) != loinc)
        {
            return $"the code LOINC {loinc.Code}";
        }

        if (model.CodeIn(Coding.Snomed) is not null && metric.CodeIn(Coding.Snomed) is null)
        {
            return "a SNOMED CT code";
        }

        if (metric.Unit != model.Unit || metric.UnitWord != model.UnitWord)
        {
            return model.Unit is null ? "no unit" : $"the unit {model.Unit} with the word '{model.UnitWord}'";
        }

        return HasPartsOf(metric, model) ? null : "its components with their LOINC codes, displays, texts and units";
    }

    private static bool HasPartsOf(Metric metric, Metric model) => metric.Components.Length == model.Components.Length
        && metric.Components.Zip(model.Components).All(pair => pair.First.Text == pair.Second.Text
            && pair.First.CodeIn(Coding.Loinc)?.Display == pair.Second.CodeIn(Coding.Loinc)?.Display
            && MissingIn(pair.First, pair.Second) is null);
}
