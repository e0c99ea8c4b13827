using System.Text.Json;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Fhir.Tests;

/// <summary>A reading of every row of the catalogue is written as its row says.</summary>
public sealed class CatalogueTests
{
    private const string UkCoreBase = "https://fhir.hl7.org.uk/StructureDefinition/";

    public static TheoryData<string> Rows { get; } = [.. Metrics.All.Select(m => m.Id)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_reading_keeps_the_rules_and_carries_every_code(string id)
    {
        Metric metric = MetricOf(id);
        byte[] written = Ward.Writer.Write(Ward.Measured(Ward.Context(metric), ValueOf(metric)));
        ObservationRules.Check(written);

        JsonElement code = Parsed(written).GetProperty("code");
        Assert.Equal(metric.Codes.Select(c => (c.System, c.Code, c.Display)), code.GetProperty("coding").EnumerateArray()
            .Select(c => (Text(c, "system")!, Text(c, "code")!, Text(c, "display"))));
        Assert.Equal(metric.Text, code.TryGetProperty("text", out JsonElement text) ? text.GetString() : null);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_reading_claims_the_profile_of_its_row(string id)
    {
        Metric metric = MetricOf(id);

        JsonElement observation = Parsed(Ward.Writer.Write(Ward.Measured(Ward.Context(metric), ValueOf(metric))));

        Assert.Equal(UkCoreBase + (metric.UkCoreProfile ?? "UKCore-Observation"), observation.GetProperty("meta").GetProperty("profile")[0].GetString());
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_reading_is_about_whom_or_what_its_group_says(string id)
    {
        Metric metric = MetricOf(id);
        (string? category, string subject) = metric.Group switch
        {
            MetricGroup.VitalSign => ("vital-signs", "Patient/"),
            MetricGroup.Patient => ("exam", "Patient/"),
            MetricGroup.Waveform => ("procedure", "Patient/"),
            MetricGroup.Environment => ("survey", "Location/"),
            _ => (null, "Device/"),
        };

        JsonElement observation = Parsed(Ward.Writer.Write(Ward.Measured(Ward.Context(metric), ValueOf(metric))));

        Assert.Equal(category, observation.TryGetProperty("category", out JsonElement categories)
            ? Text(Assert.Single(Assert.Single(categories.EnumerateArray()).GetProperty("coding").EnumerateArray()), "code")
            : null);
        Assert.StartsWith(subject, observation.GetProperty("subject").GetProperty("reference").GetString(), StringComparison.Ordinal);
    }

    // UK Core reads the word, machines the code: both are those of the row.
    [Theory]
    [MemberData(nameof(Rows))]
    public void A_number_has_the_unit_and_the_word_of_its_row(string id)
    {
        Metric metric = MetricOf(id);
        if (metric.Unit is not { } unit)
        {
            return;
        }

        JsonElement observation = Parsed(Ward.Writer.Write(Ward.Measured(metric, 1.50m)));

        JsonElement quantity = observation.GetProperty("valueQuantity");
        Assert.Equal((unit.Code, metric.UnitWord ?? unit.Code, "1.50"), (Text(quantity, "code"), Text(quantity, "unit"), quantity.GetProperty("value").GetRawText()));
    }

    private static Metric MetricOf(string id) => Metrics.All.Single(m => m.Id == id);

    private static Value ValueOf(Metric metric) => metric switch
    {
        { Group: MetricGroup.Waveform } => Ward.Signal(1, 2, null),
        { Components.IsEmpty: false } => Ward.Pressure(metric, 120m, 80m),
        { Unit: { } unit } => Value.Of(5.50m, unit),
        _ => Value.Of(true),
    };

    private static JsonElement Parsed(byte[] json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement text) ? text.GetString() : null;
}
