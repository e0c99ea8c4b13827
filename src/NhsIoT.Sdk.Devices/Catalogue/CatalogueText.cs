using System.Collections.Immutable;
using System.Text.Json;
using NhsIoT.Sdk.Devices.Profiles;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Catalogue;

/// <summary>Makes the metrics of a file from its JSON; logs all that is wrong on the way.</summary>
internal sealed class CatalogueText(FaultLog faults, MetricCatalogue catalogue)
{
    private const int MaxMetrics = 1024;
    private const int MaxComponents = 16;

    // Rows in the order of the file; of two with one id the first.
    private readonly OrderedDictionary<string, CatalogueRow> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Metric> _simple = new(StringComparer.Ordinal);

    public ImmutableArray<Metric> Read(JsonPart whole)
    {
        JsonMembers members = new(whole, faults);
        members.Take("$schema", JsonValueKind.String); // by this editors find the schema
        JsonPart? list = members.Take("metrics", JsonValueKind.Array, required: true);
        members.Done();
        if (list is not null && list.Items.Count is 0 or > MaxMetrics)
        {
            faults.Add(list.Start, $"A catalogue has 1 to {MaxMetrics} metrics, this one {list.Items.Count}.");
        }

        CatalogueRowText reader = new(faults, catalogue);
        foreach (CatalogueRow row in (list?.Items.Take(MaxMetrics) ?? []).Select(reader.Read).OfType<CatalogueRow>())
        {
            Add(row);
        }

        CheckCodes();
        foreach (CatalogueRow row in _rows.Values.Where(r => r.Components is null && !r.Codes.IsEmpty))
        {
            _simple.Add(row.Id.Text, row.ToMetric([]));
        }

        return [.. _rows.Values.Select(Complete).OfType<Metric>()];
    }

    private void Add(CatalogueRow row)
    {
        string id = row.Id.Text;
        if (catalogue.TryGet(id, out _))
        {
            faults.Add(row.Id.Start, $"The metric id '{id}' is taken: the catalogue has it already.");
        }
        else if (!_rows.TryAdd(id, row))
        {
            faults.Add(row.Id.Start, $"The metric id '{id}' stands twice.");
        }
    }

    // LOINC and SNOMED CT say what is measured and may be shared; a device names what it measures by one of the other codes.
    private void CheckCodes()
    {
        Dictionary<Coding, string> owners = [];
        foreach (Metric metric in catalogue.Metrics)
        {
            foreach (Coding code in metric.Codes)
            {
                owners.TryAdd(code, metric.Id);
            }
        }

        foreach (CatalogueRow row in _rows.Values)
        {
            foreach ((Coding code, int start) in row.Codes.Where(c => c.Code.System is not (Coding.Loinc or Coding.Snomed)))
            {
                if (!owners.TryAdd(code, row.Id.Text))
                {
                    faults.Add(start, $"This code is that of '{owners[code]}': it names one metric.");
                }
            }
        }
    }

    private Metric? Complete(CatalogueRow row)
    {
        ImmutableArray<Metric> components = row.Components is null ? [] : Components(row);
        if (row.Codes.IsEmpty)
        {
            return null;
        }

        Metric metric = row.Components is null ? _simple[row.Id.Text] : row.ToMetric(components);
        if (metric.CodeIn(Coding.Loinc)?.Code == VitalSigns.PressurePanel && !IsPressure(components))
        {
            faults.Add(row.Part.Start, $"HL7 asks a blood pressure for the components LOINC {VitalSigns.Systolic} and {VitalSigns.Diastolic}.");
        }

        if (row.Profile is not null && UkCoreRules.FaultOf(metric) is { } fault)
        {
            faults.Add(row.Profile.Start, fault);
        }

        return metric;
    }

    private ImmutableArray<Metric> Components(CatalogueRow row)
    {
        if (row.Components!.Count is < 2 or > MaxComponents)
        {
            faults.Add(row.Part.Start, $"A compound has 2 to {MaxComponents} components.");
        }

        HashSet<string> ids = new(StringComparer.Ordinal);
        ImmutableArray<Metric>.Builder found = ImmutableArray.CreateBuilder<Metric>();
        foreach (JsonPart part in row.Components.Take(MaxComponents))
        {
            if (FaultOfComponent(part, ids) is { } fault)
            {
                faults.Add(part.Start, fault);
            }
            else if (_simple.TryGetValue(part.Text, out Metric? metric) || catalogue.TryGet(part.Text, out metric))
            {
                found.Add(metric);
            }
        }

        return found.ToImmutable();
    }

    private string? FaultOfComponent(JsonPart part, HashSet<string> ids)
    {
        if (part.Kind != JsonValueKind.String)
        {
            return "A component is the id of a metric.";
        }

        if (!ids.Add(part.Text))
        {
            return "This component stands twice.";
        }

        (MetricGroup Group, bool IsCompound)? metric = _rows.TryGetValue(part.Text, out CatalogueRow? row) ? (row.Group, row.Components is not null)
            : catalogue.TryGet(part.Text, out Metric? known) ? (known.Group, !known.Components.IsEmpty)
            : null;
        return metric switch
        {
            null => "Neither this file nor the catalogue has a metric of this id.",
            { IsCompound: true } or { Group: MetricGroup.Waveform } => "A component is neither a compound nor a waveform.",
            _ => null,
        };
    }

    private static bool IsPressure(ImmutableArray<Metric> components) =>
        components.Any(c => c.CodeIn(Coding.Loinc)?.Code == VitalSigns.Systolic)
        && components.Any(c => c.CodeIn(Coding.Loinc)?.Code == VitalSigns.Diastolic);
}
