using System.Text.Json;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Profiles;

/// <summary>Makes one metric of a profile from its JSON.</summary>
internal sealed class ProfileMetricText(FaultLog faults, MetricCatalogue catalogue, RulesChange? sharedRules = null)
{
    public ProfileMetric? Read(JsonPart part)
    {
        JsonMembers members = new(part, faults);
        string? name = members.TakeText("name", required: true);
        Metric? metric = MetricOf(members.Take("metric", JsonValueKind.String, required: true));
        UnitConversion? conversion = new ProfileUnit(faults).Read(part, members, metric);
        string channel = members.TakeText("channel") ?? "";
        decimal scale = Scale(members.Take("scale", JsonValueKind.Number), members);
        bool zeroMeansNotMeasured = members.TakeFlag("zeroMeansNotMeasured");
        MeasurementCategory category = Category(members.Take("category", JsonValueKind.String));
        Coding? bodySite = members.Take("bodySite", JsonValueKind.Object) is { } site ? ProfileCode.Read(site, faults) : null;
        MetricLimits? limits = Limits(members, metric);
        QualityRules? rules = new RulesText(faults).Read(members, metric, sharedRules);
        TimeSpan? interval = members.TakeDuration("expectedInterval");
        members.Done();
        return name is null || metric is null ? null : new ProfileMetric
        {
            Name = name,
            Metric = metric,
            Channel = channel,
            Scale = scale,
            Conversion = conversion,
            ZeroMeansNotMeasured = zeroMeansNotMeasured,
            Category = category,
            BodySite = bodySite,
            Limits = limits,
            Rules = rules,
            ExpectedInterval = interval,
        };
    }

    private Metric? MetricOf(JsonPart? part)
    {
        Metric? metric = null;
        if (part is not null && !catalogue.TryGet(part.Text, out metric))
        {
            faults.Add(part.Start, "The catalogue has no metric of this id.");
        }

        return metric;
    }

    private decimal Scale(JsonPart? part, JsonMembers members)
    {
        decimal scale = part is null ? 1m : members.NumberOf(part) ?? 1m;
        if (Math.Abs(scale) is < 0.000000001m or > 1_000_000_000m)
        {
            faults.Add(part!.Start, "'scale' is not zero, and between 0.000000001 and 1000000000 in size.");
        }

        return scale;
    }

    private MeasurementCategory Category(JsonPart? part)
    {
        switch (part?.Text)
        {
            case null or "measurement":
                return MeasurementCategory.Measurement;
            case "setting":
                return MeasurementCategory.Setting;
            case "calculation":
                return MeasurementCategory.Calculation;
            default:
                faults.Add(part.Start, "'category' is measurement, setting or calculation.");
                return MeasurementCategory.Measurement;
        }
    }

    // What the profile does not state stays as the metric has it.
    private MetricLimits? Limits(JsonMembers members, Metric? metric)
    {
        (MetricLimits Limits, int Start)? stated = new LimitsText(faults).Read(members, metric?.Limits);
        if (stated is not null && metric is { Components.IsEmpty: false })
        {
            faults.Add(stated.Value.Start, "The parts of a compound have the limits of their own metrics: leave this out.");
        }

        return stated?.Limits;
    }
}
