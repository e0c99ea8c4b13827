using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using NhsIoT.Sdk.Devices.Profiles;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Catalogue;

/// <summary>Reads one row of a catalogue and checks what it says by itself.</summary>
internal sealed class CatalogueRowText(FaultLog faults, MetricCatalogue catalogue)
{
    private const int MaxId = 64;
    private static readonly SearchValues<char> IdCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>The row, or null where not even its id can be read.</summary>
    public CatalogueRow? Read(JsonPart part)
    {
        JsonMembers members = new(part, faults);
        JsonPart? id = Id(members.Take("id", JsonValueKind.String, required: true));
        string? text = members.TakeText("text");
        MetricGroup group = Group(members.Take("group", JsonValueKind.String, required: true));
        ImmutableArray<(Coding Code, int Start)> codes = new CatalogueCodes(faults).Read(members.Take("codes", JsonValueKind.Array, required: true));
        JsonPart? unitPart = members.Take("unit", JsonValueKind.String);
        JsonPart? mdcUnitPart = members.Take("mdcUnit", JsonValueKind.Object);
        JsonPart? limitsPart = members.Take("limits", JsonValueKind.Object);
        JsonPart? components = members.Take("components", JsonValueKind.Array);
        Unit? unit = UnitOf(unitPart);
        CatalogueRow row = new(part, id ?? part)
        {
            Text = text,
            Group = group,
            Codes = codes,
            Unit = unit,
            UnitWord = members.TakeText("unitWord"),
            MdcUnit = new CatalogueCodes(faults).ReadUnit(mdcUnitPart, unit, catalogue),
            Profile = members.Take("ukCoreProfile", JsonValueKind.String),
            Limits = limitsPart is null ? new() : Limits(limitsPart),
            Rules = new RulesText(faults).ReadOwn(members, unitPart is not null, components is not null),
            Components = components?.Items,
        };
        members.Done();
        CheckShape(row, unitPart, mdcUnitPart ?? limitsPart);
        CheckWords(row);
        CheckVitalSign(row);
        return id is null ? null : row;
    }

    private JsonPart? Id(JsonPart? part)
    {
        if (part is null || (part.Text.Length is > 0 and <= MaxId && !part.Text.AsSpan().ContainsAnyExcept(IdCharacters)))
        {
            return part;
        }

        faults.Add(part.Start, $"A metric id is 1 to {MaxId} lower-case letters, digits and dashes.");
        return null;
    }

    private MetricGroup Group(JsonPart? part)
    {
        MetricGroup? group = part is null ? null : GroupNames.GroupOf(part.Text);
        if (part is not null && group is null)
        {
            faults.Add(part.Start, $"'group' is one of {GroupNames.Listed}.");
        }

        return group ?? MetricGroup.Patient;
    }

    private MetricLimits Limits(JsonPart part)
    {
        JsonMembers members = new(part, faults);
        MetricLimits limits = new LimitsText(faults).Read(members)?.Limits ?? new();
        members.Done();
        return limits;
    }

    // A unit that is not understood could never be converted, nor be told from a typing error.
    private Unit? UnitOf(JsonPart? part)
    {
        if (part is null)
        {
            return null;
        }

        if (Unit.TryParse(part.Text, out Unit unit) && unit.IsCommensurableWith(unit))
        {
            return unit;
        }

        faults.Add(part.Start, "This is no UCUM unit that is known here; UCUM is case-sensitive.");
        return null;
    }

    private void CheckShape(CatalogueRow row, JsonPart? unit, JsonPart? needsUnit)
    {
        if (row.Components is not null && (unit ?? needsUnit) is { } ofParts)
        {
            faults.Add(ofParts.Start, "A compound has no unit and no limits: its parts have them.");
        }
        else if (row.Components is null && unit is null && needsUnit is not null)
        {
            faults.Add(needsUnit.Start, "'mdcUnit' and 'limits' need a 'unit'.");
        }

        if (row.UnitWord is not null && unit is null)
        {
            faults.Add(row.Part.Start, "'unitWord' needs a 'unit'.");
        }

        if (row.Group == MetricGroup.Waveform && unit is null)
        {
            faults.Add(row.Part.Start, "A waveform has a 'unit'.");
        }
    }

    // The displays of MDC are reference ids, and a system of the trust is known to few: FHIR R4 CodeableConcept.text says it.
    private void CheckWords(CatalogueRow row)
    {
        bool isNamed = row.Codes.Any(c => c.Code.System is Coding.Loinc or Coding.Snomed);
        if (!row.Codes.IsEmpty && !isNamed && row.Text is null)
        {
            faults.Add(row.Part.Start, "The property 'text' is missing: neither a LOINC nor a SNOMED CT code says what this is.");
        }
    }

    private void CheckVitalSign(CatalogueRow row)
    {
        string? loinc = row.Codes.FirstOrDefault(c => c.Code.System == Coding.Loinc).Code?.Code;
        foreach ((Coding code, int start) in row.Codes)
        {
            if (code.System == Coding.Snomed && VitalSigns.LoincOf(code) is { } beside && beside != loinc)
            {
                faults.Add(start, $"HL7 asks for LOINC {beside} beside this code of a vital sign.");
            }

            if (code.System == Coding.Loinc && VitalSigns.UnitsOf(code.Code) is { } units && FaultOf(row, units) is { } fault)
            {
                faults.Add(start, fault);
            }
        }
    }

    // The profile of an HL7 vital sign holds for whatever carries its code, claimed or not.
    private static string? FaultOf(CatalogueRow row, string[] units)
    {
        if (row.Group != MetricGroup.VitalSign)
        {
            return $"This is the code of an HL7 vital sign: the group is {GroupNames.NameOf(MetricGroup.VitalSign)}.";
        }

        bool fits = units.Length == 0 ? row.Components is not null : row.Unit is { } unit && units.Contains(unit.Code);
        return fits ? null
            : units.Length == 0 ? "This is the code of an HL7 blood pressure: it has components."
            : $"This is the code of an HL7 vital sign in {string.Join(" or ", units)}.";
    }
}
