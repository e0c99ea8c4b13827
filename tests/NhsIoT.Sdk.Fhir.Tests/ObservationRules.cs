using System.Text.Json;
using System.Text.RegularExpressions;

namespace NhsIoT.Sdk.Fhir.Tests;

/// <summary>Rules of FHIR R4 and UK Core that hold for every Observation of ours, by their names there.</summary>
internal static partial class ObservationRules
{
    private const string UkVitalSigns = "https://fhir.hl7.org.uk/StructureDefinition/UKCore-Observation-VitalSigns-";

    private static readonly Dictionary<string, string[]> UnitsOf = new(StringComparer.Ordinal)
    {
        ["8867-4"] = ["/min"],
        ["9279-1"] = ["/min"],
        ["2708-6"] = ["%"],
        ["8310-5"] = ["Cel", "[degF]"],
        ["8302-2"] = ["cm", "[in_i]"],
        ["29463-7"] = ["kg", "g", "[lb_av]"],
        ["85354-9"] = ["mm[Hg]"],
    };

    // The SNOMED CT codes by which the HL7 validator knows a vital sign too.
    private static readonly string[] Synonyms = ["86290005", "431314004", "386725007"];

    public static void Check(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement observation = document.RootElement;
        NothingIsEmpty(observation);

        Assert.Matches(Id(), observation.GetProperty("id").GetString());
        Assert.Equal(observation.GetProperty("id").GetString(), observation.GetProperty("identifier")[0].GetProperty("value").GetString());
        Assert.Contains(observation.GetProperty("status").GetString(), (string[])["final", "preliminary"]);
        Assert.True(Lines(observation, "code").Count(c => c.GetProperty("system").GetString() == "http://loinc.org") <= 1);
        Assert.True(observation.TryGetProperty("subject", out _));
        Assert.False(observation.TryGetProperty("issued", out _));
        CheckTime(observation);
        CheckValues(observation);
        CheckImplied(observation);
        if (observation.GetProperty("meta").GetProperty("profile")[0].GetString()!.StartsWith(UkVitalSigns, StringComparison.Ordinal))
        {
            CheckVitalSign(observation);
        }
    }

    private static void CheckTime(JsonElement observation)
    {
        string[] times = observation.TryGetProperty("effectivePeriod", out JsonElement period)
            ? [period.GetProperty("start").GetString()!, period.GetProperty("end").GetString()!]
            : [observation.GetProperty("effectiveDateTime").GetString()!];
        Assert.All(times, t => Assert.Matches(DateTimePattern(), t));
    }

    // obs-6, obs-7, vs-2, vs-3.
    private static void CheckValues(JsonElement observation)
    {
        JsonElement[] components = observation.TryGetProperty("component", out JsonElement c) ? [.. c.EnumerateArray()] : [];
        Assert.Equal(components.Length == 0 ? 1 : 0, ValuesOf(observation));
        Assert.All(components, component => Assert.Equal(1, ValuesOf(component)));
        JsonElement[] valued = components.Length == 0 ? [observation] : components;
        Assert.All(valued, CheckOriginal);
        Assert.False(valued.All(v => v.TryGetProperty("dataAbsentReason", out _)) && observation.TryGetProperty("interpretation", out _));
    }

    // iso21090-PQ-translation of FHIR R4: on a Quantity, a Quantity and nothing else; it says the same in another unit.
    private static void CheckOriginal(JsonElement valued)
    {
        if (!valued.TryGetProperty("valueQuantity", out JsonElement shown) || !shown.TryGetProperty("extension", out JsonElement extensions))
        {
            return;
        }

        JsonElement translation = Assert.Single(extensions.EnumerateArray());
        Assert.Equal(["url", "valueQuantity"], translation.EnumerateObject().Select(p => p.Name));
        Assert.Equal("http://hl7.org/fhir/StructureDefinition/iso21090-PQ-translation", translation.GetProperty("url").GetString());
        JsonElement original = translation.GetProperty("valueQuantity");
        Assert.Equal(["value", "unit", "system", "code"], original.EnumerateObject().Select(p => p.Name));
        Assert.Equal(JsonValueKind.Number, original.GetProperty("value").ValueKind);
        Assert.Equal("http://unitsofmeasure.org", original.GetProperty("system").GetString());
        Assert.NotEqual(shown.GetProperty("code").GetString(), original.GetProperty("code").GetString());
    }

