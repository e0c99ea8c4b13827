using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Series;

/// <summary>The rules for each part of a compound, and what is remembered of it.</summary>
/// <param name="contextRules">The rules of the context, which stand in for those of the parts.</param>
internal sealed class PartTrails(QualityRules? contextRules)
{
    private NumberRules[] _rules = [];
    private ValueTrail[] _now = [];
    private ValueTrail[] _kept = [];

    /// <summary>Finds a part, or makes room for it.</summary>
    public int IndexOf(Metric metric)
    {
        for (int i = 0; i < _rules.Length; i++)
        {
            if (_rules[i].IsOf(metric))
            {
                return i;
            }
        }

        _rules = [.. _rules, new NumberRules(metric, metric.Limits, contextRules ?? metric.Rules)];
        Array.Resize(ref _now, _rules.Length);
        Array.Resize(ref _kept, _rules.Length);
        return _rules.Length - 1;
    }

    public NumberRules RulesOf(int index) => _rules[index];

    public ref ValueTrail this[int index] => ref _now[index];

    public void Forget() => Array.Clear(_now);

    public void Save() => _now.CopyTo(_kept, 0);

    public void Restore() => _kept.CopyTo(_now, 0);
}
