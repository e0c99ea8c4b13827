namespace NhsIoT.Sdk.Devices.Tests;

/// <summary>The decoder's section of a profile: a fault has its place in the profile's file.</summary>
public sealed class FlatJsonSectionTests
{
    private const string Fields = """
        "HR":"HR","SpO2":"SpO2","Temp":"Temp","NBP":{"cuff-pressure-systolic":"NBPSys","cuff-pressure-diastolic":"NBPDias"}
        """;

    [Fact]
    public void A_good_section_has_no_fault() => Assert.Empty(BedsideMonitor.Decoder().Check(BedsideMonitor.Profile()));

    [Theory]
    [InlineData("{}", 0, "'fields' is missing")]
    [InlineData("{\"fields\":[]}", 10, "'fields' is an object")]
    [InlineData("{\"fields\":{}}", 10, "The metric 'SpO2' has no field")]
    [InlineData("{\"fields\":{\"Pulse\":\"PR\"}}", 11, "no metric of this name")]
    [InlineData("{\"fields\":{\"HR\":5}}", 16, "'HR' is a string")]
    [InlineData("{\"fields\":{\"HR\":\"\"}}", 16, "1 to 256")]
    [InlineData("{\"fields\":{\"NBP\":\"BP\"}}", 17, "object is expected")]
    [InlineData("{\"fields\":{\"NBP\":{\"cuff-pressure-systolic\":\"S\"}}}", 17, "'cuff-pressure-diastolic' is missing")]
    [InlineData("{\"fields\":{\"NBP\":{\"cuff-pressure-mean\":\"M\"}}}", 18, "'cuff-pressure-mean' is not known")]
    [InlineData("{\"fields\":{\"HR\":\"x\",\"SpO2\":\"x\"}}", 27, "'x' is taken already")]
    [InlineData("{\"fields\":{\"HR\":\"device\"}}", 16, "'device' is taken already")]
    [InlineData("{\"time\":\"HR\",\"fields\":{\"HR\":\"HR\"}}", 28, "'HR' is taken already")]
    [InlineData("{\"time\":null}", 8, "not null")]
    [InlineData("{\"zone\":\"UTC\"}", 1, "'zone' is not known")]
    public void A_fault_has_its_place(string section, int offset, string message) => AssertFault(section, offset, message);

    [Theory]
    [InlineData("{\"Temp\":{\"field\":\"s\",\"on\":[1]}}", 1, "for others it says nothing")]
    [InlineData("{\"X\":{\"field\":\"s\",\"on\":[1]}}", 1, "for others it says nothing")]
    [InlineData("{\"HR\":{\"on\":[1]}}", 6, "'field' is missing")]
    [InlineData("{\"HR\":{\"field\":\"s\"}}", 6, "'on' is missing")]
    [InlineData("{\"HR\":{\"field\":\"s\",\"on\":[]}}", 24, "at least one")]
    [InlineData("{\"HR\":{\"field\":\"s\",\"on\":[\"\"]}}", 25, "a string that is not empty")]
    [InlineData("{\"HR\":{\"field\":\"s\",\"on\":[null]}}", 25, "a string that is not empty")]
    [InlineData("{\"HR\":{\"field\":\"SpO2\",\"on\":[1]}}", 15, "'SpO2' is taken already")]
    public void A_fault_of_a_status_has_its_place(string status, int offset, string message)
    {
        string before = $"{{\"fields\":{{{Fields}}},\"status\":";

        AssertFault($"{before}{status}}}", before.Length + offset, message);
    }

    [Fact]
    public void One_status_may_serve_several_metrics()
    {
        string section = $$"""{"fields":{ {{Fields}} },"status":{"HR":{"field":"lead","on":["on"]},"SpO2":{"field":"lead","on":["on"]} } }""";

        Assert.Empty(BedsideMonitor.Decoder().Check(BedsideMonitor.ProfileWith(section)));
        Assert.Equal(2, BedsideMonitor.Decode("""{"device":"MON-1","HR":0,"SpO2":0,"lead":"on"}""", BedsideMonitor.ProfileWith(section))
            .Measurements.ToArray().Count(m => m.Value.TryGetQuantity(out _)));
    }

    [Theory]
    [InlineData("5", 11, "'patient' is an object")]
    [InlineData("{\"field\":\"pid\"}", 11, "'system' is missing")]
    [InlineData("{\"system\":\"urn:s\"}", 11, "'field' is missing")]
    [InlineData("{\"field\":\"pid\",\"system\":\" \"}", 35, "1 to 256")]
    [InlineData("{\"field\":\"pid\",\"system\":\"urn:s\",\"use\":1}", 43, "not known here")]
    public void A_fault_of_the_patients_field_is_told_with_its_place(string patient, int offset, string message)
    {
        AssertFault($$"""{"patient":{{patient}},"fields":{ {{Fields}} } }""", offset, message);
    }

    [Fact]
    public void The_patients_field_can_be_no_other_field() => Assert.Contains(
        BedsideMonitor.Decoder().Check(BedsideMonitor.ProfileWith($$"""{"patient":{"field":"HR","system":"urn:s"},"fields":{ {{Fields}} } }""")),
        f => f.Message.Contains("taken already", StringComparison.Ordinal));

    [Fact]
    public void A_compound_of_codes_or_a_coded_metric_is_not_for_this_decoder()
    {
        Telemetry.Metric posture = new("posture") { Codes = [new("urn:test", "posture")] };
        DeviceProfile profile = new()
        {
            Id = "bed",
            Version = "1",
            Metrics = [new ProfileMetric { Name = "P", Metric = posture }],
            Decoder = "flat-json",
            DecoderSection = """{"fields":{"P":"p"}}"""u8.ToArray(),
            DecoderSectionStart = new ProfilePosition(1, 1),
        };

        ProfileFault fault = Assert.Single(BedsideMonitor.Decoder().Check(profile));

        Assert.Equal(("bed", new ProfilePosition(1, 12)), (fault.File, fault.Position));
    }

    private static void AssertFault(string section, int offset, string message) => Assert.Contains(
        BedsideMonitor.Decoder().Check(BedsideMonitor.ProfileWith(section)),
        f => f.File == "monitor.json" && f.Position == new ProfilePosition(11, 48 + offset) && f.Message.Contains(message, StringComparison.Ordinal));
}
