using System.Collections.Immutable;

namespace NhsIoT.Sdk.Telemetry;

/// <summary>The part of a quality that most readings share: who stands behind it and which rules spoke.</summary>
internal sealed class QualityBasis
{
    // Readings repeat their faults: the basis after one rule is remembered, so that marking a reading allocates once a rule.
    private readonly Lock _gate = new();
    private ImmutableDictionary<string, QualityBasis> _after = ImmutableDictionary<string, QualityBasis>.Empty;

    public QualityBasis(ImmutableArray<string> rules, Verification verification)
    {
        Rules = rules;
        Verification = verification;
    }

    public static QualityBasis DeviceOnly { get; } = new([], Verification.DeviceOnly);

    public ImmutableArray<string> Rules { get; }

    public Verification Verification { get; }

    public QualityBasis With(string rule)
    {
        if (Rules.Contains(rule))
        {
            return this;
        }

        if (_after.TryGetValue(rule, out QualityBasis? known))
        {
            return known;
        }

        lock (_gate)
        {
            if (!_after.TryGetValue(rule, out known))
            {
                known = new QualityBasis(Rules.Add(rule), Verification);

                // Rule names are few and ours; a caller that makes them up at run time must not make us grow.
                if (_after.Count < 64)
                {
                    _after = _after.Add(rule, known);
                }
            }

            return known;
        }
    }
}
