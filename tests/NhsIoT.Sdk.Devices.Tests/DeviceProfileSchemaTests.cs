using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NhsIoT.Sdk.Devices.Profiles;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Tests;

public sealed partial class DeviceProfileSchemaTests
{
    /// <summary>Every property that a profile can have stands here.</summary>
    private const string Everything = """
        {
          "$schema": "device-profile.schema.json", "id": "all", "version": "1", "manufacturer": "Example", "model": "M",
          "types": [{ "system": "urn:s", "code": "c", "display": "d" }], "specialisations": [{ "system": "urn:s", "code": "c" }],
          "expectedInterval": "PT1M",
          "poll": { "interval": "PT1M", "jitter": "PT0S", "timeOut": "PT5S", "backOff": { "first": "PT1S", "max": "P1D" } },
          "clock": {
            "kind": "wall-clock", "synchronised": true, "synchronisedWithin": "PT2S", "resolution": "PT1S", "leastDelay": "PT1S", "longestDelay": "P1D",
            "maxDriftPpm": 50, "confirmAfter": 4, "confirmOver": "PT1M", "liveWithin": "PT3M" },
          "rules": {
            "stuck": { "readings": 60, "time": "PT1H", "coded": true, "severity": "bad" }, "gap": { "interval": "PT1M", "factor": 2.5, "severity": "good" },
            "calibration": { "severity": "bad" }, "duplicates": true, "outOfOrder": false, "off": ["jump"] },
          "metrics": [
            { "name": "T", "metric": "body-temperature", "unit": "[degF]", "decimals": 1, "scale": 0.1, "channel": "probe", "category": "setting",
              "bodySite": { "system": "urn:s", "code": "c", "display": "d" }, "plausible": [30, 43], "physical": [0, 50],
              "zeroMeansNotMeasured": true, "expectedInterval": "PT1H",
              "rules": { "jump": { "change": 2, "per": "PT1M", "severity": "uncertain" }, "stuck": { "readings": 5 }, "gap": {},
                "calibration": { "severity": "good" }, "duplicates": false, "outOfOrder": true, "off": [] } },
            { "name": "NBP", "metric": "cuff-pressure", "unit": "mm[Hg]" }
          ],
          "decoder": { "name": "flat-json", "section": {
            "time": "time", "sequence": "seq", "patient": { "field": "pid", "system": "urn:s" },
            "fields": { "T": "temp", "NBP": { "cuff-pressure-systolic": "s", "cuff-pressure-diastolic": "d" } },
            "status": { "T": { "field": "on", "on": ["on", 1, true] } } } },
          "examples": [
            { "name": "warm", "message": { "temp": 1000, "s": 120 }, "observed": "1970-01-01T00:00:00Z", "sequence": 0,
              "readings": { "T": { "value": 37.8, "unit": "Cel" } } },
            { "base64": "e30=", "readings": {}, "issues": [{ "code": "bad-value", "place": "$" }] },
            { "message": {}, "readings": { "T": { "absent": "error" },
              "NBP": { "parts": { "cuff-pressure-systolic": { "flag": false }, "cuff-pressure-diastolic": { "text": "low" } } } } },
            { "message": {}, "readings": { "T": { "code": { "system": "urn:s", "code": "c" } } } }
          ]
        }
        """;

    private static readonly JsonElement Root = JsonDocument.Parse(DeviceProfileSchema.Utf8).RootElement;
    private static readonly JsonSchema Schema = new(Root);

    public static TheoryData<string> Profiles =>
    [
        Everything,
        BedsideMonitor.Text,
        .. Directory.EnumerateFiles(AppContext.BaseDirectory, "*.json", SearchOption.AllDirectories)
            .Where(f => Path.GetDirectoryName(f)!.EndsWith("Samples", StringComparison.Ordinal)).Select(File.ReadAllText),
    ];

