using System.Collections.Immutable;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>Makes what an output can do without from its settings.</summary>
internal static class ThinningSettings
{
    public static ThinningOptions Read(PartSettings settings)
    {
        ThinningOptions standard = new();
        ImmutableDictionary<string, ThinningRule>.Builder metrics = ImmutableDictionary.CreateBuilder<string, ThinningRule>(StringComparer.Ordinal);
        ThinningRule rule = Rule(settings);
        foreach ((string metric, PartSettings part) in settings.Table("metrics"))
        {
            metrics[metric] = Rule(part);
            part.RefuseOthers();
        }

        TimeSpan endsAfter = Positive(settings, "endsAfter") ?? standard.EndsAfter;
        settings.RefuseOthers();
        return new ThinningOptions { Rule = rule, Metrics = metrics.ToImmutable(), EndsAfter = endsAfter };
    }

    private static ThinningRule Rule(PartSettings settings) => new()
    {
        Every = Positive(settings, "every"),
        OnChange = settings.Flag("onChange") ?? false,
        DeadBand = Band(settings, "deadBand", decimal.MaxValue),
        DeadBandPercent = Band(settings, "deadBandPercent", 100m),
    };

    private static TimeSpan? Positive(PartSettings settings, string name)
    {
        TimeSpan? time = settings.Duration(name);
        if (time > TimeSpan.Zero || time is null)
        {
            return time;
        }

        settings.Fault(name, "is not more than zero");
        return null;
    }

    private static decimal? Band(PartSettings settings, string name, decimal most)
    {
        decimal? band = settings.Number(name);
        if (band is null || (band >= 0m && band <= most))
        {
            return band;
        }

        settings.Fault(name, $"does not lie between 0 and {most}");
        return null;
    }
}
