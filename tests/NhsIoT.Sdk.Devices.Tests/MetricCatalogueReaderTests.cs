using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Tests;

public sealed class MetricCatalogueReaderTests
{
    private const string Own = """{"system":"urn:example:own","code":"a"}""";

    private static byte[] Sample { get; } =
        File.ReadAllBytes(Path.Combine(ReferenceData.RepositoryRoot, "tests/NhsIoT.Sdk.Devices.Tests/Samples/trust-metrics.json"));

    [Fact]
    public void Rows_are_read_whole_and_stand_behind_those_of_the_SDK()
    {
        MetricCatalogue catalogue = MetricCatalogueReader.Read(Sample, "trust-metrics.json", MetricCatalogue.Standard);

        Assert.Equal([.. Metrics.All.Select(m => m.Id), "rr8-drug-fridge-temperature", "rr8-drug-fridge"], catalogue.Metrics.Select(m => m.Id));
        Metric temperature = catalogue.Metrics[^2];
        Assert.Equal(("Drug fridge temperature", MetricGroup.Environment, Units.DegreeCelsius, "degree Celsius"),
            (temperature.Text, temperature.Group, temperature.Unit, temperature.UnitWord));
        Assert.Equal(new Coding("https://rr8.example.nhs.uk/codes/estates", "drug-fridge-temperature"), Assert.Single(temperature.Codes));
        Assert.Equal((new Coding(Coding.Mdc, "268192"), "MDC_DIM_DEGC"), (temperature.MdcUnit, temperature.MdcUnit?.Display));
        Assert.Equal((new MetricRange(-10, 40), new MetricRange(-273.15m, 100)), (temperature.Limits.Plausible, temperature.Limits.Physical));
        Assert.Equal([temperature, Metrics.DoorOpen], catalogue.Metrics[^1].Components.ToArray());
        Assert.Same(temperature, catalogue.Metrics[^1].Components[0]);
    }

    [Fact]
    public void A_compound_may_stand_before_its_parts()
    {
        MetricCatalogue catalogue = Read($$"""
            {"id":"both","text":"b","group":"patient","codes":[{{Own}}],"components":["rate","fluid-delivery-rate"]},
            {"id":"rate","text":"r","group":"patient","codes":[{"system":"urn:example:own","code":"r"}],"unit":"L/min"}
            """);

        Assert.Equal(["rate", "fluid-delivery-rate"], catalogue.Metrics[^2].Components.Select(c => c.Id));
    }

