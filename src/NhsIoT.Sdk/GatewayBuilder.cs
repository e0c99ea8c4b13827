using Microsoft.Extensions.Configuration;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Devices.Profiles;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>The settings of a gateway: devices, decoders, sources, handlers, destinations and the store.</summary>
/// <remarks>
/// Nothing is checked until the gateway is built; then every fault is listed at once. Not thread-safe.
/// </remarks>
public sealed class GatewayBuilder
{
    private readonly List<DeviceProfile> _profiles = [];
    private readonly List<DeviceDescriptor> _devices = [];
    private readonly List<AssociationEvent> _associations = [];
    private readonly List<SourceBuilder> _sources = [];
    private readonly List<DestinationBuilder> _destinations = [];
    private readonly List<string> _faults = [];
    private bool _hasReadProfiles;

    /// <summary>Gets the sizes and deadlines.</summary>
    public GatewayOptions Options { get; } = new();

    /// <summary>Gets or sets the metrics that profiles may name.</summary>
    /// <value>The default is <see cref="MetricCatalogue.Standard"/>.</value>
    public MetricCatalogue Metrics { get; set; } = MetricCatalogue.Standard;

    /// <summary>Gets or sets what remembers which readings went out under whose name, so that a late association can be made good.</summary>
    /// <value>The default is <see langword="null"/>: a <see cref="ReadingLedger"/> in memory.</value>
    public IReadingLedger? Ledger { get; set; }

    /// <summary>Gets or sets how much the ledger in memory remembers.</summary>
    /// <value>The default is that of <see cref="ReadingLedgerOptions"/>. Without effect where <see cref="Ledger"/> is set.</value>
    public ReadingLedgerOptions LedgerOptions { get; set; } = new();

    /// <summary>Gets the decoders.</summary>
    public DecoderConfiguration Decoders { get; } = new();

    /// <summary>Gets the handlers, called in the order in which they were added.</summary>
    public HandlerConfiguration Handlers { get; } = new();

    /// <summary>Gets the store.</summary>
    public StoreConfiguration Store { get; } = new();

    /// <summary>Gets where passwords, keys and tokens come from.</summary>
    public SecretConfiguration Secrets { get; } = new();

    /// <summary>Gets where what a file added stands in it.</summary>
    internal Dictionary<object, string> Places { get; } = new(ReferenceEqualityComparer.Instance);

    internal IReadOnlyList<DeviceProfile> Profiles => _profiles;

    internal IReadOnlyList<DeviceDescriptor> Devices => _devices;

    internal IReadOnlyList<AssociationEvent> Associations => _associations;

    internal IReadOnlyList<SourceBuilder> Sources => _sources;

    internal IReadOnlyList<DestinationBuilder> Destinations => _destinations;

    /// <summary>Adds metrics of a trust's own from their JSON; see <see cref="MetricCatalogueReader"/>.</summary>
    /// <param name="utf8">The JSON in UTF-8.</param>
    /// <param name="file">The name of the file, for the messages of faults.</param>
    /// <returns>This builder. Only profiles that are added after this may name the metrics.</returns>
    public GatewayBuilder AddMetrics(ReadOnlyMemory<byte> utf8, string file)
    {
        if (MetricCatalogueReader.TryRead(utf8, file, Metrics, out MetricCatalogue? extended, out IReadOnlyList<ProfileFault> faults))
        {
            Metrics = extended;
        }

        _faults.AddRange(faults.Select(f => f.ToString()));
        return this;
    }

    /// <summary>Adds metrics of a trust's own from a file; see <see cref="MetricCatalogueReader"/>.</summary>
    /// <param name="path">The path of the file.</param>
    /// <returns>This builder. Only profiles that are added after this may name the metrics.</returns>
    public GatewayBuilder AddMetrics(string path)
    {
        if (!File.Exists(path))
        {
            _faults.Add($"The metric catalogue '{path}' does not exist.");
            return this;
        }

        return AddMetrics(File.ReadAllBytes(path), path);
    }

