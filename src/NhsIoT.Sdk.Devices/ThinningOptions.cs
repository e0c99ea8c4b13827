using System.Collections.Immutable;

namespace NhsIoT.Sdk.Devices;

/// <summary>Which readings one output can do without: a setting of that output, not of the readings.</summary>
/// <remarks>Immutable, thread-safe.</remarks>
public sealed record ThinningOptions
{
    /// <summary>Gets the rule for all metrics that have none of their own.</summary>
    /// <value>The default is <see cref="ThinningRule.None"/>: nothing is thinned.</value>
    public ThinningRule Rule { get; init; } = ThinningRule.None;

    /// <summary>Gets the rules of single metrics, by the id of the metric; that of a compound holds for its parts.</summary>
    /// <value>The default is empty.</value>
    public ImmutableDictionary<string, ThinningRule> Metrics { get; init; } = ImmutableDictionary<string, ThinningRule>.Empty;

    /// <summary>Gets how long a series may pause before it has ended, so that its last reading goes out.</summary>
    /// <value>More than zero. The default is 5 minutes; for a context that expects a reading more rarely, three times that interval.</value>
    public TimeSpan EndsAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Checks the options.</summary>
    /// <exception cref="ArgumentException">Something is wrong; the message lists every fault.</exception>
    public void Validate()
    {
        List<string> faults = [];
        if (Rule is null)
        {
            faults.Add($"{nameof(Rule)} is a rule: {nameof(ThinningRule)}.{nameof(ThinningRule.None)} thins nothing.");
        }

        if (EndsAfter <= TimeSpan.Zero)
        {
            faults.Add($"{nameof(EndsAfter)} is more than zero, not {EndsAfter}.");
        }

        if (Metrics is null || Metrics.Any(rule => rule.Key.Length == 0 || rule.Value is null))
        {
            faults.Add($"{nameof(Metrics)} has a metric id and a rule in each row.");
        }

        if (faults.Count > 0)
        {
            throw new ArgumentException(string.Join(' ', faults));
        }
    }
}
