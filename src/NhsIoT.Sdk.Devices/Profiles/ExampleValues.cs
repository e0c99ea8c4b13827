using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Profiles;

/// <summary>Compares what an example expects with what came out, digit for digit.</summary>
internal static class ExampleValues
{
    /// <summary>Says how they differ; null where they do not.</summary>
    public static string? Difference(Value expected, Value actual)
    {
        if (expected.Kind != actual.Kind)
        {
            return $"is {TextOf(actual)}, not {TextOf(expected)}";
        }

        if (expected.TryGetCompound(out CompoundValue? parts) && actual.TryGetCompound(out CompoundValue? others))
        {
            return DifferenceOf(parts, others);
        }

        // A converted quantity is compared by what it shows: its original stands in the message itself.
        bool isSame = expected.TryGetQuantity(out Quantity number) && actual.TryGetQuantity(out Quantity other) ? number == other : expected == actual;
        return isSame ? null : $"is {TextOf(actual)}, not {TextOf(expected)}";
    }

    private static string? DifferenceOf(CompoundValue expected, CompoundValue actual)
    {
        foreach (CompoundPart part in expected.Parts)
        {
            Value other = actual.Parts.FirstOrDefault(p => p.Metric == part.Metric).Value;
            if (Difference(part.Value, other) is { } difference)
            {
                return $"has a part '{part.Metric.Id}' that {difference}";
            }
        }

        return expected.Parts.Length == actual.Parts.Length ? null : $"has {actual.Parts.Length} parts";
    }

    private static string TextOf(Value value)
    {
        if (value.TryGetQuantity(out Quantity quantity))
        {
            return quantity.ToString();
        }

        return value.TryGetAbsentReason(out AbsentReason reason) ? $"absent ({EnumWords.Of(reason)})" : $"another {value}";
    }
}