    /// <summary>Sets by which rules a metric is judged, in place of those that its row of the catalogue has.</summary>
    /// <param name="metric">The id of the metric.</param>
    /// <param name="rules">The rules. What a profile says goes before.</param>
    /// <returns>
    /// This builder. It comes before the profiles, which take over the rules of the metrics that they name: after one it is a fault.
    /// </returns>
    public GatewayBuilder SetRules(string metric, QualityRules rules)
    {
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentNullException.ThrowIfNull(rules);
        if (!Metrics.TryGet(metric, out Metric? row))
        {
            _faults.Add($"The rules of '{metric}' are of no metric of the catalogue.");
        }
        else if (RefusalOf(row, rules) is { } refusal)
        {
            _faults.Add($"The rules of '{metric}': this {refusal}.");
        }
        else
        {
            Metrics = Metrics.WithRules(metric, rules);
        }

        return this;
    }

    /// <summary>Adds a device profile from its JSON. The metrics that it names are added before.</summary>
    /// <param name="utf8">The JSON in UTF-8.</param>
    /// <param name="file">The name of the file, for the messages of faults.</param>
    /// <returns>This builder.</returns>
    public GatewayBuilder AddProfile(ReadOnlyMemory<byte> utf8, string file)
    {
        _hasReadProfiles = true;
        if (DeviceProfileReader.TryRead(utf8, file, Metrics, out DeviceProfile? profile, out IReadOnlyList<ProfileFault> faults))
        {
            _profiles.Add(profile);
        }

        _faults.AddRange(faults.Select(f => f.ToString()));
        return this;
    }

    /// <summary>Adds a device profile from a file.</summary>
    /// <param name="path">The path of the file.</param>
    /// <returns>This builder.</returns>
    public GatewayBuilder AddProfile(string path)
    {
        if (!File.Exists(path))
        {
            _faults.Add($"The profile '{path}' does not exist.");
            return this;
        }

        return AddProfile(File.ReadAllBytes(path), path);
    }

    /// <summary>Registers a device.</summary>
    /// <param name="device">The facts of the device. Its profile is added too, before or after.</param>
    /// <returns>This builder.</returns>
    public GatewayBuilder AddDevice(DeviceDescriptor device)
    {
        ArgumentNullException.ThrowIfNull(device);
        _devices.Add(device);
        return this;
    }

    /// <summary>Records an association that is known when the gateway starts. Later ones go to <see cref="IAssociations"/>.</summary>
    /// <param name="association">The event.</param>
    /// <returns>This builder.</returns>
    public GatewayBuilder AddAssociation(AssociationEvent association)
    {
        ArgumentNullException.ThrowIfNull(association);
        _associations.Add(association);
        return this;
    }

