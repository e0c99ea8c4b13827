using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Tests;

public sealed class DeviceProfileReaderTests
{
    private const string Decoder = """ "decoder":{"name":"flat-json","section":{}} """;
    private const string Metric = """{"name":"HR","metric":"heart-rate","unit":"/min"}""";

    [Fact]
    public void A_profile_is_read_whole()
    {
        DeviceProfile profile = BedsideMonitor.Profile();

        Assert.Equal(("monitor", "1", "Example", "M1", "monitor.json"), (profile.Id, profile.Version, profile.Manufacturer, profile.Model, profile.File));
        Assert.Equal(new Coding(Coding.Mdc, "69965"), Assert.Single(profile.Types));
        Assert.Equal(TimeSpan.FromMinutes(1), profile.ExpectedInterval);
        Assert.Equal(["HR", "SpO2", "Temp", "NBP"], profile.Metrics.Select(m => m.Name));
        Assert.Equal([Metrics.HeartRate, Metrics.OxygenSaturation, Metrics.BodyTemperature, Metrics.CuffPressure], profile.Metrics.Select(m => m.Metric));
        Assert.Equal([1m, 1m, 0.1m, 1m], profile.Metrics.Select(m => m.Scale));
        Assert.Equal([true, true, false, true], profile.Metrics.Select(m => m.ZeroMeansNotMeasured));
        Assert.Equal("ecg", profile.Metrics[0].Channel);
        Assert.Equal("flat-json", profile.Decoder);
        Assert.Equal(BedsideMonitor.Section, Encoding.UTF8.GetString(profile.DecoderSection.Span));
        Assert.Equal(new ProfilePosition(11, 48), profile.DecoderSectionStart);
    }

    [Fact]
    public void Of_two_ranges_the_one_not_stated_is_that_of_the_metric()
    {
        DeviceProfile profile = BedsideMonitor.Profile();

        Assert.Null(profile.Metrics[0].Limits);
        Assert.Equal(new MetricRange(30, 43), profile.Metrics[2].Limits?.Plausible);
        Assert.Equal(Metrics.BodyTemperature.Limits.Physical, profile.Metrics[2].Limits?.Physical);
    }

    [Fact]
    public void All_that_a_metric_can_say_is_read()
    {
        ProfileMetric metric = Read($$"""
            {"id":"a","version":"1","metrics":[{"name":"T","metric":"body-temperature","channel":"probe-2","unit":"Cel","scale":-0.01,
            "plausible":[30.5,43],"physical":[0,50],"expectedInterval":"PT5M","category":"calculation",
            "bodySite":{"system":"http://snomed.info/sct","code":"32849002","display":"Oesophagus"} }],{{Decoder}} }
            """).Metrics[0];

        Assert.Equal(("probe-2", -0.01m, MeasurementCategory.Calculation), (metric.Channel, metric.Scale, metric.Category));
        Assert.Equal((new MetricRange(30.5m, 43), new MetricRange(0, 50)), (metric.Limits?.Plausible, metric.Limits?.Physical));
        Assert.Equal(TimeSpan.FromMinutes(5), metric.ExpectedInterval);
        Assert.Equal(new Coding(Coding.Snomed, "32849002"), metric.BodySite);
    }

    [Fact]
    public void How_a_device_is_asked_is_read()
    {
        DeviceProfile profile = Read($$"""
            {"id":"a","version":"1","poll":{"interval":"PT2M","jitter":"PT0S","timeOut":"PT3S","backOff":{"first":"PT1S","max":"PT1H"} },
            "metrics":[{{Metric}}],{{Decoder}} }
            """);

        Assert.Equal(
            new PollOptions
            {
                Interval = TimeSpan.FromMinutes(2),
                Jitter = TimeSpan.Zero,
                TimeOut = TimeSpan.FromSeconds(3),
                BackOffFirst = TimeSpan.FromSeconds(1),
                BackOffMax = TimeSpan.FromHours(1),
            },
            profile.Poll);
        Assert.Equal(new PollOptions(), Read($$"""{"id":"a","version":"1","poll":{},"metrics":[{{Metric}}],{{Decoder}} }""").Poll);
    }

    [Theory]
    [InlineData("{\"poll\":{\"interval\":\"P30D\"}}", 1, 9, "Interval is")]
    [InlineData("{\"poll\":{\"jitter\":\"PT2M\"}}", 1, 9, "Jitter is")]
    [InlineData("{\"poll\":{\"backOff\":{\"first\":\"PT1M\",\"max\":\"PT1S\"}}}", 1, 9, "BackOffMax is")]
    [InlineData("{\"poll\":{\"backOff\":{\"last\":\"PT1M\"}}}", 1, 21, "'last' is not known")]
    [InlineData("{\"poll\":[]}", 1, 9, "'poll' is an object")]
    public void How_a_device_is_asked_is_within_bounds(string text, int line, int column, string message) =>
        AssertFault(Faults(text), line, column, message);

