using System.Collections.Immutable;
using NhsIoT.Sdk.Devices.Profiles;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Catalogue;

/// <summary>Makes the codes of a row from their JSON, each checked as far as its system lets it be.</summary>
internal sealed class CatalogueCodes(FaultLog faults)
{
    private const int MaxCodes = 8;

    private static readonly (string Part, string System)[] KnownBy =
        [("loinc.org", Coding.Loinc), ("snomed.info", Coding.Snomed), ("11073:10101", Coding.Mdc)];

    public ImmutableArray<(Coding Code, int Start)> Read(JsonPart? part)
    {
        if (part is null)
        {
            return [];
        }

        if (part.Items.Count is 0 or > MaxCodes)
        {
            faults.Add(part.Start, $"A metric has 1 to {MaxCodes} codes, this one {part.Items.Count}.");
        }

        HashSet<string> systems = new(StringComparer.Ordinal);
        ImmutableArray<(Coding, int)>.Builder codes = ImmutableArray.CreateBuilder<(Coding, int)>();
        foreach (JsonPart item in part.Items.Take(MaxCodes))
        {
            if (ProfileCode.Read(item, faults) is not { } code)
            {
                continue;
            }

            codes.Add((code, item.Start));
            if (!systems.Add(code.System))
            {
                faults.Add(item.Start, $"The system {code.System} has a code here already: a metric has one of each system.");
            }
            else if (FaultOf(code) is { } fault)
            {
                faults.Add(item.Start, fault);
            }
        }

        return codes.ToImmutable();
    }

    public Coding? ReadUnit(JsonPart? part, Unit? unit, MetricCatalogue catalogue)
    {
        if (part is null || ProfileCode.Read(part, faults) is not { } code)
        {
            return null;
        }

        string? fault = code.System != Coding.Mdc ? $"The system of an MDC unit is {Coding.Mdc}." : MdcCode.FaultOfUnit(code.Code);
        if (fault is null && unit is not null && catalogue.Metrics.FirstOrDefault(m => m.MdcUnit == code) is { } other && other.Unit != unit)
        {
            fault = $"The MDC unit {code.Code} is {other.Unit}, and not {unit}.";
        }

        if (fault is not null)
        {
            faults.Add(part.Start, fault);
        }

        return code;
    }

    private static string? FaultOf(Coding code) => code.System switch
    {
        Coding.Loinc => LoincCode.FaultOf(code.Code),
        Coding.Snomed => SnomedCode.FaultOf(code.Code),
        Coding.Mdc => MdcCode.FaultOfMetric(code.Code),
        Coding.Local => "The codes of this system are those of the SDK: a trust's own codes have a system of the trust.",
        _ => FaultOfSystem(code.System),
    };

    // The well-known systems are known by one URI only; another spelling would be another system to every reader.
    private static string? FaultOfSystem(string system)
    {
        if (!Uri.TryCreate(system, UriKind.Absolute, out _) || system[0] == '/')
        {
            return "The system of a code is an absolute URI.";
        }

        string? meant = KnownBy.FirstOrDefault(k => system.Contains(k.Part, StringComparison.OrdinalIgnoreCase)).System;
        return meant is null ? null : $"The system is {meant}, written this way only.";
    }
}
