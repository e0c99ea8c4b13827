using NhsIoT.Sdk.Telemetry;

namespace WardGateway.Tests;

public sealed class WardOptionsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 30, 15, 678, TimeSpan.Zero);

    [Fact]
    public void Without_options_a_synthetic_ward_begins_now()
    {
        WardOptions options = Read();

        Assert.Equal((null, 1m, null, null, null), (options.Replay, options.Speed, options.Out, options.Fhir, options.Duration));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 12, 30, 15, TimeSpan.Zero), options.Start);
        Assert.True(options.Patient.IsTestNumber);
    }

    [Fact]
    public void All_options_are_read()
    {
        string file = typeof(WardOptionsTests).Assembly.Location;
        WardOptions options = Read(
            "--replay", file, "--speed", "2.5", "--out", "bundles.ndjson", "--fhir", "http://127.0.0.1:8080/fhir",
            "--patient", "944 930 7539", "--start", "2026-07-01T09:30:00+01:00", "--duration", "5m");

        Assert.Equal((file, 2.5m, "bundles.ndjson"), (options.Replay, options.Speed, options.Out));
        Assert.Equal(new Uri("http://127.0.0.1:8080/fhir"), options.Fhir);
        Assert.Equal("9449307539", options.Patient.Digits);
        Assert.Equal(new DateTimeOffset(2026, 7, 1, 9, 30, 0, TimeSpan.FromHours(1)), options.Start);
        Assert.Equal(TimeSpan.FromHours(1), options.Start.Offset);
        Assert.Equal(TimeSpan.FromMinutes(5), options.Duration);
    }

    [Fact]
    public void A_replay_is_faster_than_life_and_always_begins_at_the_same_time()
    {
        WardOptions options = Read("--replay", typeof(WardOptionsTests).Assembly.Location);

        Assert.Equal(60m, options.Speed);
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), options.Start);
    }

    [Fact]
    public void The_highest_speed_is_no_number() => Assert.Null(Read("--speed", "max").Speed);

    [Theory]
    [InlineData("--sped: one of --replay", "--sped")]
    [InlineData("--speed: a value was expected", "--speed")]
    [InlineData("--speed: a value was expected", "--speed", "--help")]
    [InlineData("--speed: a number above 0", "--speed", "0")]
    [InlineData("--speed: a number above 0", "--speed", "-1")]
    [InlineData("--speed: a number above 0", "--speed", "1e3")]
    [InlineData("--speed: once was expected", "--speed", "1", "--speed", "2")]
    [InlineData("--replay: a file that exists", "--replay", "no-such-file.csv")]
    [InlineData("--out: a file in a folder that exists", "--out", "no-such-folder/bundles.ndjson")]
    [InlineData("--fhir: the http or https base", "--fhir", "127.0.0.1")]
    [InlineData("--fhir: the http or https base", "--fhir", "ftp://127.0.0.1")]
    [InlineData("--start: a time with its offset", "--start", "2026-01-01T00:00:00")]
    [InlineData("--start: a time with its offset", "--start", "2026-01-01")]
    [InlineData("--duration: a time such as", "--duration", "30")]
    [InlineData("--duration: a time such as", "--duration", "0s")]
    [InlineData("--duration: a time such as", "--duration", "s")]
    [InlineData("--duration: a time such as", "--duration", "1d")]
    public void A_wrong_option_says_what_was_expected(string expected, params string[] args) =>
        Assert.StartsWith(expected, Assert.Single(Faults(args)), StringComparison.Ordinal);

    [Fact]
    public void Every_fault_is_listed_at_once() =>
        Assert.Equal(3, Faults("--speed", "x", "--duration", "x", "--start", "x").Count);

    [Theory]
    [InlineData("4505577104")]
    [InlineData("9990000011")]
    [InlineData("999000001")]
    public void Only_a_test_number_is_taken_and_no_number_is_repeated(string number)
    {
        string fault = Assert.Single(Faults("--patient", number));

        Assert.StartsWith("--patient: a test NHS number was expected", fault, StringComparison.Ordinal);
        Assert.DoesNotContain(number, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_elsewhere_gets_nothing_by_accident()
    {
        Assert.Contains("--send-test-data", Assert.Single(Faults("--fhir", "https://fhir.example/r4")), StringComparison.Ordinal);
        Assert.Equal("fhir.example", Read("--fhir", "https://fhir.example/r4", "--send-test-data").Fhir?.Host);
        Assert.NotNull(Read("--fhir", "http://localhost:8080/fhir").Fhir);
    }

    [Fact]
    public void Further_beds_take_the_test_numbers_after_the_first()
    {
        NhsNumber[] patients = [.. TestPatients.From(Read().Patient).Take(8)];

        Assert.Equal("9990000018", patients[0].Digits);
        Assert.Equal(8, patients.Distinct().Count());
        Assert.All(patients, p => Assert.True(p.IsTestNumber));
        Assert.True(TestPatients.From(Read("--patient", "9999999999").Patient).Skip(1).First().IsTestNumber);
    }

    private static WardOptions Read(params string[] args)
    {
        Assert.True(WardOptionsReader.TryRead(args, Now, out WardOptions? options, out IReadOnlyList<string> faults), string.Join(' ', faults));
        return options;
    }

    private static IReadOnlyList<string> Faults(params string[] args)
    {
        Assert.False(WardOptionsReader.TryRead(args, Now, out _, out IReadOnlyList<string> faults));
        return faults;
    }
}
