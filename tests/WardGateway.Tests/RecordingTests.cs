using System.Text.Json;
using NhsIoT.Sdk.Testing;
using WardGateway.Screen;

namespace WardGateway.Tests;

/// <summary>The recording of a real monitor, from its file to bundles.</summary>
public sealed class RecordingTests : IDisposable
{
    private const string Recording = "data/domain/mimic-numerics/s00001-numerics.csv";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ward");
    private readonly StringWriter _screen = new();

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        _screen.Dispose();
    }

    [ReferenceDataFact(Recording)]
    public async Task It_gives_exactly_these_observations_with_a_value()
    {
        string file = await WriteAsync("bundles.ndjson");

        Dictionary<string, int> byMdc = Observations(file).GroupBy(MdcOf).ToDictionary(g => g.Key, g => g.Count());
        Dictionary<string, int> expected = new()
        {
            ["147842"] = 1890, // heart rate
            ["149530"] = 1573, // pulse rate
            ["151562"] = 1891, // respiratory rate
            ["150456"] = 1573, // oxygen saturation
            ["150020"] = 152, // cuff pressure
            ["150023"] = 152, // mean cuff pressure
            ["150036"] = 7, // arterial pressure
            ["150039"] = 8, // mean arterial pressure
        };
        Assert.Equal(expected.OrderBy(e => e.Key, StringComparer.Ordinal), byMdc.OrderBy(e => e.Key, StringComparer.Ordinal));
        Assert.Equal(7246, byMdc.Values.Sum());
        Assert.All(Observations(file), o => Assert.False(o.TryGetProperty("dataAbsentReason", out _)));
    }

    [ReferenceDataFact(Recording)]
    public async Task Two_runs_give_the_same_bundles_byte_for_byte()
    {
        string first = await WriteAsync("first.ndjson");
        string second = await WriteAsync("second.ndjson");

        Assert.Equal(await File.ReadAllBytesAsync(first), await File.ReadAllBytesAsync(second));
    }

    [ReferenceDataFact(Recording)]
    public async Task Another_start_or_patient_gives_other_identifiers()
    {
        string[] ids = [.. await Task.WhenAll(
            FirstIdAsync("a.ndjson"),
            FirstIdAsync("b.ndjson", "--patient", "9449307539"),
            FirstIdAsync("c.ndjson", "--start", "2026-02-01T00:00:00Z"))];

        Assert.Equal(3, ids.Distinct().Count());
    }

    [ReferenceDataFact(Recording)]
    public async Task Every_observation_is_marked_as_a_test()
    {
        string file = await WriteAsync("bundles.ndjson");

        Assert.All(Observations(file), o => Assert.Equal("HTEST", o.GetProperty("meta").GetProperty("security")[0].GetProperty("code").GetString()));
    }

    [ReferenceDataFact(Recording)]
    public async Task A_server_takes_all_of_it_once_and_finds_nothing_new_the_second_time()
    {
        await using EmbeddedFhirEndpoint endpoint = await EmbeddedFhirEndpoint.StartAsync();

        await PostAsync(endpoint.BaseUri);
        EmbeddedFhirCounts first = endpoint.Counts;
        Assert.Equal((7246, 0, 0, 0), (first.ObservationsWithValue, first.ObservationsWithDataAbsentReason, first.Faults, first.UnresolvedReferences));
        Assert.Equal((1, 8, 7246), (first.Resources["Device"], first.Resources["DeviceMetric"], first.Resources["Observation"]));

        await PostAsync(endpoint.BaseUri);
        Assert.Equal((first.Created, first.Created, 0), (endpoint.Counts.Created, endpoint.Counts.Unchanged, endpoint.Counts.Updated));
    }

    [Fact]
    public async Task A_broken_row_is_shown_and_the_program_says_that_something_was_wrong()
    {
        string recording = Path.Combine(_folder.FullName, "broken.csv");
        await File.WriteAllTextAsync(recording, "sample,seconds,HR\n0,0,60.5\n1,60,x\n2,120,61\n");

        int exitCode = await RunAsync(recording, "--out", Path.Combine(_folder.FullName, "broken.ndjson"));

        Assert.Equal(ExitCodes.NotAllDelivered, exitCode);
        Assert.Contains("broken.csv(3,6): a number or nothing was expected.", _screen.ToString(), StringComparison.Ordinal);
        Assert.All(_screen.ToString().Split(Environment.NewLine)[..^1], line => Assert.Contains(WardScreen.Banner, line, StringComparison.Ordinal));
        Assert.Equal(2, Observations(Path.Combine(_folder.FullName, "broken.ndjson")).Count());
    }

    private static IEnumerable<JsonElement> Observations(string file) => File.ReadLines(file)
        .SelectMany(line => JsonDocument.Parse(line).RootElement.GetProperty("entry").EnumerateArray().ToArray())
        .Select(entry => entry.GetProperty("resource"))
        .Where(resource => resource.GetProperty("resourceType").GetString() == "Observation");

    private static string MdcOf(JsonElement observation) => observation.GetProperty("code").GetProperty("coding").EnumerateArray()
        .Single(c => c.GetProperty("system").GetString() == "urn:iso:std:iso:11073:10101").GetProperty("code").GetString()!;

    private async Task<string> FirstIdAsync(string name, params string[] more)
    {
        string file = Path.Combine(_folder.FullName, name);
        Assert.Equal(ExitCodes.Good, await RunAsync(ReferenceData.PathOf(Recording), ["--out", file, .. more]));
        return Observations(file).First().GetProperty("id").GetString()!;
    }

    private async Task<string> WriteAsync(string name)
    {
        string file = Path.Combine(_folder.FullName, name);
        Assert.Equal(ExitCodes.Good, await RunAsync(ReferenceData.PathOf(Recording), "--out", file));
        return file;
    }

    private async Task PostAsync(Uri server) =>
        Assert.Equal(ExitCodes.Good, await RunAsync(ReferenceData.PathOf(Recording), "--fhir", server.ToString()));

    private async Task<int> RunAsync(string recording, params string[] more)
    {
        string[] args = ["--replay", recording, "--speed", "max", .. more];
        Assert.True(WardOptionsReader.TryRead(args, DateTimeOffset.UnixEpoch, out WardOptions? options, out IReadOnlyList<string> faults), string.Join(' ', faults));
        WardScreen screen = new(TextWriter.Synchronized(_screen), isTerminal: false);
        return await new WardRun(options, screen, TimeProvider.System).RunAsync(CancellationToken.None);
    }
}
