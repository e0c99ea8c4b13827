using System.Buffers;
using System.Text;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Tests;

/// <summary>Whose message is it? An answer, or an issue; never a guess.</summary>
public sealed class FlatJsonDeviceTests
{
    private static readonly FlatJsonOptions NoSystem = new();

    [Theory]
    [InlineData("""{"device":"MON-9","HR":62}""", DecodeIssueCode.UnknownDevice, 11)]
    [InlineData("""{"device":"mon-1","HR":62}""", DecodeIssueCode.UnknownDevice, 11)]
    [InlineData("""{"device":"MON-1 ","HR":62}""", DecodeIssueCode.UnknownDevice, 11)]
    [InlineData("""{"device":"\ud800","HR":62}""", DecodeIssueCode.UnknownDevice, 11)]
    [InlineData("""{"HR":62,"device":17}""", DecodeIssueCode.NoDevice, 18)]
    [InlineData("""{"device":"","HR":62}""", DecodeIssueCode.NoDevice, 11)]
    [InlineData("""{"device":null,"HR":62}""", DecodeIssueCode.NoDevice, 10)]
    [InlineData("""{"HR":62}""", DecodeIssueCode.NoDevice, null)]
    [InlineData("""{}""", DecodeIssueCode.NoDevice, null)]
    public void Without_a_known_device_there_are_no_words(string json, DecodeIssueCode code, int? offset)
    {
        DecodeOutput output = BedsideMonitor.Decode(json);

        DecodeIssue issue = Assert.Single(output.Issues);
        Assert.Equal((code, "$.device", (long?)offset), (issue.Code, issue.Place, issue.ByteOffset));
        Assert.Equal(0, output.Measurements.Length);
    }

    [Theory]
    [InlineData("""{"HR":62,"device":"MON-1"}""")]
    [InlineData("""{"HR":62,"\u0064evice":"MON-1"}""")]
    [InlineData("""{"device":"MO\u004e-1","HR":62}""")]
    [InlineData("""{"device":"\u004d\u004f\u004e\u002d1","HR":62}""")]
    public void The_device_is_found_wherever_and_however_it_is_written(string json) =>
        Assert.Equal(BedsideMonitor.Descriptor().Id, Assert.Single(BedsideMonitor.Decode(json).Measurements.ToArray()).Context.Device);

    [Fact]
    public void A_name_beyond_the_first_plane_is_found()
    {
        DeviceRegistry registry = new();
        registry.Register(BedsideMonitor.Descriptor("bed 😀"), BedsideMonitor.Profile());

        Assert.Equal(1, Decode("""{"device":"bed \ud83d\ude00","HR":62}""", registry).Measurements.Length);
        Assert.Equal(1, Decode("""{"device":"bed 😀","HR":62}""", registry).Measurements.Length);
    }

