using System.Text.Json;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Profiles;

/// <summary>Makes the limits of a metric from the properties <c>plausible</c> and <c>physical</c> of its JSON.</summary>
internal sealed class LimitsText(FaultLog faults)
{
    /// <summary>Reads the limits; what is not stated stays as it is known.</summary>
    /// <param name="members">The object that they stand in.</param>
    /// <param name="known">What is known without it.</param>
    /// <returns>The limits and where they begin; null where none is stated.</returns>
    public (MetricLimits Limits, int Start)? Read(JsonMembers members, MetricLimits? known = null)
    {
        JsonPart? plausible = members.Take("plausible", JsonValueKind.Array);
        JsonPart? physical = members.Take("physical", JsonValueKind.Array);
        MetricRange? inner = Range(plausible, "plausible", members) ?? known?.Plausible;
        MetricRange? outer = Range(physical, "physical", members) ?? known?.Physical;
        if ((plausible ?? physical) is not { } first)
        {
            return null;
        }

        if (inner is { } i && outer is { } o && !(o.Contains(i.Low) && o.Contains(i.High)))
        {
            faults.Add(first.Start, FormattableString.Invariant(
                $"What is plausible ({i.Low} to {i.High}) does not lie within what is physically possible ({o.Low} to {o.High})."));
        }

        return (new MetricLimits { Plausible = inner, Physical = outer }, first.Start);
    }

    private MetricRange? Range(JsonPart? part, string name, JsonMembers members)
    {
        if (part is null)
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
