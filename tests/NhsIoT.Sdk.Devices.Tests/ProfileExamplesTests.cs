using System.Text;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Tests;

public sealed class ProfileExamplesTests
{
    private const string Whole = """
        { "name": "a calm patient", "message": { "device": "x", "time": "2026-11-21T09:30:15Z", "seq": 12, "HR": 62.80, "SpO2": 0, "Temp": 366, "NBPSys": 120 },
          "observed": "2026-11-21T10:30:15+01:00", "sequence": 12,
          "readings": {
            "HR": { "value": 62.80, "unit": "/min" }, "SpO2": { "absent": "reported-zero" }, "Temp": { "value": 36.6, "unit": "Cel" },
            "NBP": { "parts": { "cuff-pressure-systolic": { "value": 120, "unit": "mm[Hg]" }, "cuff-pressure-diastolic": { "absent": "unknown" } } } } }
        """;

    [Theory]
    [InlineData(Whole)]
    [InlineData("""{ "message": {} }""")]
    [InlineData("""{ "base64": "eyJIUiI6NjJ9", "readings": { "HR": { "value": 62, "unit": "/min" } } }""")]
    [InlineData("""{ "message": { "HR": "sixty", "Temp": 366 }, "readings": { "Temp": { "value": 36.6, "unit": "Cel" } }, "issues": [{ "code": "bad-value", "place": "$.HR" }] }""")]
    [InlineData("""{ "base64": "eyJIUiI6", "issues": [{ "code": "malformed" }] }""")]
    public void What_decodes_as_it_says_is_no_fault(string example)
    {
        DeviceProfile profile = ProfileOf(example);

        Assert.Single(profile.Examples);
        Assert.Empty(ProfileExamples.Check(profile, BedsideMonitor.Decoder()));
        Assert.Empty(ProfileExamples.Check(profile, BedsideMonitor.Decoder(new FlatJsonOptions())));
    }

