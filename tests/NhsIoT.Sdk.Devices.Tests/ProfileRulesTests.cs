using System.Text;
using NhsIoT.Sdk.Telemetry;

namespace NhsIoT.Sdk.Devices.Tests;

public sealed class ProfileRulesTests
{
    private const string Every = """
        {"stuck":{"readings":10,"time":"PT5M","coded":true,"severity":"bad"},"jump":{"change":30.5,"per":"PT2S","severity":"good"},
        "gap":{"interval":"PT10S","factor":2.5,"severity":"uncertain"},"calibration":{"severity":"bad"},"duplicates":false,"outOfOrder":false}
        """;

    [Fact]
    public void All_that_rules_can_say_is_read() => Assert.Equal(
        new QualityRules
        {
            Stuck = new StuckRule { Readings = 10, Time = TimeSpan.FromMinutes(5), IncludesCoded = true, Severity = QualitySeverity.Bad },
            Jump = new JumpRule { Change = 30.5m, Per = TimeSpan.FromSeconds(2), Severity = QualitySeverity.Good },
            SamplingGap = new SamplingGapRule { Interval = TimeSpan.FromSeconds(10), Factor = 2.5m, Severity = QualitySeverity.Uncertain },
            CalibrationSeverity = QualitySeverity.Bad,
            MarksDuplicates = false,
            MarksOutOfOrder = false,
        },
        Read(Text(own: Every)).Metrics[0].Rules);

    [Fact]
    public void What_is_left_out_has_its_default() => Assert.Equal(
        new QualityRules { Stuck = new StuckRule { Readings = 2 }, Jump = new JumpRule { Change = 1m }, SamplingGap = new SamplingGapRule() },
        Read(Text(own: """{"stuck":{"readings":2},"jump":{"change":1},"gap":{}}""")).Metrics[0].Rules);

    [Fact]
    public void A_profile_without_rules_leaves_those_of_the_metric() => Assert.Null(Read(Text()).Metrics[0].Rules);

    [Fact]
    public void What_a_metric_does_not_state_stays_as_the_profile_has_it_and_what_is_off_is_off()
    {
        const string Shared = """{"stuck":{"readings":5},"gap":{"factor":4},"duplicates":false}""";

        QualityRules all = Read(Text(Shared)).Metrics[0].Rules!;
        QualityRules own = Read(Text(Shared, """{"off":["stuck"],"gap":{"factor":2}}""")).Metrics[0].Rules!;

        Assert.Equal((5, 4m, false), (all.Stuck?.Readings, all.SamplingGap?.Factor, all.MarksDuplicates));
        Assert.Equal((null, 2m, false), (own.Stuck?.Readings, own.SamplingGap?.Factor, own.MarksDuplicates));
    }

    [Fact]
    public void The_contexts_of_a_device_have_the_rules_the_interval_and_the_calibration()
    {
        DeviceProfile profile = Read(Text(own: """{"stuck":{"readings":5}}"""));
        DateTimeOffset due = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);
        KnownDevice device = new(new DeviceDescriptor { Id = BedsideMonitor.Descriptor1, ProfileId = profile.Id, CalibrationDue = due }, profile);

        MeasurementContext context = device.ContextFor(0, ReadingPurpose.Live);

        Assert.Same(profile.Metrics[0].Rules, context.Rules);
        Assert.Equal((TimeSpan.FromMinutes(1), due), (context.ExpectedInterval, context.CalibrationDue));
    }

    [Theory]
    [InlineData("""{"sticky":{}}""", 16, "'sticky' is not known")]
    [InlineData("""{"stuck":5}""", 24, "'stuck' is an object")]
    [InlineData("""{"stuck":{}}""", 24, "asks for 'readings'")]
    [InlineData("""{"stuck":{"readings":1}}""", 36, "from 2 to 1000000")]
    [InlineData("""{"stuck":{"readings":2.5}}""", 36, "whole number")]
    [InlineData("""{"stuck":{"time":"5 minutes"}}""", 32, "ISO 8601")]
    [InlineData("""{"stuck":{"readings":2,"severity":"awful"}}""", 49, "good, uncertain or bad")]
    [InlineData("""{"jump":{}}""", 23, "'change' is missing")]
    [InlineData("""{"jump":{"change":0}}""", 33, "from 0.000000001 to")]
    [InlineData("""{"jump":{"change":1,"pro":"PT1S"}}""", 35, "'pro' is not known")]
    [InlineData("""{"gap":{"factor":0.9}}""", 32, "from 1 to 1000")]
    [InlineData("""{"calibration":{}}""", 30, "'severity' is missing")]
    [InlineData("""{"duplicates":"yes"}""", 29, "true or false")]
    [InlineData("""{"off":["stuck","stuck"]}""", 31, "each once")]
    [InlineData("""{"off":["range"]}""", 23, "stuck, jump or gap")]
    [InlineData("""{"off":["gap"],"gap":{}}""", 36, "stated and off")]
    [InlineData("null", 15, "is an object, not null")]
    public void A_fault_in_the_rules_is_told_with_its_place(string rules, int column, string words)
    {
        ProfileFault fault = Assert.Single(FaultsOf(Text(own: rules)));

        Assert.Equal(new ProfilePosition(3, column), fault.Position);
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_jump_has_the_unit_of_a_metric_so_it_cannot_hold_for_all() =>
        Assert.Equal("p.json(1,49): A jump is in the unit of a metric: it stands in the rules of the metric.", Assert.Single(FaultsOf(Text("""{"jump":{"change":1}}"""))).ToString());

    private static string Text(string? shared = null, string? own = null) =>
        $$"""
        {"id":"a","version":"1",{{(shared is null ? "" : $"\"rules\":        {shared},")}}"expectedInterval":"PT1M",
        "metrics":[{"name":"HR","metric":"heart-rate","unit":"/min"{{(own is null ? "" : $",\n     \"rules\": {own}")}}}],
        "decoder":{"name":"flat-json","section":{} } }
        """;

    private static DeviceProfile Read(string text) => DeviceProfileReader.Read(Encoding.UTF8.GetBytes(text), "p.json", MetricCatalogue.Standard);

    private static IReadOnlyList<ProfileFault> FaultsOf(string text) =>
        DeviceProfileReader.TryRead(Encoding.UTF8.GetBytes(text), "p.json", MetricCatalogue.Standard, out _, out IReadOnlyList<ProfileFault> faults) ? [] : faults;
}