    [Theory]
    [InlineData("", 1, 1, "not JSON")]
    [InlineData("[]", 1, 1, "object is expected")]
    [InlineData("{\n  \"id\": \"a\",\n}", 3, 1, "not JSON")]
    [InlineData("{ // words\n}", 1, 3, "not JSON")]
    [InlineData("\ufeff{}", 1, 1, "not JSON")]
    [InlineData("{\"id\":\"\\ud800\"}", 1, 7, "UTF-8")]
    [InlineData("{\n\"id\":\"a\", \"colour\":1}", 2, 11, "'colour' is not known")]
    [InlineData("{\"id\":\"a\",\n  \"id\":\"b\"}", 2, 3, "'id' stands twice")]
    [InlineData("{\"id\":null}", 1, 7, "not null")]
    [InlineData("{\"id\":5}", 1, 7, "'id' is a string")]
    [InlineData("{\"id\":\" \"}", 1, 7, "1 to 256")]
    [InlineData("{\"version\":\"1\"}", 1, 1, "'id' is missing")]
    [InlineData("{\"metrics\":[]}", 1, 12, "1 to 256 metrics")]
    [InlineData("{\"expectedInterval\":\"00:01:00\"}", 1, 21, "ISO 8601")]
    [InlineData("{\"expectedInterval\":\"PT0S\"}", 1, 21, "greater than zero")]
    [InlineData("{\"types\":[{\"system\":\"s\",\"code\":\" c\"}]}", 1, 11, "blanks at its ends")]
    [InlineData("{\"types\":[{\"system\":\"s\"}]}", 1, 11, "'code' is missing")]
    [InlineData("{\"decoder\":{\"name\":\"flat-json\"}}", 1, 12, "'section' is missing")]
    [InlineData("{\"decoder\":{\"name\":\"flat-json\",\"section\":[]}}", 1, 42, "'section' is an object")]
    public void A_fault_has_its_line_and_column(string text, int line, int column, string message) =>
        AssertFault(Faults(text), line, column, message);

    [Theory]
    [InlineData("""{"name":"HR","metric":"hart-rate","unit":"/min"}""", 22, "no metric of this id")]
    [InlineData("""{"name":"HR","metric":"heart-rate"}""", 0, "'unit' is missing: 'heart-rate' is in /min")]
    [InlineData("""{"name":"HR","metric":"heart-rate","unit":"Hz"}""", 42, "no unit is converted here")]
    [InlineData("""{"name":"BP","metric":"cuff-pressure","unit":"kPa"}""", 45, "is in mm[Hg]")]
    [InlineData("""{"name":"HR","metric":"heart-rate","unit":"/min","scale":0}""", 57, "'scale' is not zero")]
    [InlineData("""{"name":"HR","metric":"heart-rate","unit":"/min","scale":1e10}""", 57, "'scale' is not zero")]
    [InlineData("""{"name":"HR","metric":"heart-rate","unit":"/min","scale":1e99}""", 57, "at most 28 digits")]
    [InlineData("""{"name":"HR","metric":"heart-rate","unit":"/min","scale":"1"}""", 57, "'scale' is a number")]
    [InlineData("""{"name":"HR","metric":"heart-rate","unit":"/min","zeroMeansNotMeasured":0}""", 72, "true or false")]
    [InlineData("""{"name":"HR","metric":"heart-rate","unit":"/min","plausible":[300,20]}""", 61, "above its highest")]
    [InlineData("""{"name":"HR","metric":"heart-rate","unit":"/min","plausible":[20]}""", 61, "two numbers")]
    [InlineData("""{"name":"HR","metric":"heart-rate","unit":"/min","plausible":[20,"x"]}""", 65, "A number of at most 28")]
    [InlineData("""{"name":"HR","metric":"heart-rate","unit":"/min","plausible":[20,700]}""", 61, "does not lie within")]
    [InlineData("""{"name":"HR","metric":"heart-rate","unit":"/min","physical":[30,600]}""", 60, "does not lie within")]
    [InlineData("""{"name":"BP","metric":"cuff-pressure","unit":"mm[Hg]","plausible":[0,1]}""", 66, "limits of their own metrics")]
    [InlineData("""{"name":"HR","metric":"heart-rate","unit":"/min","category":"guess"}""", 60, "measurement, setting or calculation")]
    [InlineData("""{"name":"HR","metric":"heart-rate","unit":"/min","bodySite":{"code":"1"}}""", 60, "'system' is missing")]
    [InlineData("""5""", 0, "object is expected")]
    public void A_fault_of_a_metric_has_its_column(string metric, int offset, string message)
    {
        const string Before = "{\"id\":\"a\",\"version\":\"1\",\n\"metrics\":[";

        AssertFault(Faults($"{Before}{metric}],{Decoder}}}"), 2, 12 + offset, message);
    }