    [Theory]
    [InlineData("\"value\": 62.80", "\"value\": 62.8", 4, "'HR' is 62.80 /min, not 62.8 /min")]
    [InlineData("\"value\": 36.6, \"unit\": \"Cel\"", "\"value\": 36.6, \"unit\": \"K\"", 4, "'Temp' is 36.6 Cel, not 36.6 K")]
    [InlineData("reported-zero", "not-measured", 4, "'SpO2' is absent (reported-zero), not absent (not-measured)")]
    [InlineData("{ \"absent\": \"reported-zero\" }", "{ \"value\": 0, \"unit\": \"%\" }", 4, "not 0 %")]
    [InlineData("{ \"absent\": \"unknown\" }", "{ \"absent\": \"error\" }", 5, "part 'cuff-pressure-diastolic' that is absent (unknown)")]
    [InlineData("\"SpO2\": 0, ", "", 4, "no reading 'SpO2'")]
    [InlineData("\"SpO2\": { \"absent\": \"reported-zero\" }, ", "", 1, "a reading 'SpO2' that is not expected")]
    [InlineData("\"seq\": 12", "\"seq\": 13", 4, "'HR' has the sequence number 13")]
    [InlineData("10:30:15+01:00", "10:30:15+00:00", 4, "'HR' was observed at another time")]
    [InlineData("\"SpO2\": 0", "\"SpO2\": \"none\"", 1, "an issue that is not expected: BadValue at $.SpO2")]
    [InlineData("\"sequence\": 12,", "\"sequence\": 12, \"issues\": [{ \"code\": \"bad-value\" }],", 2, "no such issue, only 0")]
    public void What_decodes_otherwise_is_told_with_its_line(string part, string instead, int line, string message)
    {
        DeviceProfile profile = ProfileOf(Whole.Replace(part, instead, StringComparison.Ordinal));

        Assert.Contains(ProfileExamples.Check(profile, BedsideMonitor.Decoder()), fault => fault.Position.Line == line
            && fault.Message.StartsWith("The example 'a calm patient' decodes otherwise: ", StringComparison.Ordinal)
            && fault.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void Another_issue_than_the_expected_one_is_told()
    {
        const string Example = """{ "message": { "HR": "sixty" }, "issues": [{ "code": "bad-value", "place": "$.Temp" }] }""";

        ProfileFault fault = Assert.Single(ProfileExamples.Check(ProfileOf(Example), BedsideMonitor.Decoder()));

        Assert.Equal("monitor.json(1,59): The example 'example 1' decodes otherwise: the issue is another one: BadValue at $.HR (byte 9): "
            + "a JSON number is expected that a decimal of 28 digits holds exactly.", fault.ToString());
    }

    [Theory]
    [InlineData("{}", "has a 'message'")]
    [InlineData("""{ "message": {}, "base64": "" }""", "has a 'message'")]
    [InlineData("""{ "base64": "%%" }""", "RFC 4648")]
    [InlineData("""{ "message": [] }""", "'message' is an object")]
    [InlineData("""{ "message": {}, "colour": 1 }""", "'colour' is not known")]
    [InlineData("""{ "message": {}, "observed": "today" }""", "'observed' is")]
    [InlineData("""{ "message": {}, "sequence": -1 }""", "'sequence' is")]
    [InlineData("""{ "message": {}, "sequence": 1.0 }""", "'sequence' is")]
    [InlineData("""{ "message": {}, "readings": { "PR": { "value": 1, "unit": "/min" } } }""", "no metric of this name")]
    [InlineData("""{ "message": {}, "readings": { "HR": { "value": 1 } } }""", "'value' and a 'unit'")]
    [InlineData("""{ "message": {}, "readings": { "HR": { "value": 1, "unit": "per minute" } } }""", "'value' and a 'unit'")]
    [InlineData("""{ "message": {}, "readings": { "HR": {} } }""", "one value")]
    [InlineData("""{ "message": {}, "readings": { "HR": { "flag": true, "text": "on" } } }""", "one value")]
    [InlineData("""{ "message": {}, "readings": { "HR": { "absent": "gone" } } }""", "'absent' is unknown, not-measured")]
    [InlineData("""{ "message": {}, "readings": { "HR": { "parts": {} } } }""", "has no parts")]
    [InlineData("""{ "message": {}, "readings": { "NBP": { "parts": { "cuff-pressure-systolic": { "flag": true } } } } }""", "'cuff-pressure-diastolic' is missing")]
    [InlineData("""{ "message": {}, "issues": [{ "code": "odd" }] }""", "'code' is malformed, no-device")]
    [InlineData("""{ "message": {}, "issues": [{ "place": "$" }] }""", "'code' is missing")]
    public void An_example_is_read_strictly(string example, string message)
    {
        Assert.False(DeviceProfileReader.TryRead(TextOf(example), "monitor.json", MetricCatalogue.Standard, out _, out IReadOnlyList<ProfileFault> faults));

        Assert.Contains(faults, f => f.Message.Contains(message, StringComparison.Ordinal) && f.Position.Line == 1);
    }

    [Fact]
    public void Words_of_every_kind_are_compared()
    {
        DeviceProfile profile = ProfileOf("""
            { "message": {}, "readings": { "HR": { "code": { "system": "s", "code": "c" } }, "SpO2": { "flag": true }, "Temp": { "text": "warm" } } }
            """);

        Assert.Empty(ProfileExamples.Check(profile, new Speaker(Value.Of(new Coding("s", "c")), Value.Of(true), Value.OfText("warm"))));
        Assert.Equal(3, ProfileExamples.Check(profile, new Speaker(Value.Of(new Coding("s", "d")), Value.Of(false), Value.OfText("cold"))).Count);
    }

    [Fact]
    public void A_decoder_that_breaks_its_contract_is_a_fault_of_the_example()
    {
        DeviceProfile profile = ProfileOf(Whole);

        Assert.Contains("FormatException", Assert.Single(ProfileExamples.Check(profile, new Speaker())).Message, StringComparison.Ordinal);
        Assert.Contains(ProfileExamples.Check(profile, new Speaker(Value.Of(true)) { IsStranger = true }), f => f.Message.Contains("no metric of the profile", StringComparison.Ordinal));
    }

    [Fact]
    public void A_profile_is_checked_with_its_own_decoder() => Assert.Throws<ArgumentException>(() =>
        ProfileExamples.Check(BedsideMonitor.Profile(BedsideMonitor.Text.Replace("\"flat-json\"", "\"other\"", StringComparison.Ordinal)), BedsideMonitor.Decoder()));

    private static byte[] TextOf(string example) => Encoding.UTF8.GetBytes($"{{ \"examples\": [{example}], {BedsideMonitor.Text.Trim()[1..]}");

    private static DeviceProfile ProfileOf(string example) => DeviceProfileReader.Read(TextOf(example), "monitor.json", MetricCatalogue.Standard);

    /// <summary>A decoder that says the same whatever it hears; without words it breaks its contract.</summary>
    private sealed class Speaker(params Value[] values) : IDecoder
    {
        public bool IsStranger { get; init; }

        public string Id => "flat-json";

        public void Decode(in DeviceMessage message, DecodeOutput output)
        {
            KnownDevice device = IsStranger ? new KnownDevice(message.Device!.Descriptor, message.Device.Profile) : message.Device!;
            for (int i = 0; i < values.Length; i++)
            {
                output.Add(new Measurement(device.ContextFor(i, message.Purpose), values[i], Quality.Good, ObservedTime.ByReceipt(message.Received)) { Received = message.Received });
            }

            if (values.Length == 0)
            {
                throw new FormatException("broken");
            }
        }
    }
}