    [Fact]
    public void A_second_file_may_name_what_the_first_one_added()
    {
        MetricCatalogue first = MetricCatalogueReader.Read(Sample, "first.json", MetricCatalogue.Standard);

        MetricCatalogue second = MetricCatalogueReader.Read(Encoding.UTF8.GetBytes($$"""
            {"metrics":[{"id":"c","text":"c","group":"environment","codes":[{{Own}}],"components":["rr8-drug-fridge-temperature","illuminance"]}]}
            """), "second.json", first);

        Assert.Equal(["rr8-drug-fridge-temperature", "illuminance"], second.Metrics[^1].Components.Select(c => c.Id));
        Assert.Contains("'rr8-drug-fridge' is taken", Assert.Throws<MetricCatalogueException>(
            () => MetricCatalogueReader.Read(Sample, "first.json", first)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_has_rules_of_its_own_and_what_it_does_not_state_is_the_default()
    {
        Metric metric = Read($$$"""
            {"id":"x","text":"x","group":"patient","codes":[{{{Own}}}],"unit":"m","rules":{"stuck":{"readings":30,"time":"PT5M","severity":"bad"},
             "jump":{"change":0.5,"per":"PT1S"},"gap":{"interval":"PT1M","factor":3},"calibration":{"severity":"good"},"duplicates":false}}
            """).Metrics[^1];

        Assert.Equal(
            new QualityRules
            {
                Stuck = new StuckRule { Readings = 30, Time = TimeSpan.FromMinutes(5), Severity = QualitySeverity.Bad },
                Jump = new JumpRule { Change = 0.5m, Per = TimeSpan.FromSeconds(1) },
                SamplingGap = new SamplingGapRule { Interval = TimeSpan.FromMinutes(1), Factor = 3m },
                CalibrationSeverity = QualitySeverity.Good,
                MarksDuplicates = false,
            },
            metric.Rules);
        Assert.Same(QualityRules.Default, Read($$$"""{"id":"x","text":"x","group":"patient","codes":[{{{Own}}}]}""").Metrics[^1].Rules);
    }

    [Fact]
    public void A_compound_has_rules_for_when_it_comes()
    {
        Metric metric = Read($$$"""
            {"id":"x","text":"x","group":"patient","codes":[{{{Own}}}],"components":["heart-rate","body-height"],"rules":{"gap":{"interval":"PT1M"} }}
            """).Metrics[^1];

        Assert.Equal(TimeSpan.FromMinutes(1), metric.Rules.SamplingGap?.Interval);
    }

    // The rules of the schema are tried against those of the reader: whatever the one refuses the other does.
    [Fact]
    public void The_schema_and_the_reader_refuse_the_same_rules()
    {
        using JsonDocument schema = JsonDocument.Parse(MetricCatalogueSchema.Utf8);
        JsonSchema rules = new(schema.RootElement);
        string[] durations = ["\"PT1M\"", "\"1 min\"", "5"];
        string[] numbers = ["0", "1", "2", "2.5", "2000000", "\"2\""];
        string[] severities = ["\"bad\"", "\"awful\"", "null"];
        string[] all =
        [
            .. numbers.Select(n => $$$"""{"stuck":{"readings":{{{n}}}}}"""), .. numbers.Select(n => $$$"""{"jump":{"change":{{{n}}}}}"""),
            .. numbers.Select(n => $$$"""{"gap":{"factor":{{{n}}}}}"""), .. durations.Select(d => $$$"""{"stuck":{"time":{{{d}}}}}"""),
            .. durations.Select(d => $$$"""{"gap":{"interval":{{{d}}}}}"""), .. durations.Select(d => $$$"""{"jump":{"change":1,"per":{{{d}}}}}"""),
            .. severities.Select(s => $$$"""{"calibration":{"severity":{{{s}}}}}"""), .. severities.Select(s => $$$"""{"gap":{"severity":{{{s}}}}}"""),
            """{"stuck":{}}""", """{"jump":{}}""", """{"calibration":{}}""", """{"stuck":{"readings":2,"coded":true}}""", """{"duplicates":1}""",
            """{"outOfOrder":false}""", """{"off":["jump"]}""", """{"off":["jump","jump"]}""", """{"off":["all"]}""", """{"colour":1}""", "[]",
        ];

        Assert.All(all, text =>
        {
            string whole = $$$"""{"metrics":[{"id":"x","text":"x","group":"patient","codes":[{{{Own}}}],"unit":"m","rules":{{{text}}}}]}""";
            bool isRead = MetricCatalogueReader.TryRead(Encoding.UTF8.GetBytes(whole), "own.json", MetricCatalogue.Standard, out _, out _);
            Assert.Equal(isRead, rules.Accepts(JsonDocument.Parse(whole).RootElement));
        });
    }

    // A vital sign of the trust that keeps all rules may claim the profile of UK Core.
    [Fact]
    public void A_row_like_a_standard_one_claims_its_profile()
    {
        MetricCatalogue catalogue = Read("""
            {"id":"rr8-axillary-temperature","group":"vital-sign","unit":"Cel","unitWord":"degree Celsius",
             "codes":[{"system":"http://loinc.org","code":"8310-5","display":"Body temperature"},
                      {"system":"http://snomed.info/sct","code":"386725007"}],
             "ukCoreProfile":"UKCore-Observation-VitalSigns-BodyTemperature"},
            {"id":"rr8-pressure","text":"Blood pressure","group":"vital-sign",
             "codes":[{"system":"http://loinc.org","code":"85354-9"},{"system":"http://snomed.info/sct","code":"75367002"}],
             "components":["cuff-pressure-systolic","cuff-pressure-diastolic"],
             "ukCoreProfile":"UKCore-Observation-VitalSigns-BloodPressure"}
            """);

        Assert.Equal("UKCore-Observation-VitalSigns-BodyTemperature", catalogue.Metrics[^2].UkCoreProfile);
        Assert.Equal("UKCore-Observation-VitalSigns-BloodPressure", catalogue.Metrics[^1].UkCoreProfile);
    }

    [Theory]
    [InlineData("", 1, 1, "not JSON")]
    [InlineData("[]", 1, 1, "object is expected")]
    [InlineData("{}", 1, 1, "'metrics' is missing")]
    [InlineData("{\"metrics\":[]}", 1, 12, "1 to 1024 metrics")]
    [InlineData("{\"metrics\":{}}", 1, 12, "'metrics' is an array")]
    [InlineData("{\"$schema\":\"x\",\n\"version\":1,\"metrics\":[]}", 2, 1, "'version' is not known")]
    [InlineData("{\"metrics\":[\n5]}", 2, 1, "object is expected")]
    [InlineData("{\"metrics\":[\n{}]}", 2, 1, "'id' is missing")]
    [InlineData("{\"metrics\":[\n{}]}", 2, 1, "'group' is missing")]
    [InlineData("{\"metrics\":[\n{}]}", 2, 1, "'codes' is missing")]
    public void A_fault_has_its_line_and_column(string text, int line, int column, string message) => AssertFault(Faults(text), line, column, message);

    [Theory]
    [InlineData("""{"id":"Fridge","group":"environment"}""", 6, "lower-case letters")]
    [InlineData("""{"id":"","group":"environment"}""", 6, "1 to 64")]
    [InlineData("""{"id":"heart-rate","group":"vital-sign"}""", 6, "'heart-rate' is taken")]
    [InlineData("""{"id":"x","group":"room"}""", 18, "'group' is one of vital-sign, patient")]
    [InlineData("""{"id":"x","text":""}""", 17, "1 to 256")]
    [InlineData("""{"id":"x","codes":[]}""", 18, "1 to 8 codes")]
    [InlineData("""{"id":"x","codes":[{"system":"urn:example:own"}]}""", 19, "'code' is missing")]
    [InlineData("""{"id":"x","codes":[{"system":"urn:example:own","code":"a"}]}""", 0, "'text' is missing")]
    [InlineData("""{"id":"x","codes":[{"system":"urn:iso:std:iso:11073:10101","code":"150300"}]}""", 0, "'text' is missing")]
    [InlineData("""{"id":"x","codes":[{"system":"http://loinc.org","code":"8867-5"}]}""", 19, "check digit of this LOINC")]
    [InlineData("""{"id":"x","codes":[{"system":"http://snomed.info/sct","code":"364075006"}]}""", 19, "check digit of this SNOMED CT")]
    [InlineData("""{"id":"x","codes":[{"system":"urn:iso:std:iso:11073:10101","code":"19292"}]}""", 19, "without its partition")]
    [InlineData("""{"id":"x","codes":[{"system":"urn:iso:std:iso:11073:10101","code":"147842"}]}""", 19, "is that of 'heart-rate'")]
    [InlineData("""{"id":"x","codes":[{"system":"https://loinc.org","code":"8867-4"}]}""", 19, "The system is http://loinc.org, written this way only")]
    [InlineData("""{"id":"x","codes":[{"system":"http://snomed.info/sct/83821000000107","code":"364075005"}]}""", 19, "The system is http://snomed.info/sct,")]
    [InlineData("""{"id":"x","codes":[{"system":"estates","code":"a"}]}""", 19, "absolute URI")]
    [InlineData("""{"id":"x","codes":[{"system":"/estates","code":"a"}]}""", 19, "absolute URI")]
    [InlineData("""{"id":"x","codes":[{"system":"urn:uuid:4a414619-e5f5-4081-854a-e6cdb5148d2e","code":"a"}]}""", 19, "those of the SDK")]
    [InlineData("""{"id":"x","codes":[{"system":"urn:x","code":"a"},{"system":"urn:x","code":"b"}]}""", 49, "one of each system")]
    [InlineData("""{"id":"x","unit":"mmHg"}""", 17, "no UCUM unit")]
    [InlineData("""{"id":"x","unit":"cel"}""", 17, "no UCUM unit")]
    [InlineData("""{"id":"x","unit":"m m"}""", 17, "no UCUM unit")]
    [InlineData("""{"id":"x","unitWord":"degree"}""", 0, "'unitWord' needs a 'unit'")]
    [InlineData("""{"id":"x","limits":{"plausible":[0,1]}}""", 19, "need a 'unit'")]
    [InlineData("""{"id":"x","group":"waveform"}""", 0, "A waveform has a 'unit'")]
    [InlineData("""{"id":"x","unit":"m","mdcUnit":{"system":"u:a","code":"268192"}}""", 31, "The system of an MDC unit")]
    [InlineData("""{"id":"x","unit":"m","mdcUnit":{"system":"urn:iso:std:iso:11073:10101","code":"150364"}}""", 31, "partition 4")]
    [InlineData("""{"id":"x","unit":"m","mdcUnit":{"system":"urn:iso:std:iso:11073:10101","code":"268192"}}""", 31, "268192 is Cel, and not m")]
    [InlineData("""{"id":"x","unit":"m","limits":{"plausible":[0,1],"usual":[0,1]}}""", 49, "'usual' is not known")]
    [InlineData("""{"id":"x","unit":"m","limits":{"plausible":[1,0]}}""", 43, "above its highest")]
    [InlineData("""{"id":"x","unit":"m","limits":{"plausible":[1]}}""", 43, "two numbers")]
    [InlineData("""{"id":"x","unit":"m","limits":{"plausible":[1,"2"]}}""", 46, "A number of at most 28")]
    [InlineData("""{"id":"x","unit":"m","limits":{"plausible":[0,5],"physical":[1,4]}}""", 43, "does not lie within")]
    [InlineData("""{"id":"x","unit":"m","rules":{"stick":{}}}""", 30, "'stick' is not known")]
    [InlineData("""{"id":"x","unit":"m","rules":{"jump":{"change":0}}}""", 47, "A number from")]
    [InlineData("""{"id":"x","unit":"m","rules":{"stuck":{"readings":2.5}}}""", 50, "whole number")]
    [InlineData("""{"id":"x","unit":"m","rules":{"stuck":{"readings":2},"off":["stuck"]}}""", 38, "stated and off")]
    [InlineData("""{"id":"x","rules":{"jump":{"change":1}}}""", 18, "this one has none")]
    [InlineData("""{"id":"x","rules":{"stuck":{"readings":2}},"components":["heart-rate","body-height"]}""", 18, "rules of their own metrics")]
    [InlineData("""{"id":"x","rules":{"jump":{"change":1}},"components":["heart-rate","body-height"]}""", 18, "rules of their own metrics")]
    [InlineData("""{"id":"x","components":["heart-rate"]}""", 0, "2 to 16 components")]
    [InlineData("""{"id":"x","components":["heart-rate",5]}""", 37, "the id of a metric")]
    [InlineData("""{"id":"x","components":["heart-rate","hart-rate"]}""", 37, "Neither this file nor the catalogue")]
    [InlineData("""{"id":"x","components":["heart-rate","heart-rate"]}""", 37, "stands twice")]
    [InlineData("""{"id":"x","components":["heart-rate","cuff-pressure"]}""", 37, "neither a compound nor a waveform")]
    [InlineData("""{"id":"x","components":["heart-rate","ecg-lead-i"]}""", 37, "neither a compound nor a waveform")]
    [InlineData("""{"id":"x","components":["heart-rate","x"]}""", 37, "neither a compound nor a waveform")]
    [InlineData("""{"id":"x","unit":"m","components":["heart-rate","body-height"]}""", 17, "A compound has no unit")]
    [InlineData("""{"id":"x","limits":{},"components":["heart-rate","body-height"]}""", 19, "A compound has no unit and no limits")]
    public void A_fault_of_a_row_has_its_column(string row, int offset, string message) =>
        AssertFault(Faults($"{{\"metrics\":[\n{row}]}}"), 2, 1 + offset, message);

    // FHIR R4: the profile of a vital sign holds for whatever carries its code.
    [Theory]
    [InlineData("""{"id":"x","codes":[{"system":"http://loinc.org","code":"8867-4"}],"group":"patient","unit":"/min"}""", 19, "the group is vital-sign")]
    [InlineData("""{"id":"x","codes":[{"system":"http://loinc.org","code":"8867-4"}],"group":"vital-sign","unit":"Hz"}""", 19, "an HL7 vital sign in /min")]
    [InlineData("""{"id":"x","codes":[{"system":"http://loinc.org","code":"8302-2"}],"group":"vital-sign","unit":"m"}""", 19, "in cm or [in_i]")]
    [InlineData("""{"id":"x","codes":[{"system":"http://loinc.org","code":"39156-5"}],"group":"vital-sign"}""", 19, "in kg/m2")]
    [InlineData("""{"id":"x","codes":[{"system":"http://loinc.org","code":"85354-9"}],"group":"vital-sign","unit":"mm[Hg]"}""", 19, "it has components")]
    [InlineData("""{"id":"x","codes":[{"system":"http://loinc.org","code":"85354-9"}],"group":"vital-sign","components":["heart-rate","body-height"]}""", 0, "8480-6 and 8462-4")]
    [InlineData("""{"id":"x","codes":[{"system":"http://snomed.info/sct","code":"386725007"}],"group":"vital-sign","unit":"Cel"}""", 19, "LOINC 8310-5 beside this code")]
    public void A_code_of_a_vital_sign_binds_its_row(string row, int offset, string message) =>
        AssertFault(Faults($"{{\"metrics\":[\n{row}]}}"), 2, 1 + offset, message);

    [Theory]
    [InlineData("\"ukCoreProfile\":\"UKCore-Observation-VitalSigns-Mood\"", "not known here. Known are UKCore-Observation-VitalSigns-HeartRate,")]
    [InlineData("\"group\":\"patient\"", "the group vital-sign, as 'body-temperature'")]
    [InlineData("\"codes\":[{\"system\":\"http://loinc.org\",\"code\":\"29463-7\"}]", "the code LOINC 8310-5")]
    [InlineData("\"codes\":[{\"system\":\"http://loinc.org\",\"code\":\"8310-5\"}]", "a SNOMED CT code")]
    [InlineData("\"unit\":\"[degF]\"", "the unit Cel with the word 'degree Celsius'")]
    [InlineData("\"unitWord\":\"°C\"", "the unit Cel with the word 'degree Celsius'")]
    public void A_profile_is_claimed_only_by_a_row_that_keeps_it(string changed, string message)
    {
        Dictionary<string, string> row = new(StringComparer.Ordinal)
        {
            ["id"] = "\"x\"",
            ["group"] = "\"vital-sign\"",
            ["codes"] = """[{"system":"http://loinc.org","code":"8310-5"},{"system":"http://snomed.info/sct","code":"386725007"}]""",
            ["unit"] = "\"Cel\"",
            ["unitWord"] = "\"degree Celsius\"",
            ["ukCoreProfile"] = "\"UKCore-Observation-VitalSigns-BodyTemperature\"",
        };
        string name = changed[1..changed.IndexOf('"', 1)];
        row[name] = changed[(changed.IndexOf(':', StringComparison.Ordinal) + 1)..];
        string text = string.Join(',', row.Select(p => $"\"{p.Key}\":{p.Value}"));

        Assert.Contains(Faults($"{{\"metrics\":[{{{text}}}]}}"), f => f.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void Two_rows_have_two_ids_and_two_codes()
    {
        string row = $$"""{"id":"a","text":"t","group":"patient","codes":[{{Own}}]}""";

        IReadOnlyList<ProfileFault> faults = Faults($"{{\"metrics\":[{row},\n{row},\n{row.Replace("\"id\":\"a\"", "\"id\":\"b\"", StringComparison.Ordinal)}]}}");

        Assert.Equal(2, faults.Count);
        AssertFault(faults, 2, 7, "'a' stands twice");
        AssertFault(faults, 3, 49, "This code is that of 'a'");
    }

    [Fact]
    public void Every_fault_is_listed_in_the_order_of_the_file()
    {
        MetricCatalogueException fault = Assert.Throws<MetricCatalogueException>(() => MetricCatalogueReader.Read("""
            { "colour": 1, "metrics": [
              { "id": "A", "group": "room", "codes": [{ "system": "http://loinc.org", "code": "1-1" }], "unit": "°C" },
              { "id": "b", "group": "patient", "codes": [], "components": ["c", "d"] } ] }
            """u8.ToArray(), "own.json", MetricCatalogue.Standard));

        Assert.Equal(
            [(1, 3), (2, 11), (2, 25), (2, 43), (2, 101), (3, 45), (3, 64), (3, 69)],
            fault.Faults.Select(f => (f.Position.Line, f.Position.Column)));
        Assert.All(fault.Faults, f => Assert.Contains($"own.json({f.Position.Line},{f.Position.Column}): {f.Message}", fault.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Size_is_limited()
    {
        Assert.Contains("1048576", Assert.Single(Faults(new string(' ', MetricCatalogueReader.MaxBytes + 1))).Message, StringComparison.Ordinal);
        string rows = string.Join(',', Enumerable.Repeat("{}", 1025));
        AssertFault(Faults($"{{\"metrics\":[{rows}]}}"), 1, 12, "this one 1025");
    }

    [Fact]
    public void Arbitrary_bytes_give_a_catalogue_or_faults()
    {
        Arbitrary<(int At, byte With)[]> changes = ArbMap.Default.ArbFor<byte>().Generator
            .SelectMany(b => Gen.Choose(0, Sample.Length - 1).Select(at => (at, b))).ArrayOf().ToArbitrary();

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(changes, all =>
        {
            byte[] text = [.. Sample];
            foreach ((int at, byte with) in all)
            {
                text[at] = with;
            }

            bool isRead = MetricCatalogueReader.TryRead(text, "own.json", MetricCatalogue.Standard, out MetricCatalogue? extended, out IReadOnlyList<ProfileFault> faults);
            return isRead == (extended is not null) && isRead == (faults.Count == 0);
        }));
    }

    [Fact]
    public void The_schema_names_what_the_reader_knows()
    {
        using JsonDocument schema = JsonDocument.Parse(MetricCatalogueSchema.Utf8);
        JsonElement metric = schema.RootElement.GetProperty("$defs").GetProperty("metric");
        string[] names = [.. metric.GetProperty("properties").EnumerateObject().Select(p => p.Name)];
        string all = string.Join(',', names.Select(n => $"\"{n}\":null"));

        IReadOnlyList<ProfileFault> faults = Faults($"{{\"metrics\":[{{{all}}}]}}");

        Assert.Equal(names.Length, faults.Count(f => f.Message.Contains("not null", StringComparison.Ordinal)));
        Assert.DoesNotContain(faults, f => f.Message.Contains("not known", StringComparison.Ordinal));
        Assert.False(metric.GetProperty("additionalProperties").GetBoolean());
        Assert.Equal(metric.GetProperty("required").EnumerateArray().Select(r => r.GetString()), Faults("{\"metrics\":[{}]}")
            .Select(f => f.Message.Split('\'') is [_, string name, " is missing."] ? name : null).OfType<string>());
        Assert.All(metric.GetProperty("properties").GetProperty("group").GetProperty("enum").EnumerateArray(), group => Assert.DoesNotContain(
            Faults($"{{\"metrics\":[{{\"group\":{group.GetRawText()}}}]}}"), f => f.Message.Contains("'group'", StringComparison.Ordinal)));
    }

    private static MetricCatalogue Read(string rows) =>
        MetricCatalogueReader.Read(Encoding.UTF8.GetBytes($"{{\"metrics\":[{rows}]}}"), "own.json", MetricCatalogue.Standard);

    private static IReadOnlyList<ProfileFault> Faults(string text)
    {
        Assert.False(MetricCatalogueReader.TryRead(Encoding.UTF8.GetBytes(text), "own.json", MetricCatalogue.Standard, out _, out IReadOnlyList<ProfileFault> faults));
        return faults;
    }

    private static void AssertFault(IReadOnlyList<ProfileFault> faults, int line, int column, string message) => Assert.Contains(faults,
        f => f.Position == new ProfilePosition(line, column) && f.Message.Contains(message, StringComparison.Ordinal));
}
