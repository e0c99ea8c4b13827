using System.Text;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Tests.Settings;

/// <summary>Rules have one form, in a gateway and in a profile.</summary>
public sealed class RulesSettingsTests
{
    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{ "stuck": { "readings": 5 } }""")]
    [InlineData("""{ "stuck": { "time": "PT1H", "coded": true, "severity": "bad" }, "duplicates": false }""")]
    [InlineData("""{ "jump": { "change": 0.5, "per": "PT1S", "severity": "good" }, "outOfOrder": false }""")]
    [InlineData("""{ "gap": {}, "calibration": { "severity": "bad" } }""")]
    [InlineData("""{ "gap": { "interval": "PT2M", "factor": 1.5, "severity": "bad" }, "off": ["stuck", "jump"] }""")]
    public void What_a_profile_takes_a_gateway_takes_as_the_same(string rules)
    {
        DeviceProfile profile = DeviceProfileReader.Read(Encoding.UTF8.GetBytes(Profile(rules)), "p.json", MetricCatalogue.Standard);
        GatewayBuilder gateway = Gateway(rules);

        Assert.Empty(gateway.Faults());
        Assert.True(gateway.Metrics.TryGet("body-temperature", out Metric? metric));
        Assert.Equal(profile.Metrics[0].Rules, metric.Rules);
    }

    [Theory]
    [InlineData("""{ "stuck": {} }""")]
    [InlineData("""{ "stuck": { "readings": 1 } }""")]
    [InlineData("""{ "stuck": { "readings": 2.5 } }""")]
    [InlineData("""{ "stuck": { "time": "PT0S" } }""")]
    [InlineData("""{ "jump": {} }""")]
    [InlineData("""{ "jump": { "change": 0 } }""")]
    [InlineData("""{ "gap": { "factor": 0.5 } }""")]
    [InlineData("""{ "gap": { "severity": "unspecified" } }""")]
    [InlineData("""{ "calibration": {} }""")]
    [InlineData("""{ "stuck": { "readings": 5 }, "off": ["stuck"] }""")]
    [InlineData("""{ "off": ["gap", "gap"] }""")]
    [InlineData("""{ "off": ["range"] }""")]
    [InlineData("""{ "sticky": {} }""")]
    public void What_a_profile_refuses_a_gateway_refuses(string rules)
    {
        Assert.False(DeviceProfileReader.TryRead(Encoding.UTF8.GetBytes(Profile(rules)), "p.json", MetricCatalogue.Standard, out _, out _));
        Assert.NotEmpty(Gateway(rules).Faults());
    }

    private static GatewayBuilder Gateway(string rules) =>
        new GatewayBuilder().AddJson(Encoding.UTF8.GetBytes($$"""{ "rules": { "body-temperature": {{rules}} } }"""), "gateway.json");

    // A profile that says nothing has no rules of its own, so it says what holds anyway.
    private static string Profile(string rules) => $$"""
        {
          "id": "p", "version": "1", "rules": { "outOfOrder": true },
          "metrics": [{ "name": "T", "metric": "body-temperature", "unit": "Cel", "rules": {{rules}} }],
          "decoder": { "name": "flat-json", "section": {} }
        }
        """;
}