    [Theory]
    [InlineData("""{"name":"HR","metric":"oxygen-saturation","unit":"%"}""", "The metric name 'HR' stands twice")]
    [InlineData("""{"name":"HR2","metric":"heart-rate","unit":"/min"}""", "stands twice on one channel")]
    public void Two_metrics_are_told_apart(string second, string message) =>
        AssertFault(Faults($"{{\"id\":\"a\",\"version\":\"1\",\"metrics\":[{Metric},\n{second}],{Decoder}}}"), 2, 1, message);

    [Fact]
    public void Every_fault_is_listed_in_the_order_of_the_file()
    {
        DeviceProfileException fault = Assert.Throws<DeviceProfileException>(() => Read("""
            { "id": "a", "colour": 1,
              "metrics": [ { "name": "HR", "metric": "heart-rate", "unit": "Hz", "scale": 0 },
                           { "metric": "hart-rate" } ],
              "decoder": { "section": {}, "extra": [] } }
            """));

        Assert.Equal(
            [(1, 1), (1, 14), (2, 64), (2, 79), (3, 16), (3, 28), (4, 14), (4, 31)],
            fault.Faults.Select(f => (f.Position.Line, f.Position.Column)));
        Assert.All(fault.Faults, f => Assert.Contains($"profile.json({f.Position.Line},{f.Position.Column}): {f.Message}", fault.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_profile_of_nothing_but_faults_has_a_short_list()
    {
        string unknown = string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"\"x{i}\":1"));

        Assert.Equal(200, Faults($"{{{unknown}}}").Count);
    }

    [Fact]
    public void Size_and_depth_are_limited()
    {
        Assert.Contains("1048576", Assert.Single(Faults(new string(' ', DeviceProfileReader.MaxBytes + 1))).Message, StringComparison.Ordinal);
        Assert.Contains("16 deep", Assert.Single(Faults(new string('[', 17))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Arbitrary_bytes_give_a_profile_or_faults()
    {
        Arbitrary<(int At, byte With)[]> changes = ArbMap.Default.ArbFor<byte>().Generator
            .SelectMany(b => Gen.Choose(0, BedsideMonitor.Text.Length - 1).Select(at => (at, b))).ArrayOf().ToArbitrary();

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(changes, all =>
        {
            byte[] text = Encoding.UTF8.GetBytes(BedsideMonitor.Text);
            foreach ((int at, byte with) in all)
            {
                text[at] = with;
            }

            bool isRead = DeviceProfileReader.TryRead(text, "profile.json", MetricCatalogue.Standard, out DeviceProfile? profile, out IReadOnlyList<ProfileFault> faults);
            return isRead == (profile is not null) && isRead == (faults.Count == 0);
        }));
    }

    [Fact]
    public void Every_cut_of_a_profile_has_a_fault()
    {
        byte[] text = Encoding.UTF8.GetBytes(BedsideMonitor.Text);
        for (int length = 0; length < text.Length; length++)
        {
            Assert.False(DeviceProfileReader.TryRead(text.AsMemory(0, length), "profile.json", MetricCatalogue.Standard, out _, out IReadOnlyList<ProfileFault> faults));
            Assert.Single(faults);
        }
    }

    private static DeviceProfile Read(string text) => DeviceProfileReader.Read(Encoding.UTF8.GetBytes(text), "profile.json", MetricCatalogue.Standard);

    private static IReadOnlyList<ProfileFault> Faults(string text)
    {
        Assert.False(DeviceProfileReader.TryRead(Encoding.UTF8.GetBytes(text), "profile.json", MetricCatalogue.Standard, out _, out IReadOnlyList<ProfileFault> faults));
        return faults;
    }

    private static void AssertFault(IReadOnlyList<ProfileFault> faults, int line, int column, string message) => Assert.Contains(faults,
        f => f.Position == new ProfilePosition(line, column) && f.Message.Contains(message, StringComparison.Ordinal));
}
