using System.Text.Json;

namespace NhsIoT.Sdk.Telemetry.Tests;

public sealed class MetricTests
{
    private const string Crosswalk = "fhir/golden/vectors/mdc-crosswalk.json";
    private const string VitalSigns = "UKCore-Observation-VitalSigns-";

    // UK Core fixes the word of each unit on its vital signs.
    private static readonly Dictionary<string, string> UnitWords = new(StringComparer.Ordinal)
    {
        ["/min"] = "per minute",
        ["%"] = "percent",
        ["Cel"] = "degree Celsius",
        ["kg"] = "kilogram",
        ["mm[Hg]"] = "millimeter of mercury",
    };

    [Fact]
    public void A_metric_is_a_quantity_with_a_unit_or_a_compound_of_them() => Assert.All(Metrics.All, metric =>
    {
        Assert.Equal(metric.Components.IsEmpty, metric.Unit is not null);
        Assert.All(metric.Components, part => Assert.NotNull(part.Unit));
        Assert.Equal(metric.Unit is not null, metric.MdcUnit is not null);
    });

    [Fact]
    public void A_metric_has_one_LOINC_and_one_MDC_code_in_that_order() => Assert.All(Metrics.All, metric =>
    {
        Assert.Equal(Coding.Loinc, metric.Codes[0].System);
        Assert.Equal(Coding.Mdc, metric.Codes[^1].System);
        Assert.Equal(metric.Codes.Length, metric.Codes.Select(c => c.System).Distinct().Count());
    });

    [Fact]
    public void An_MDC_code_names_one_metric() =>
        Assert.Equal(Metrics.All.Length, Metrics.All.Select(m => m.CodeIn(Coding.Mdc)).Distinct().Count());

    [Fact]
    public void The_unit_has_the_word_that_UK_Core_fixes() => Assert.All(Metrics.All.Where(m => m.Unit is not null),
        metric => Assert.Equal(UnitWords[metric.Unit!.Value.Code], metric.UnitWord));

    [Fact]
    public void What_is_plausible_is_possible() => Assert.All(Metrics.All.Where(m => m.Unit is not null), metric =>
    {
        Assert.True(metric.Limits.Physical!.Value.Contains(metric.Limits.Plausible!.Value.Low));
        Assert.True(metric.Limits.Physical!.Value.Contains(metric.Limits.Plausible!.Value.High));
    });

    // HL7 base profile "bp" has no place for the mean, and that of UK Core closes its slices.
    [Fact]
    public void The_mean_pressure_is_a_metric_of_its_own()
    {
        Assert.Equal([Metrics.CuffPressureSystolic, Metrics.CuffPressureDiastolic], Metrics.CuffPressure.Components.ToArray());
        Assert.All([Metrics.CuffPressureMean, Metrics.ArterialPressureMean, Metrics.ArterialLinePressureMean], mean => Assert.Null(mean.UkCoreProfile));
    }

    [Fact]
    public void The_catalogue_finds_each_metric_by_its_id()
    {
        Assert.All(Metrics.All, metric => Assert.True(MetricCatalogue.Standard.TryGet(metric.Id, out Metric? found) && ReferenceEquals(found, metric)));
        Assert.False(MetricCatalogue.Standard.TryGet("Heart-Rate", out _));
    }

    [Fact]
    public void A_metric_is_added_by_adding_a_row()
    {
        Metric noise = new("room-noise") { Codes = [new("urn:test", "noise")], Unit = Units.DecibelA, Group = MetricGroup.Environment };

        MetricCatalogue catalogue = MetricCatalogue.Standard.With(noise);

        Assert.True(catalogue.TryGet("room-noise", out Metric? found));
        Assert.Same(noise, found);
        Assert.Contains("room-noise", Assert.Throws<ArgumentException>(() => catalogue.With(noise)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Heart-rate")]
    [InlineData("heart rate")]
    [InlineData("heart_rate")]
    public void Another_form_of_id_is_refused(string id) =>
        Assert.ThrowsAny<ArgumentException>(() => new Metric(id) { Codes = [new("urn:test", "x")] });

    [Fact]
    public void A_metric_without_a_code_is_refused() => Assert.Throws<ArgumentException>(() => new Metric("x") { Codes = [] });

    [ReferenceDataFact(Crosswalk)]
    public void The_rows_are_those_of_the_crosswalk()
    {
        using JsonDocument crosswalk = JsonDocument.Parse(ReferenceData.ReadText(Crosswalk));
        JsonElement[] rows = [.. crosswalk.RootElement.GetProperty("rows").EnumerateArray()];

        Assert.Equal(12, rows.Length);
        Assert.All(rows, row =>
        {
            Metric metric = Metrics.All.Single(m => m.CodeIn(Coding.Mdc)!.Code == Text(row, "mdc"));
            string? profile = Text(row, "profile");
            Assert.Equal(
                (Text(row, "refid"), Text(row, "loinc"), Text(row, "snomed"), Text(row, "mdcUnit"), Text(row, "ucum"), Text(row, "unitText"),
                    profile!.StartsWith(VitalSigns, StringComparison.Ordinal) ? profile : null),
                (metric.CodeIn(Coding.Mdc)!.Display, metric.CodeIn(Coding.Loinc)!.Code, metric.CodeIn(Coding.Snomed)?.Code, metric.MdcUnit?.Code,
                    metric.Unit?.Code, metric.UnitWord, metric.UkCoreProfile));
        });
    }

    private static string? Text(JsonElement row, string name) => row.GetProperty(name).GetString();
}
