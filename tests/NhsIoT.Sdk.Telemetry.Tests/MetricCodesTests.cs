using System.Text.Json;
using System.Text.RegularExpressions;

namespace NhsIoT.Sdk.Telemetry.Tests;

/// <summary>No code is invented: each stands in a table of codes that were seen in a public source, and each of that table is here.</summary>
public sealed partial class MetricCodesTests
{
    private const string Crosswalk = "fhir/golden/vectors/mdc-crosswalk.json";
    private const string Rules = "fhir/rules.md";
    private const string Terms = "fhir/mdc-rtmms/derived-mdc-terms.json";
    private const string MdcUnits = "fhir/mdc-rtmms/derived-mdc-units-ucum.json";
    private const string VitalSigns = "UKCore-Observation-VitalSigns-";

    // LOINC 59408-5 is for readings without a UK profile, MDC 57732 and 57960 contradict each other: neither is sent.
    private static readonly string[] NotSent = ["59408-5", "57732", "57960"];

    // What the tables also name: contexts of sensors, and the year of a source.
    private static readonly string[] NoMetrics = ["9344", "11264", "2019"];

    [ReferenceDataFact(Crosswalk)]
    public void The_rows_are_those_of_the_crosswalk()
    {
        using JsonDocument crosswalk = JsonDocument.Parse(ReferenceData.ReadText(Crosswalk));
        JsonElement[] rows = [.. crosswalk.RootElement.GetProperty("rows").EnumerateArray()];

        Assert.Equal(12, rows.Length);
        Assert.All(rows, row =>
        {
            Metric metric = Metrics.All.Single(m => m.CodeIn(Coding.Mdc)?.Code == Text(row, "mdc"));
            string? profile = Text(row, "profile");
            Assert.Equal(
                (Text(row, "refid"), Text(row, "loinc"), Text(row, "snomed"), Text(row, "mdcUnit"), Text(row, "ucum"), Text(row, "unitText"),
                    profile!.StartsWith(VitalSigns, StringComparison.Ordinal) ? profile : null),
                (metric.CodeIn(Coding.Mdc)!.Display, metric.CodeIn(Coding.Loinc)!.Code, metric.CodeIn(Coding.Snomed)?.Code, metric.MdcUnit?.Code,
                    metric.Unit?.Code, metric.UnitWord, metric.UkCoreProfile));
        });
    }

    [ReferenceDataFact(Rules)]
    public void Every_code_of_ours_was_seen_and_every_code_that_was_seen_is_here()
    {
        string[] seen = [.. CodesOf(Cells("### 5.1", 4).Concat(Cells("### 5.4", 3)))];
        string[] ours = [.. Metrics.All.SelectMany(m => m.Codes).Where(c => c.System != Coding.Local).Select(c => c.Code).Distinct()];

        Assert.True(seen.Length > 60);
        Assert.Equal(seen.Except(NotSent).Except(NoMetrics).Order(StringComparer.Ordinal), ours.Order(StringComparer.Ordinal));
    }

    [ReferenceDataFact(Terms)]
    public void An_MDC_code_has_its_own_reference_id()
    {
        ILookup<string, string> terms = ByCode(Terms, t => Text(t, "refId")!);
        Coding[] known = [.. Metrics.All.Select(m => m.CodeIn(Coding.Mdc)).OfType<Coding>().Where(c => terms.Contains(c.Code))];

        Assert.True(known.Length > 35);
        Assert.All(known, code => Assert.Contains(code.Display!, terms[code.Code]));
    }

    [ReferenceDataFact(MdcUnits)]
    public void An_MDC_unit_is_the_UCUM_unit()
    {
        ILookup<string, (string? RefId, string?[] Ucum)> units = ByCode(MdcUnits,
            u => (Text(u, "refId"), u.GetProperty("ucum").EnumerateArray().Select(c => c.GetString()).ToArray()));

        Assert.All(Metrics.All.Where(m => m.MdcUnit is not null), metric =>
        {
            (string? refId, string?[] ucum) = Assert.Single(units[metric.MdcUnit!.Code]);
            Assert.Equal(refId, metric.MdcUnit.Display);
            Assert.Contains(metric.Unit!.Value.Code, ucum);
        });
    }

    [Fact]
    public void Three_units_have_no_MDC_code() => Assert.Equal(
        ["dB[SPL]{A}", "kW.h", "lx"],
        Metrics.All.Where(m => m.Unit is not null && m.MdcUnit is null).Select(m => m.Unit!.Value.Code).Distinct().Order(StringComparer.Ordinal));

    private static string? Text(JsonElement row, string name) => row.GetProperty(name).GetString();

    private static ILookup<string, T> ByCode<T>(string file, Func<JsonElement, T> read)
    {
        using JsonDocument document = JsonDocument.Parse(ReferenceData.ReadText(file));
        return document.RootElement.EnumerateArray().ToLookup(e => Text(e, "code")!, read, StringComparer.Ordinal);
    }

    private static IEnumerable<string> CodesOf(IEnumerable<string> cells) => cells.SelectMany(c => Code().Matches(c)).SelectMany(Spread).Distinct();

    // The cells of a table; the last column of the first table tells of units.
    private static IEnumerable<string> Cells(string heading, int columns)
    {
        string rules = ReferenceData.ReadText(Rules);
        int start = rules.IndexOf(heading, StringComparison.Ordinal);
        return rules[start..rules.IndexOf("\n### ", start, StringComparison.Ordinal)].Split('\n')
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal)).SelectMany(line => line[1..].Split('|').Take(columns));
    }

    // 150036-150039 are four codes; 8867-4 is one.
    private static IEnumerable<string> Spread(Match match)
    {
        string[] ends = match.Value.Split('-');
        return ends.Length == 2 && ends[1].Length > 1
            ? Enumerable.Range(int.Parse(ends[0]), int.Parse(ends[1]) - int.Parse(ends[0]) + 1).Select(c => $"{c}")
            : [match.Value];
    }

    [GeneratedRegex(@"(?<![\d.<])\d{4,16}(-\d{6}|-\d)?(?![\d])")]
    private static partial Regex Code();
}
