using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace NhsIoT.Sdk.Telemetry;

/// <summary>The metrics that a gateway knows, by id.</summary>
/// <remarks>Immutable, thread-safe.</remarks>
public sealed class MetricCatalogue
{
    private readonly FrozenDictionary<string, Metric> _byId;

    /// <summary>Makes a catalogue.</summary>
    /// <param name="metrics">The metrics; each id once.</param>
    /// <exception cref="ArgumentException">An id stands twice; the message names it.</exception>
    public MetricCatalogue(params IEnumerable<Metric> metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        Metrics = [.. metrics];
        Dictionary<string, Metric> byId = new(StringComparer.Ordinal);
        foreach (Metric metric in Metrics)
        {
            if (!byId.TryAdd(metric.Id, metric))
            {
                throw new ArgumentException($"The metric id '{metric.Id}' stands twice.", nameof(metrics));
            }
        }

        _byId = byId.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Gets the metrics that come with the SDK.</summary>
    public static MetricCatalogue Standard { get; } = new(global::NhsIoT.Sdk.Telemetry.Metrics.All);

    /// <summary>Gets the metrics in their order.</summary>
    public ImmutableArray<Metric> Metrics { get; }

    /// <summary>Finds a metric.</summary>
    /// <param name="id">Its id, case-sensitive.</param>
    /// <param name="metric">The metric, or <see langword="null"/>.</param>
    /// <returns>Whether the catalogue has it.</returns>
    public bool TryGet(string id, [NotNullWhen(true)] out Metric? metric) => _byId.TryGetValue(id, out metric);

    /// <summary>Gives a catalogue with more metrics.</summary>
    /// <param name="metrics">The metrics to add; none of their ids is here yet.</param>
    /// <returns>A new catalogue.</returns>
    /// <exception cref="ArgumentException">An id stands twice.</exception>
    public MetricCatalogue With(params IEnumerable<Metric> metrics) => new(Metrics.Concat(metrics));

    /// <summary>Gives a catalogue in which a metric is judged by other rules, in its own row and as a part of compounds.</summary>
    /// <param name="id">The id of the metric.</param>
    /// <param name="rules">The rules in place of those that it has.</param>
    /// <returns>A new catalogue. Profiles that were read with this one keep the rules of this one.</returns>
    /// <exception cref="ArgumentException">No metric has the id.</exception>
    public MetricCatalogue WithRules(string id, QualityRules rules)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(rules);
        return _byId.ContainsKey(id)
            ? new(Metrics.Select(m => Judged(m, id, rules)))
            : throw new ArgumentException($"There is no metric '{id}'.", nameof(id));
    }

    private static Metric Judged(Metric metric, string id, QualityRules rules) => Has(metric, id)
        ? metric.Under(string.Equals(metric.Id, id, StringComparison.Ordinal) ? rules : metric.Rules, [.. metric.Components.Select(c => Judged(c, id, rules))])
        : metric;

    private static bool Has(Metric metric, string id) => string.Equals(metric.Id, id, StringComparison.Ordinal) || metric.Components.Any(c => Has(c, id));
}