    /// <summary>Adds a source of messages.</summary>
    /// <param name="name">Its name, unique among sources.</param>
    /// <param name="configure">Sets it.</param>
    /// <returns>This builder.</returns>
    public GatewayBuilder AddSource(string name, Action<SourceBuilder> configure)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(configure);
        SourceBuilder source = new(name);
        configure(source);
        _sources.Add(source);
        return this;
    }

    /// <summary>Adds a destination of entries.</summary>
    /// <param name="name">Its name, unique among destinations; handlers deliver to it by that name.</param>
    /// <param name="configure">Sets it.</param>
    /// <returns>This builder.</returns>
    public GatewayBuilder AddDestination(string name, Action<DestinationBuilder> configure)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(configure);
        DestinationBuilder destination = new(name);
        configure(destination);
        _destinations.Add(destination);
        return this;
    }

    /// <summary>Gets the kinds of parts that a file may choose from. Add those of further packages before the file.</summary>
    public PartKinds Kinds { get; } = new();

    /// <summary>Adds what a JSON file describes: the same gateway as the same calls in code.</summary>
    /// <param name="path">The path of the file; the files that it names lie beside it.</param>
    /// <returns>This builder.</returns>
    public GatewayBuilder AddJson(string path)
    {
        if (!File.Exists(path))
        {
            _faults.Add($"The file '{path}' does not exist.");
            return this;
        }

        return AddJson(File.ReadAllBytes(path), path);
    }

    /// <summary>Adds what a JSON text describes. All that is wrong in it is a fault with its line and column, when the gateway is built.</summary>
    /// <param name="utf8">The JSON in UTF-8.</param>
    /// <param name="file">The name of the file, for the messages of faults; the files that it names lie beside it.</param>
    /// <returns>This builder.</returns>
    public GatewayBuilder AddJson(ReadOnlyMemory<byte> utf8, string file)
    {
        ArgumentNullException.ThrowIfNull(file);
        FaultLog faults = new(file, utf8, new ProfilePosition(1, 1));
        if (JsonPart.Read(faults) is { } whole)
        {
            new GatewayFile(this, Path.GetDirectoryName(file) ?? "").Take(new JsonSettings(whole, faults));
        }

        _faults.AddRange(faults.Faults.Select(f => f.ToString()));
        return this;
    }

    /// <summary>
    /// Takes settings from configuration, under the names that they have in a file: <c>Gateway</c> for <see cref="Options"/>,
    /// <c>Ledger</c>, <c>Sources:name</c> and <c>Destinations:name</c> for those that were added before.
    /// </summary>
    /// <param name="configuration">The configuration section.</param>
    /// <returns>This builder.</returns>
    public GatewayBuilder Bind(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        Options.Take(new ConfigurationSettings(configuration.GetSection("Gateway"), _faults));
        foreach (SourceBuilder source in _sources)
        {
            source.Take(new ConfigurationSettings(configuration.GetSection($"Sources:{source.Name}"), _faults), Kinds);
        }

        foreach (DestinationBuilder destination in _destinations)
        {
            destination.Take(new ConfigurationSettings(configuration.GetSection($"Destinations:{destination.Name}"), _faults));
        }

        TakeLedger(configuration.GetSection("Ledger") is var ledger && ledger.Exists() ? new ConfigurationSettings(ledger, _faults) : null);
        RefuseUnknownNames(configuration.GetSection("Sources"), _sources.Select(s => s.Name));
        RefuseUnknownNames(configuration.GetSection("Destinations"), _destinations.Select(d => d.Name));
        return this;
    }

    internal List<string> Faults() => [.. _faults];

    /// <summary>Names a part for a fault, with its place where a file added it.</summary>
    internal string NameOf(object part, string name) => Places.TryGetValue(part, out string? place) ? $"{place}: {name}" : name;

    internal string? RefusalOf(Metric metric, QualityRules rules) => _hasReadProfiles
        ? "comes after a profile was read, which has taken over the rules of its metrics"
        : rules.Jump is null || metric.Unit is not null || UnitsOf(metric) == 1 ? null : "has a jump, but the metric has no unit, or its parts have several";

    internal void TakeLedger(PartSettings? settings)
    {
        if (settings is null)
        {
            return;
        }

        LedgerOptions = new OptionsReader<ReadingLedgerOptions>(settings, LedgerOptions, static o => o.Validate())
            .WholeNumber("maxReadings", static (o, v) => o with { MaxReadings = v })
            .Duration("maxAge", static (o, v) => o with { MaxAge = v })
            .Read();
        settings.RefuseOthers();
    }

    private static int UnitsOf(Metric metric) => metric.Components.Any(c => c.Unit is null) ? 0 : metric.Components.Select(c => c.Unit).Distinct().Count();

    private void RefuseUnknownNames(IConfigurationSection section, IEnumerable<string> names)
    {
        HashSet<string> known = new(names, StringComparer.OrdinalIgnoreCase);
        _faults.AddRange(section.GetChildren().Where(c => !known.Contains(c.Key))
            .Select(c => $"'{c.Path}' configures what was not added; add it before it is bound."));
    }
}
