using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>Puts into a builder what a file says: what the same calls in code would have put there.</summary>
/// <param name="builder">The builder.</param>
/// <param name="folder">Where the files lie that the file names.</param>
internal sealed class GatewayFile(GatewayBuilder builder, string folder)
{
    public void Take(PartSettings file)
    {
        _ = file.IsStated("$schema");
        if (file.Part("gateway") is { } options)
        {
            builder.Options.Take(options);
        }

        AddFiles(file);
        foreach (PartSettings device in file.Parts("devices"))
        {
            Add(device);
        }

        foreach (PartSettings decoder in file.Parts("decoders"))
        {
            Choose(builder.Kinds.Decoders, builder.Decoders, decoder);
        }

        foreach ((string name, PartSettings settings) in file.Table("sources"))
        {
            builder.AddSource(name, source => Take(source, settings));
        }

        foreach (PartSettings handler in file.Parts("handlers"))
        {
            Choose(builder.Kinds.Handlers, builder.Handlers, handler);
        }

        foreach ((string name, PartSettings settings) in file.Table("destinations"))
        {
            builder.AddDestination(name, destination => Take(destination, settings));
        }

        if (file.Part("store") is { } store)
        {
            Choose(builder.Kinds.Stores, builder.Store, store);
        }

        file.RefuseOthers();
    }

    // Profiles name metrics, so the rows come first.
    private void AddFiles(PartSettings file)
    {
        foreach (string path in file.Texts("metrics"))
        {
            builder.AddMetrics(Path.Combine(folder, path));
        }

        foreach (string path in file.Texts("profiles"))
        {
            builder.AddProfile(Path.Combine(folder, path));
        }
    }

    private void Take(SourceBuilder source, PartSettings settings)
    {
        if (settings.Part("transport") is { } transport)
        {
            Choose(builder.Kinds.Transports, source.Transport, transport);
        }

        source.Device = settings.Part("device") is { } device ? DeviceSettings.Id(device, done: true) : null;
        source.Take(settings);
    }

    private void Take(DestinationBuilder destination, PartSettings settings)
    {
        if (settings.Part("transport") is { } transport)
        {
            Choose(builder.Kinds.Transports, destination.Transport, transport);
        }

        destination.Take(settings);
    }

    private void Add(PartSettings settings)
    {
        if (DeviceSettings.Read(settings) is { } device)
        {
            builder.AddDevice(device);
        }
    }

    private static void Choose<TConfiguration>(
        Dictionary<string, Action<TConfiguration, PartSettings>> kinds, TConfiguration configuration, PartSettings settings)
    {
        if (settings.RequiredText("kind") is not { } kind)
        {
            return;
        }

        if (!kinds.TryGetValue(kind, out Action<TConfiguration, PartSettings>? choose))
        {
            settings.Fault("kind", $"is none of {string.Join(", ", kinds.Keys.Order(StringComparer.Ordinal))}");
            return;
        }

        try
        {
            choose(configuration, settings);
            settings.RefuseOthers();
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException)
        {
            // A part says by its exception what it cannot take; here that is a fault of the file like others.
            settings.Fault(null, $"cannot be taken: {fault.Message}");
        }
    }
}
