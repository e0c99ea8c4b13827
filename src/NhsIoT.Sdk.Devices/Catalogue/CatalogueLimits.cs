using System.Text.Json;
using NhsIoT.Sdk.Devices.Profiles;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Catalogue;

/// <summary>Makes the limits of a row from their JSON.</summary>
internal static class CatalogueLimits
{
    public static MetricLimits Read(JsonPart part, FaultLog faults)
    {
        JsonMembers members = new(part, faults);
        MetricRange? plausible = Range("plausible", members, faults);
        MetricRange? physical = Range("physical", members, faults);
        members.Done();
        if (plausible is { } inner && physical is { } outer && !(outer.Contains(inner.Low) && outer.Contains(inner.High)))
        {
            faults.Add(part.Start, FormattableString.Invariant(
                $"What is plausible ({inner.Low} to {inner.High}) does not lie within what is physically possible ({outer.Low} to {outer.High})."));
        }

        return new MetricLimits { Plausible = plausible, Physical = physical };
    }

    private static MetricRange? Range(string name, JsonMembers members, FaultLog faults)
    {
        if (members.Take(name, JsonValueKind.Array) is not { } part)
        {
            return null;
        }

        if (part.Items.Count != 2)
        {
            faults.Add(part.Start, $"'{name}' is an array of two numbers, the lowest and the highest.");
            return null;
        }

        decimal? low = members.NumberOf(part.Items[0]);
        decimal? high = members.NumberOf(part.Items[1]);
        if (low > high)
        {
            faults.Add(part.Start, $"The lowest number of '{name}' is above its highest.");
            return null;
        }

        return low is { } l && high is { } h ? new MetricRange(l, h) : null;
    }
}
