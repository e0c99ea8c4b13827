using System.Collections.Immutable;

namespace NhsIoT.Sdk.Telemetry;

/// <summary>The part of a quality that most readings share: who stands behind it and which rules spoke.</summary>
internal sealed class QualityBasis
{
    // Rule names are few and ours; a caller that makes them up at run time must not make us grow.
    private const int MostRemembered = 64;

    // Readings repeat their faults: the basis after one rule is remembered, so that marking a reading allocates once a rule.
    private readonly Lock _gate = new();
    private After[] _after = [];

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

        if (Find(rule) is { } known)
        {
            return known;
        }

        lock (_gate)
        {
            known = Find(rule);
            if (known is null)
            {
                known = new QualityBasis(Rules.Add(rule), Verification);
                if (_after.Length < MostRemembered)
                {
                    Volatile.Write(ref _after, [.. _after, new After(rule, known)]);
                }
            }

            return known;
        }
    }

    private QualityBasis? Find(string rule)
    {
        foreach (ref readonly After after in Volatile.Read(ref _after).AsSpan())
        {
            if (string.Equals(after.Rule, rule, StringComparison.Ordinal))
            {
                return after.Basis;
            }
        }

        return null;
    }

    private readonly record struct After(string Rule, QualityBasis Basis);
}
