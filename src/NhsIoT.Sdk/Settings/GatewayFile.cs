using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>Puts into a builder what a file says: what the same calls in code would have put there.</summary>
/// <param name="builder">The builder.</param>
/// <param name="folder">Where the files lie that the file names.</param>
internal sealed class GatewayFile(GatewayBuilder builder, string folder)
{
    public void Take(PartSettings file)
    {
        _ = file.Text("$schema");
        if (file.Part("gateway") is { } options)
        {
            builder.Options.Take(options);
        }

        AddFiles(file);
        AddFacts(file);
        Choose(builder.Kinds.Decoders, builder.Decoders, file.Parts("decoders"));
        foreach ((string name, PartSettings settings) in file.Table("sources"))
        {
            builder.AddSource(name, source => Take(source, settings));
        }

        Choose(builder.Kinds.Handlers, builder.Handlers, file.Parts("handlers"));
        foreach ((string name, PartSettings settings) in file.Table("destinations"))
        {
            builder.AddDestination(name, destination => Take(destination, settings));
        }

        Choose(builder.Kinds.Stores, builder.Store, PartOf(file, "store"));
        Choose(builder.Kinds.AuditTrails, builder.Store, PartOf(file, "audit"));
        Choose(builder.Kinds.Secrets, builder.Secrets, PartOf(file, "secrets"));
        builder.TakeLedger(file.Part("ledger"));
        file.RefuseOthers();
    }

    private static PartSettings[] PartOf(PartSettings file, string name) => file.Part(name) is { } part ? [part] : [];

    // Profiles name metrics and take over their rules, so the rows come first, and the rules before the profiles.
    private void AddFiles(PartSettings file)
    {
        foreach (string path in file.Texts("metrics"))
        {
            builder.AddMetrics(Path.Combine(folder, path));
        }

        foreach ((string id, PartSettings settings) in file.Table("rules"))
        {
            SetRules(id, settings);
        }

        foreach (string path in file.Texts("profiles"))
        {
            builder.AddProfile(Path.Combine(folder, path));
        }
    }

    private void SetRules(string id, PartSettings settings)
    {
        if (!builder.Metrics.TryGet(id, out Metric? metric))
        {
            settings.Fault(null, "is named by no metric of the catalogue");
            return;
        }

        QualityRules rules = RulesSettings.Read(settings, metric);
        if (builder.RefusalOf(metric, rules) is { } refusal)
        {
            settings.Fault(null, refusal);
        }
        else
        {
            builder.SetRules(id, rules);
        }
    }

    private void AddFacts(PartSettings file)
    {
        foreach (PartSettings settings in file.Parts("devices"))
        {
            if (DeviceSettings.Read(settings) is { } device)
            {
                builder.AddDevice(device);
                Remember(device, settings);
            }
        }

        foreach (PartSettings settings in file.Parts("associations"))
        {
            if (AssociationSettings.Read(settings) is { } association)
            {
                builder.AddAssociation(association);
            }
        }
    }

    private void Take(SourceBuilder source, PartSettings settings)
    {
        Remember(source, settings);
        if (settings.Part("transport") is { } transport)
        {
            Choose(builder.Kinds.Transports, source.Transport, [transport]);
            source.Told.Add(nameof(SourceBuilder.Transport));
        }

        source.Take(settings, builder.Kinds);
    }

    private void Take(DestinationBuilder destination, PartSettings settings)
    {
        Remember(destination, settings);
        if (settings.Part("transport") is { } transport)
        {
            Choose(builder.Kinds.Transports, destination.Transport, [transport]);
            destination.Told.Add(nameof(DestinationBuilder.Transport));
        }

        destination.Take(settings);
        foreach ((string metric, PartSettings rule) in settings.Part("thinning")?.Table("metrics") ?? [])
        {
            if (!builder.Metrics.TryGet(metric, out _))
            {
                rule.Fault(null, "is named by no metric of the catalogue");
            }
        }
    }

    private void Remember(object part, PartSettings settings)
    {
        if (settings is JsonSettings { Place: { } place })
        {
            builder.Places.Add(part, place);
        }
    }

    private static void Choose<TConfiguration>(
        Dictionary<string, Action<TConfiguration, PartSettings>> kinds, TConfiguration configuration, IEnumerable<PartSettings> parts)
    {
        foreach (PartSettings settings in parts)
        {
            PartKinds.Choose(kinds, settings, choose =>
            {
                choose(configuration, settings);
                return true;
            });
        }
    }
}
