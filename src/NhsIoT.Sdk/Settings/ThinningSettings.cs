using System.Collections.Immutable;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>Makes what an output can do without from its settings.</summary>
internal static class ThinningSettings
{
    public static ThinningOptions Read(PartSettings settings)
    {
        ImmutableDictionary<string, ThinningRule>.Builder metrics = ImmutableDictionary.CreateBuilder<string, ThinningRule>(StringComparer.Ordinal);
        ThinningRule rule = Rule(settings);
        foreach ((string metric, PartSettings part) in settings.Table("metrics"))
        {
            metrics[metric] = Rule(part);
            part.RefuseOthers();
        }

        ThinningOptions options = new OptionsReader<ThinningOptions>(
                settings, new ThinningOptions { Rule = rule, Metrics = metrics.ToImmutable() }, static o => o.Validate())
            .Duration("endsAfter", static (o, v) => o with { EndsAfter = v })
            .Read();
        settings.RefuseOthers();
        return options;
    }

    private static ThinningRule Rule(PartSettings settings) =>
        new OptionsReader<ThinningRule>(settings, ThinningRule.None, static _ => { })
            .Duration("every", static (r, v) => r with { Every = v })
            .Flag("onChange", static (r, v) => r with { OnChange = v })
            .Number("deadBand", static (r, v) => r with { DeadBand = v })
            .Number("deadBandPercent", static (r, v) => r with { DeadBandPercent = v })
            .Read();
}
