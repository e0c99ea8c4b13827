using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Fhir;

/// <summary>Tells values of one form: those whose Observations differ in numbers and samples only.</summary>
internal static class ValueForm
{
    /// <summary>Says whether the form of a value can come again; free text cannot be expected to.</summary>
    public static bool IsReusable(in Value value)
    {
        if (!value.TryGetCompound(out CompoundValue? compound))
        {
            return value.Kind != ValueKind.Text;
        }

        foreach (CompoundPart part in compound.Parts)
        {
            if (part.Value.Kind == ValueKind.Text)
            {
                return false;
            }
        }

        return true;
    }

    public static bool IsSame(in Value left, in Value right)
    {
        if (left.Kind != right.Kind)
        {
            return false;
        }

        return left.Kind switch
        {
            ValueKind.Quantity => left.TryGetQuantity(out Quantity a) && right.TryGetQuantity(out Quantity b) && a.Unit == b.Unit
                && left.TryGetOriginal(out a) == right.TryGetOriginal(out b) && a.Unit == b.Unit,
            ValueKind.Compound => left.TryGetCompound(out CompoundValue? a) && right.TryGetCompound(out CompoundValue? b) && IsSame(a, b),
            ValueKind.Signal => left.TryGetSignal(out SampledSignal? a) && right.TryGetSignal(out SampledSignal? b) && IsSame(a, b),
            ValueKind.Coded => left.TryGetCode(out Coding? a) && right.TryGetCode(out Coding? b) && IsSame(a, b),
            ValueKind.Boolean or ValueKind.NotAvailable => left == right,
            _ => false,
        };
    }

    private static bool IsSame(CompoundValue left, CompoundValue right)
    {
        if (left.Parts.Length != right.Parts.Length)
        {
            return false;
        }

        for (int i = 0; i < left.Parts.Length; i++)
        {
            if (!ReferenceEquals(left.Parts[i].Metric, right.Parts[i].Metric) || !IsSame(left.Parts[i].Value, right.Parts[i].Value))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsSame(SampledSignal left, SampledSignal right) => left.Period == right.Period
        && left.Origin == right.Origin && left.Factor == right.Factor && left.Factor.Scale == right.Factor.Scale;

    // Codes are equal without their words, but the words are written too.
    private static bool IsSame(Coding left, Coding right) =>
        left == right && string.Equals(left.Display, right.Display, StringComparison.Ordinal);
}
