using System.Text.Json;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Profiles;

/// <summary>Reads the quality rules of a profile, or of one metric of it, from their JSON.</summary>
internal sealed class RulesText(FaultLog faults)
{
    private const string Property = "rules";

    /// <summary>Reads what holds for all metrics of the profile.</summary>
    public RulesChange? ReadShared(JsonMembers members) => members.Take(Property, JsonValueKind.Object) is { } part ? Read(part, takesJump: false) : null;

    /// <summary>Reads what holds for one metric, on top of what holds for all.</summary>
    public QualityRules? Read(JsonMembers members, Metric? metric, RulesChange? shared)
    {
        JsonPart? part = members.Take(Property, JsonValueKind.Object);
        RulesChange? own = part is null ? null : Read(part, takesJump: true);
        if (part is not null && metric is not null && own?.Jump is not null && ProfileUnit.UnitOf(metric) is null)
        {
            faults.Add(part.Start, $"'{metric.Id}' has no unit, or its parts have several: leave 'jump' out.");
        }

        if (metric is null || (own ?? shared) is null)
        {
            return null;
        }

        // What nobody states stays as the metric has it.
        QualityRules rules = shared?.Over(metric.Rules) ?? metric.Rules;
        return own?.Over(rules) ?? rules;
    }

    /// <summary>Reads the rules of a metric itself.</summary>
    /// <param name="members">The row of the metric.</param>
    /// <param name="hasUnit">Whether its numbers have a unit.</param>
    /// <param name="isCompound">Whether it has parts.</param>
    public QualityRules ReadOwn(JsonMembers members, bool hasUnit, bool isCompound)
    {
        if (members.Take(Property, JsonValueKind.Object) is not { } part)
        {
            return QualityRules.Default;
        }

        RulesChange own = Read(part, takesJump: true);
        if (isCompound && (own.Stuck is not null || own.Jump is not null))
        {
            faults.Add(part.Start, "The parts of a compound have the rules of their own metrics: leave 'stuck' and 'jump' out.");
        }
        else if (!isCompound && !hasUnit && own.Jump is not null)
        {
            faults.Add(part.Start, "A jump is in the unit of the metric, and this one has none: leave 'jump' out.");
        }

        return own.Over(QualityRules.Default);
    }

    private RulesChange Read(JsonPart part, bool takesJump)
    {
        JsonMembers members = new(part, faults);
        JsonPart? stuck = members.Take("stuck", JsonValueKind.Object);
        JsonPart? jump = members.Take("jump", JsonValueKind.Object);
        JsonPart? gap = members.Take("gap", JsonValueKind.Object);
        JsonPart? calibration = members.Take("calibration", JsonValueKind.Object);
        bool? duplicates = Flag(members, "duplicates");
        bool? outOfOrder = Flag(members, "outOfOrder");
        HashSet<string> off = Off(members.Take("off", JsonValueKind.Array));
        members.Done();
        if (jump is not null && !takesJump)
        {
            faults.Add(jump.Start, "A jump is in the unit of a metric: it stands in the rules of the metric.");
        }

        return new RulesChange
        {
            Stuck = stuck is null ? null : Stuck(stuck),
            Jump = jump is null ? null : Jump(jump),
            Gap = gap is null ? null : Gap(gap),
            Calibration = calibration is null ? null : Calibration(calibration),
            Duplicates = duplicates,
            OutOfOrder = outOfOrder,
            StuckIsOff = IsOff(off, "stuck", stuck),
            JumpIsOff = IsOff(off, "jump", jump),
            GapIsOff = IsOff(off, "gap", gap),
        };
    }

    private static bool? Flag(JsonMembers members, string name) => members.Take(name, JsonValueKind.True) is { } part ? part.Kind == JsonValueKind.True : null;

    private bool IsOff(HashSet<string> off, string name, JsonPart? part)
    {
        bool isOff = off.Contains(name);
        if (isOff && part is not null)
        {
            faults.Add(part.Start, $"'{name}' is stated and off.");
        }

        return isOff;
    }

    private HashSet<string> Off(JsonPart? part)
    {
        HashSet<string> off = new(StringComparer.Ordinal);
        foreach (JsonPart item in part?.Items ?? [])
        {
            if (item is not { Kind: JsonValueKind.String, Text: "stuck" or "jump" or "gap" } || !off.Add(item.Text))
            {
                faults.Add(item.Start, "'off' names stuck, jump or gap, each once.");
            }
        }

        return off;
    }

    private StuckRule Stuck(JsonPart part)
    {
        JsonMembers members = new(part, faults);
        JsonPart? readings = members.Take("readings", JsonValueKind.Number);
        decimal? count = readings is null ? null : Number(members, readings, 2m, 1_000_000m);
        if (count is { } number && number != decimal.Truncate(number))
        {
            faults.Add(readings!.Start, "'readings' is a whole number.");
        }

        StuckRule rule = new()
        {
            Readings = (int?)count,
            Time = members.TakeDuration("time"),
            IncludesCoded = members.TakeFlag("coded"),
            Severity = Severity(members) ?? QualitySeverity.Uncertain,
        };
        members.Done();
        if (!part.Members.Any(static member => member.Name is "readings" or "time"))
        {
            faults.Add(part.Start, "'stuck' asks for 'readings', for 'time' or for both.");
        }

        return rule;
    }

    private JumpRule? Jump(JsonPart part)
    {
        JsonMembers members = new(part, faults);
        JsonPart? change = members.Take("change", JsonValueKind.Number, required: true);
        TimeSpan? per = members.TakeDuration("per");
        QualitySeverity severity = Severity(members) ?? QualitySeverity.Uncertain;
        members.Done();
        return change is not null && Number(members, change, 0.000000001m, 1_000_000_000m) is { } largest
            ? new JumpRule { Change = largest, Per = per, Severity = severity }
            : null;
    }

    private SamplingGapRule Gap(JsonPart part)
    {
        JsonMembers members = new(part, faults);
        TimeSpan? interval = members.TakeDuration("interval");
        JsonPart? factor = members.Take("factor", JsonValueKind.Number);
        SamplingGapRule rule = new() { Interval = interval, Severity = Severity(members) ?? QualitySeverity.Good };
        members.Done();
        return factor is not null && Number(members, factor, 1m, 1000m) is { } times ? rule with { Factor = times } : rule;
    }

    private QualitySeverity? Calibration(JsonPart part)
    {
        JsonMembers members = new(part, faults);
        QualitySeverity? severity = Severity(members, required: true);
        members.Done();
        return severity;
    }

    private QualitySeverity? Severity(JsonMembers members, bool required = false)
    {
        JsonPart? part = members.Take("severity", JsonValueKind.String, required);
        switch (part?.Text)
        {
            case null:
                return null;
            case "good":
                return QualitySeverity.Good;
            case "uncertain":
                return QualitySeverity.Uncertain;
            case "bad":
                return QualitySeverity.Bad;
            default:
                faults.Add(part.Start, "'severity' is good, uncertain or bad.");
                return null;
        }
    }

    private decimal? Number(JsonMembers members, JsonPart part, decimal low, decimal high)
    {
        decimal? number = members.NumberOf(part);
        if (number < low || number > high)
        {
            faults.Add(part.Start, FormattableString.Invariant($"A number from {low} to {high} is expected here."));
            return null;
        }

        return number;
    }
}