    // HL7 vital signs of FHIR R4: they hold for whatever has their code, claimed or not.
    private static void CheckImplied(JsonElement observation)
    {
        string[] codes = [.. Lines(observation, "code").Select(c => c.GetProperty("code").GetString()!)];
        if (!codes.Any(c => UnitsOf.ContainsKey(c) || Synonyms.Contains(c)))
        {
            return;
        }

        Assert.Equal("vital-signs", observation.GetProperty("category")[0].GetProperty("coding")[0].GetProperty("code").GetString());
        Assert.False(observation.GetProperty("subject").TryGetProperty("reference", out JsonElement subject)
            && !subject.GetString()!.StartsWith("Patient/", StringComparison.Ordinal));
        string[] units = UnitsOf[Assert.Single(codes, UnitsOf.ContainsKey)];
        bool isPressure = codes.Contains("85354-9");
        Assert.Equal(isPressure, observation.TryGetProperty("component", out JsonElement components));
        Assert.All(isPressure ? components.EnumerateArray().Take(2) : [observation], valued => Assert.True(
            valued.TryGetProperty("dataAbsentReason", out _)
            || units.Contains(valued.GetProperty("valueQuantity").GetProperty("code").GetString())));
    }

    // UKCore-Observation-VitalSigns 1.1.1.
    private static void CheckVitalSign(JsonElement observation)
    {
        Assert.Equal("final", observation.GetProperty("status").GetString());
        Assert.Equal(1, observation.GetProperty("category").GetArrayLength());
        Assert.Single(Lines(observation, "code"), l => l.GetProperty("system").GetString() == "http://loinc.org");
        Assert.Contains(Lines(observation, "code"), l => l.GetProperty("system").GetString() == "http://snomed.info/sct");
        Assert.True(observation.GetProperty("subject").TryGetProperty("reference", out _)
            || observation.GetProperty("subject").TryGetProperty("identifier", out _));
        Assert.False(observation.TryGetProperty("dataAbsentReason", out _));
        JsonElement[] valued = observation.TryGetProperty("component", out JsonElement c) ? [.. c.EnumerateArray()] : [observation];
        Assert.All(valued, v => Assert.Contains(v.GetProperty("valueQuantity").GetProperty("unit").GetString(),
            (string[])["per minute", "percent", "degree Celsius", "kilogram", "millimeter of mercury"]));
    }

    private static int ValuesOf(JsonElement element) => element.EnumerateObject()
        .Count(p => p.Name.StartsWith("value", StringComparison.Ordinal) || p.Name == "dataAbsentReason");

    private static JsonElement.ArrayEnumerator Lines(JsonElement element, string concept) =>
        element.GetProperty(concept).GetProperty("coding").EnumerateArray();

    // FHIR R4 JSON: no empty object, array or string, and no property twice.
    private static void NothingIsEmpty(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            Assert.NotEmpty(element.EnumerateObject());
            Assert.Distinct(element.EnumerateObject().Select(p => p.Name));
            Assert.All(element.EnumerateObject(), p => NothingIsEmpty(p.Value));
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            Assert.NotEmpty(element.EnumerateArray());
            Assert.All(element.EnumerateArray(), NothingIsEmpty);
        }
        else if (element.ValueKind == JsonValueKind.String)
        {
            Assert.NotEqual("", element.GetString());
        }
        else
        {
            Assert.NotEqual(JsonValueKind.Null, element.ValueKind);
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9\-\.]{1,64}$")]
    private static partial Regex Id();

    [GeneratedRegex(@"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{3,7})?[+-]((0\d|1[0-3]):[0-5]\d|14:00)$")]
    private static partial Regex DateTimePattern();
}
