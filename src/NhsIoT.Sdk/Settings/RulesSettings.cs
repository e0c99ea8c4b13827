using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk;

/// <summary>Makes the quality rules of a metric from their settings: the members of <c>rules</c> in a profile.</summary>
internal static class RulesSettings
{
    /// <summary>Reads rules; what is not stated stays as the metric has it.</summary>
    public static QualityRules Read(PartSettings settings, Metric metric)
    {
        QualityRules rules = new OptionsReader<QualityRules>(settings, Off(settings, metric.Rules), static _ => { })
            .Part("stuck", Stuck, static (r, v) => r with { Stuck = v })
            .Part("jump", Jump, static (r, v) => r with { Jump = v })
            .Part("gap", Gap, static (r, v) => r with { SamplingGap = v })
            .Part("calibration", Calibration, static (r, v) => v(r))
            .Flag("duplicates", static (r, v) => r with { MarksDuplicates = v })
            .Flag("outOfOrder", static (r, v) => r with { MarksOutOfOrder = v })
            .Read();
        settings.RefuseOthers();
        return rules;
    }

    private static QualityRules Off(PartSettings settings, QualityRules rules)
    {
        HashSet<string> off = new(StringComparer.Ordinal);
        foreach (string name in settings.Texts("off"))
        {
            if (name is not ("stuck" or "jump" or "gap") || !off.Add(name))
            {
                settings.Fault("off", "names stuck, jump or gap, each once");
            }
            else if (settings.IsStated(name))
            {
                settings.Fault(name, "is stated and off");
            }
        }

        return rules with
        {
            Stuck = off.Contains("stuck") ? null : rules.Stuck,
            Jump = off.Contains("jump") ? null : rules.Jump,
            SamplingGap = off.Contains("gap") ? null : rules.SamplingGap,
        };
    }

    private static StuckRule Stuck(PartSettings settings)
    {
        if (!settings.IsStated("readings") && !settings.IsStated("time"))
        {
            settings.Fault(null, "asks for 'readings', for 'time' or for both");
        }

        StuckRule rule = new OptionsReader<StuckRule>(settings, new StuckRule(), static _ => { })
            .WholeNumber("readings", static (r, v) => r with { Readings = v })
            .Duration("time", static (r, v) => r with { Time = v })
            .Flag("coded", static (r, v) => r with { IncludesCoded = v })
            .Word<QualitySeverity>("severity", static (r, v) => r with { Severity = v })
            .Read();
        settings.RefuseOthers();
        return rule;
    }

    private static JumpRule? Jump(PartSettings settings)
    {
        if (!settings.IsStated("change"))
        {
            settings.Fault("change", "is missing");
        }

        JumpRule rule = new OptionsReader<JumpRule>(settings, new JumpRule { Change = 1m }, static _ => { })
            .Number("change", static (r, v) => r with { Change = v })
            .Duration("per", static (r, v) => r with { Per = v })
            .Word<QualitySeverity>("severity", static (r, v) => r with { Severity = v })
            .Read();
        settings.RefuseOthers();
        return rule;
    }

    private static SamplingGapRule Gap(PartSettings settings)
    {
        SamplingGapRule rule = new OptionsReader<SamplingGapRule>(settings, new SamplingGapRule(), static _ => { })
            .Duration("interval", static (r, v) => r with { Interval = v })
            .Number("factor", static (r, v) => r with { Factor = v })
            .Word<QualitySeverity>("severity", static (r, v) => r with { Severity = v })
            .Read();
        settings.RefuseOthers();
        return rule;
    }

    private static Func<QualityRules, QualityRules> Calibration(PartSettings settings)
    {
        if (!settings.IsStated("severity"))
        {
            settings.Fault("severity", "is missing");
        }

        QualityRules read = new OptionsReader<QualityRules>(settings, QualityRules.Default, static _ => { })
            .Word<QualitySeverity>("severity", static (r, v) => r with { CalibrationSeverity = v })
            .Read();
        settings.RefuseOthers();
        return rules => rules with { CalibrationSeverity = read.CalibrationSeverity };
    }
}
