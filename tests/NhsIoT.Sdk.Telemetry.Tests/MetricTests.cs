namespace NhsIoT.Sdk.Telemetry.Tests;

public sealed class MetricTests
{
    // The words of UK Core for the units of its profiles, and ours in their manner for the other units.
    private static readonly Dictionary<string, string?> UnitWords = new(StringComparer.Ordinal)
    {
        ["/min"] = "per minute",
        ["%"] = "percent",
        ["Cel"] = "degree Celsius",
        ["kg"] = "kilogram",
        ["mm[Hg]"] = "millimeter of mercury",
        ["mmol/L"] = "millimoles per litre",
        ["cm"] = "centimetre",
        ["kPa"] = "kilopascal",
        ["hPa"] = "hectopascal",
        ["mL/h"] = "millilitre per hour",
        ["mV"] = "millivolt",
        ["V"] = "volt",
        ["W"] = "watt",
        ["kW.h"] = "kilowatt hour",
        ["lx"] = "lux",
        ["[ppm]"] = "parts per million",
        ["dB[SPL]{A}"] = "dB(A)",
        ["1"] = null,
    };

    private static readonly Metric[] YesOrNo = [Metrics.RoomOccupancy, Metrics.WaterLeak, Metrics.DoorOpen];

    private static Metric[] WithUnit => [.. Metrics.All.Where(m => m.Unit is not null)];

    [Fact]
    public void A_metric_is_a_quantity_with_a_unit_or_a_compound_of_them_or_yes_or_no() => Assert.All(Metrics.All, metric =>
    {
        Assert.Equal(metric.Components.IsEmpty && !YesOrNo.Contains(metric), metric.Unit is not null);
        Assert.All(metric.Components, part => Assert.NotNull(part.Unit));
        Assert.True(metric.Unit is not null || (metric.UnitWord, metric.MdcUnit) == (null, null));
    });

    [Fact]
    public void Codes_stand_in_their_order_and_each_system_once() => Assert.All(Metrics.All, metric =>
    {
        string[] systems = [.. metric.Codes.Select(c => c.System)];

        Assert.Equal(((string[])[Coding.Loinc, Coding.Snomed, Coding.Mdc, Coding.Local]).Where(systems.Contains), systems);
        Assert.All(metric.Codes, code => Assert.NotNull(code.Display));
    });

    [Fact]
    public void A_vital_sign_has_a_LOINC_and_an_MDC_code() => Assert.All(Metrics.All.Where(m => m.Group == MetricGroup.VitalSign),
        metric => Assert.Equal((Coding.Loinc, Coding.Mdc), (metric.Codes[0].System, metric.Codes[^1].System)));

    [Fact]
    public void A_code_of_ours_stands_alone_and_is_the_id_of_its_metric() =>
        Assert.All(Metrics.All.Where(m => m.CodeIn(Coding.Local) is not null), metric =>
        {
            Assert.Equal(new Coding(Coding.Local, metric.Id), Assert.Single(metric.Codes));
            Assert.Contains(metric.Group, (MetricGroup[])[MetricGroup.Environment, MetricGroup.DeviceState]);
        });

    // The displays of MDC are reference ids, and those of our own system nobody can look up.
    [Fact]
    public void What_neither_LOINC_nor_SNOMED_CT_names_is_told_in_words() => Assert.All(
        Metrics.All.Where(m => m.CodeIn(Coding.Loinc) is null && m.CodeIn(Coding.Snomed) is null), metric => Assert.NotNull(metric.Text));

    [Fact]
    public void An_MDC_code_names_one_metric()
    {
        Coding[] codes = [.. Metrics.All.Select(m => m.CodeIn(Coding.Mdc)).OfType<Coding>()];

        Assert.Equal(codes.Length, codes.Distinct().Count());
    }

    [Fact]
    public void The_unit_has_the_word_that_UK_Core_fixes() =>
        Assert.All(WithUnit, metric => Assert.Equal(UnitWords[metric.Unit!.Value.Code], metric.UnitWord));

    [Fact]
    public void The_meaning_of_every_unit_is_known() =>
        Assert.All(WithUnit, metric => Assert.True(metric.Unit!.Value.IsCommensurableWith(metric.Unit!.Value)));

    [Fact]
    public void What_is_plausible_is_possible() => Assert.All(WithUnit.Except([Metrics.Plethysmogram]), metric =>
    {
        Assert.True(metric.Limits.Physical!.Value.Contains(metric.Limits.Plausible!.Value.Low));
        Assert.True(metric.Limits.Physical!.Value.Contains(metric.Limits.Plausible!.Value.High));
    });

    [Fact]
    public void Every_metric_of_this_class_is_listed_once()
    {
        Metric[] declared = [.. typeof(Metrics).GetProperties().Where(p => p.PropertyType == typeof(Metric)).Select(p => (Metric)p.GetValue(null)!)];

        Assert.Equal(declared.Order(ById), Metrics.All.Order(ById));
    }

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
        Metric noise = new("ward-noise") { Codes = [new("urn:test", "noise")], Unit = Units.DecibelA, Group = MetricGroup.Environment };

        MetricCatalogue catalogue = MetricCatalogue.Standard.With(noise);

        Assert.True(catalogue.TryGet("ward-noise", out Metric? found));
        Assert.Same(noise, found);
        Assert.Contains("ward-noise", Assert.Throws<ArgumentException>(() => catalogue.With(noise)).Message, StringComparison.Ordinal);
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

    private static Comparer<Metric> ById => Comparer<Metric>.Create((a, b) => string.CompareOrdinal(a.Id, b.Id));
}