    [Theory]
    [MemberData(nameof(Profiles))]
    public void A_profile_that_the_reader_takes_the_schema_takes(string profile)
    {
        Assert.True(IsRead(profile));
        Assert.True(Schema.Accepts(JsonDocument.Parse(profile).RootElement));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void What_the_schema_refuses_the_reader_refuses(string profile)
    {
        int refused = 0;
        foreach (string mutant in Mutants(profile))
        {
            if (!Schema.Accepts(JsonDocument.Parse(mutant).RootElement))
            {
                refused++;
                Assert.False(IsRead(mutant), mutant);
            }
        }

        Assert.InRange(refused, 100, int.MaxValue);
    }

    [Fact]
    public void Schema_and_reader_know_the_same_properties()
    {
        JsonNode whole = JsonNode.Parse(Everything)!;
        List<JsonObject> objects = [.. ObjectsIn(whole)];
        int compared = 0;
        foreach (JsonObject target in objects)
        {
            target["colour"] = 1;
            byte[] text = Encoding.UTF8.GetBytes(whole.ToJsonString());
            target.Remove("colour");
            string? fault = Faults(text).Select(f => f.Message).FirstOrDefault(m => m.Contains("'colour' is not known here", StringComparison.Ordinal));
            if (fault is null || fault.Contains(Metrics.CuffPressure.Components[0].Id, StringComparison.Ordinal))
            {
                // A table of metrics or of the parts of one: the schema knows no catalogue.
                continue;
            }

            string[] known = [.. KnownNames().Match(fault).Groups[1].Value.Split(", ").Distinct().Order(StringComparer.Ordinal)];
            Assert.Contains(known, SchemaObjects(Root).ToArray(), new SameNames());
            compared++;
        }

        Assert.InRange(compared, 15, int.MaxValue);
    }

    [Fact]
    public void The_words_of_an_example_are_those_of_the_SDK()
    {
        Assert.Equal(EnumWords.Of<AbsentReason>(), WordsOf("exampleValue", "absent"));
        Assert.Equal(EnumWords.Of<DecodeIssueCode>(), WordsOf("exampleIssue", "code"));
        Assert.Equal(EnumWords.Of<MeasurementCategory>().Prepend(EnumWords.Of(default(MeasurementCategory))), WordsOf("metric", "category"));
    }

    [Theory]
    [InlineData("""{ "id": "a" }""")]
    [InlineData("""[]""")]
    public void The_schema_refuses_what_is_no_profile(string text) => Assert.False(Schema.Accepts(JsonDocument.Parse(text).RootElement));

    [GeneratedRegex("only (.*)\\.$")]
    private static partial Regex KnownNames();

    private static IEnumerable<string?> WordsOf(string definition, string property) =>
        Root.GetProperty("$defs").GetProperty(definition).GetProperty("properties").GetProperty(property).GetProperty("enum").EnumerateArray().Select(w => w.GetString());

    private static IReadOnlyList<ProfileFault> Faults(byte[] text)
    {
        if (!DeviceProfileReader.TryRead(text, "p.json", MetricCatalogue.Standard, out DeviceProfile? profile, out IReadOnlyList<ProfileFault> faults))
        {
            return faults;
        }

        return profile.Decoder == "flat-json" ? BedsideMonitor.Decoder().Check(profile) : [];
    }

    private static bool IsRead(string profile) => Faults(Encoding.UTF8.GetBytes(profile)).Count == 0;

    // Each node left out, under another name, and replaced by a value of each other kind.
    private static IEnumerable<string> Mutants(string profile)
    {
        int count = Nodes(JsonNode.Parse(profile)!).Count();
        string[] others = ["null", "true", "7", "-0.5", "\"\"", "\" \"", "\"words\"", "[]", "{}", "[1]", "{\"a\":1}"];
        for (int i = 0; i < count; i++)
        {
            foreach (string? other in others.Append(null))
            {
                JsonNode whole = JsonNode.Parse(profile)!;
                JsonNode node = Nodes(whole).ElementAt(i);
                switch (node.Parent)
                {
                    case JsonObject parent when other is null:
                        parent.Remove(node.GetPropertyName());
                        break;
                    case JsonArray parent when other is null:
                        parent.RemoveAt(node.GetElementIndex());
                        break;
                    case not null:
                        node.ReplaceWith(JsonNode.Parse(other!));
                        break;
                }

                yield return whole.ToJsonString();
            }
        }
    }

    private static IEnumerable<JsonNode> Nodes(JsonNode node) => (node switch
    {
        JsonObject members => members.Select(m => m.Value).OfType<JsonNode>(),
        JsonArray items => items.OfType<JsonNode>(),
        _ => [],
    }).SelectMany(Nodes).Prepend(node);

    private static IEnumerable<JsonObject> ObjectsIn(JsonNode node) => Nodes(node).OfType<JsonObject>();

    private static IEnumerable<string[]> SchemaObjects(JsonElement schema) => (schema.ValueKind switch
    {
        JsonValueKind.Object => schema.EnumerateObject().SelectMany(m => SchemaObjects(m.Value)),
        JsonValueKind.Array => schema.EnumerateArray().SelectMany(SchemaObjects),
        _ => [],
    }).Concat(schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("type", out _) && schema.TryGetProperty("properties", out JsonElement properties)
        ? [properties.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal).ToArray()]
        : []);

    private sealed class SameNames : IEqualityComparer<string[]>
    {
        public bool Equals(string[]? x, string[]? y) => x!.SequenceEqual(y!, StringComparer.Ordinal);

        public int GetHashCode(string[] obj) => obj.Length;
    }
}