    [Fact]
    public void A_device_that_is_not_registered_goes_with_the_issue_and_not_with_its_text()
    {
        DecodeIssue issue = Assert.Single(Decode("""{"device":"MON-\u0039","HR":62}""", BedsideMonitor.Registry()).Issues);

        Assert.Equal(DecodeIssueCode.UnknownDevice, issue.Code);
        Assert.Equal(new Identifier(BedsideMonitor.IdentifierSystem, "MON-9"), issue.Device);
        Assert.DoesNotContain("MON", issue.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("  ")]
    [InlineData("\\ud800")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678")]
    public void What_can_be_no_name_of_a_device_goes_with_no_issue(string name)
    {
        DecodeIssue issue = Assert.Single(Decode($$"""{"device":"{{name}}","HR":62}""", BedsideMonitor.Registry()).Issues);

        Assert.Equal((DecodeIssueCode.UnknownDevice, null), (issue.Code, issue.Device));
    }

    [Fact]
    public void Of_two_devices_of_two_sites_the_one_of_the_source_speaks()
    {
        DeviceRegistry registry = BedsideMonitor.Registry();
        registry.Register(BedsideMonitor.Descriptor(site: "RR801"), BedsideMonitor.Profile());

        foreach (string site in new[] { "RR813", "RR801" })
        {
            Assert.Equal(site, Assert.Single(Decode("""{"device":"MON-1","HR":62}""", registry, site: site).Measurements.ToArray()).Context.Device.Site);
        }

        DecodeIssue nowhere = Assert.Single(Decode("""{"device":"MON-1","HR":62}""", registry, site: "RR8").Issues);
        Assert.Equal((DecodeIssueCode.UnknownDevice, "MON-1"), (nowhere.Code, nowhere.Device?.Value));
        DecodeIssue unsaid = Assert.Single(Decode("""{"device":"MON-1","HR":62}""", registry).Issues);
        Assert.Equal((DecodeIssueCode.AmbiguousDevice, null), (unsaid.Code, unsaid.Device));
    }

    [Fact]
    public void A_device_that_is_known_is_not_rejected() => Assert.Throws<ArgumentOutOfRangeException>(() =>
        new DecodeOutput().RejectDevice("$", null, new Identifier("urn:test:any", "1"), DeviceMatch.One));

    [Fact]
    public void A_source_of_one_device_needs_no_name()
    {
        DeviceRegistry registry = BedsideMonitor.Registry();
        KnownDevice only = Assert.Single(registry.Devices);

        Assert.Equal(1, Decode("""{"HR":62}""", registry, only, NoSystem).Measurements.Length);
        Assert.Equal(1, Decode("""{"device":"anything","HR":62}""", registry, only, NoSystem).Measurements.Length);
        Assert.Equal(1, Decode("""{"device":"MON-1","HR":62}""", registry, only).Measurements.Length);
    }

    [Fact]
    public void A_message_that_names_another_device_than_its_source_is_believed_by_neither()
    {
        DeviceRegistry registry = BedsideMonitor.Registry();
        KnownDevice only = Assert.Single(registry.Devices);
        registry.Register(BedsideMonitor.Descriptor("MON-2"), only.Profile);

        DecodeOutput output = Decode("""{"device":"MON-2","HR":62}""", registry, only);

        Assert.Equal(DecodeIssueCode.UnknownDevice, Assert.Single(output.Issues).Code);
        Assert.Equal(0, output.Measurements.Length);
    }

    [Fact]
    public void Without_a_system_and_a_single_device_nothing_is_guessed()
    {
        DecodeOutput output = Decode("""{"device":"MON-1","HR":62}""", BedsideMonitor.Registry(), options: NoSystem);

        Assert.Equal(DecodeIssueCode.NoDevice, Assert.Single(output.Issues).Code);
    }

    [Fact]
    public void A_profile_of_another_decoder_is_not_read()
    {
        DeviceProfile other = BedsideMonitor.Profile(BedsideMonitor.Text.Replace("\"flat-json\"", "\"hl7v2\"", StringComparison.Ordinal));

        Assert.Equal(DecodeIssueCode.WrongDecoder, Assert.Single(BedsideMonitor.Decode(BedsideMonitor.Message, other).Issues).Code);
    }

    [Fact]
    public void A_profile_with_a_faulty_section_is_not_read()
    {
        DeviceProfile faulty = BedsideMonitor.ProfileWith("""{ "fields": {} }""");

        Assert.Equal(DecodeIssueCode.DecoderFault, Assert.Single(BedsideMonitor.Decode(BedsideMonitor.Message, faulty).Issues).Code);
    }

    [Theory]
    [InlineData(40, 8, DecodeIssueCode.LimitExceeded)]
    [InlineData(50, 3, DecodeIssueCode.LimitExceeded)]
    [InlineData(50, 4, null)]
    public void Size_and_number_of_fields_are_limited(int bytes, int fields, DecodeIssueCode? expected)
    {
        FlatJsonOptions options = new() { DeviceSystem = BedsideMonitor.IdentifierSystem, MaxPayloadBytes = bytes, MaxFields = fields };

        DecodeOutput output = Decode("""{"device":"MON-1","HR":62,"SpO2":96,"more":1}""", BedsideMonitor.Registry(), options: options);

        Assert.Equal(expected, output.Issues.Count == 0 ? null : Assert.Single(output.Issues).Code);
        Assert.Equal(expected is null ? 2 : 0, output.Measurements.Length);
    }

    [Theory]
    [InlineData(63, null)]
    [InlineData(64, DecodeIssueCode.LimitExceeded)]
    [InlineData(100_000, DecodeIssueCode.LimitExceeded)]
    public void Depth_is_limited(int depth, DecodeIssueCode? expected)
    {
        string nested = new string('[', depth) + new string(']', depth);

        DecodeOutput output = BedsideMonitor.Decode($$"""{"device":"MON-1","HR":62,"more":{{nested}}}""");

        Assert.Equal(expected, output.Issues.Count == 0 ? null : Assert.Single(output.Issues).Code);
    }

    [Fact]
    public void An_NHS_number_in_a_message_stands_in_no_issue()
    {
        const string Canary = "9434765919";
        string[] messages =
        [
            $$"""{"device":"{{Canary}}","HR":62}""",
            $$"""{"device":"MON-1","time":"{{Canary}}","HR":62}""",
            $$"""{"device":"MON-1","seq":"{{Canary}}","HR":62}""",
            $$"""{"device":"MON-1","HR":"{{Canary}}","SpO2":{{Canary}}{{Canary}}{{Canary}}.5,"NBPSys":[{{Canary}}]}""",
            $$"""{"device":"MON-1","{{Canary}}":{{Canary}},"HR":1,"HR":{{Canary}}}""",
            $$"""{"device":"MON-1","patient":"{{Canary}}" {{Canary}} }""",
            $$"""{"device":"MON-1","patient":"{{Canary}}\q"}""",
            $$"""{{Canary}}""",
        ];

        Assert.All(messages, message =>
        {
            DecodeOutput output = BedsideMonitor.Decode(message);
            Assert.NotEmpty(output.Issues);
            Assert.DoesNotContain(Canary, string.Join('\n', output.Issues), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Options_say_every_fault()
    {
        FlatJsonOptions options = new() { DeviceField = "", DeviceSystem = " ", MaxPayloadBytes = 0, MaxFields = 100_000 };

        ArgumentException fault = Assert.Throws<ArgumentException>(() => new DecoderConfiguration().FlatJson(options));

        Assert.All(["DeviceField", "DeviceSystem", "MaxPayloadBytes", "MaxFields"], name => Assert.Contains(name, fault.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_decoder_is_added_once() =>
        Assert.Throws<ArgumentException>(() => new DecoderConfiguration().FlatJson().FlatJson());

    private static DecodeOutput Decode(
        string json, IDeviceRegistry devices, KnownDevice? only = null, FlatJsonOptions? options = null, string? site = null)
    {
        DecodeOutput output = new();
        ReadOnlySequence<byte> payload = new(Encoding.UTF8.GetBytes(json));
        BedsideMonitor.Decoder(options).Decode(BedsideMonitor.MessageOf(payload, devices, only, site), output);
        return output;
    }
}
