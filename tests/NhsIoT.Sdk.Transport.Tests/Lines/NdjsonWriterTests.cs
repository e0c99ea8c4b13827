using System.Text;
using System.Text.Json;
using NhsIoT.Sdk.Testing;

namespace NhsIoT.Sdk.Transport.Tests.Lines;

public sealed class NdjsonWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualClock _clock = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_line_holds_every_field_of_its_envelope_and_json_as_it_is()
    {
        Envelope envelope = new()
        {
            Id = "a-1"u8.ToArray(),
            Revision = 3,
            Cause = 2,
            Class = DeliveryClass.Alarm,
            Key = "bed \"1\"",
            Route = "PUT Observation/a-1",
            ContentType = "application/fhir+json; charset=utf-8",
            Payload = """{"value": 36.60,"text":"°C"}"""u8.ToArray(),
            Expires = new DateTimeOffset(2026, 11, 21, 9, 30, 15, 250, TimeSpan.FromHours(1)),
            Headers = new Dictionary<string, string> { ["a"] = "b" },
        };
        await SendAsync(new NdjsonWriterOptions { Folder = _folder.Path }, envelope);

        string line = Assert.Single(File.ReadAllLines(Assert.Single(_folder.Files())));
        Assert.Contains("\"json\":{\"value\": 36.60,\"text\":\"°C\"}", line, StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(line);
        Assert.Equal("2026-11-21T09:30:15.25+01:00", json.RootElement.GetProperty("expires").GetString());
        Assert.Equal("alarm", json.RootElement.GetProperty("class").GetString());
        Assert.Equal(("bed \"1\"", 3, 2), (json.RootElement.GetProperty("key").GetString(), json.RootElement.GetProperty("revision").GetInt32(), json.RootElement.GetProperty("cause").GetInt32()));
    }

    [Fact]
    public async Task A_new_file_is_begun_by_size_by_time_and_at_every_start()
    {
        NdjsonWriterOptions options = new() { Folder = _folder.Path, MaxFileBytes = 1024 };
        await using (NdjsonWriter writer = new(options, _clock))
        {
            await SendAsync(writer, [.. Enumerable.Range(0, 30).Select(i => Line($"m{i}"))]);
            int bySize = _folder.Files().Length;
            Assert.InRange(bySize, 2, 10);
            Assert.All(_folder.Files(), f => Assert.InRange(new FileInfo(f).Length, 1, 1024));

            _clock.SetUtcNow(_clock.GetUtcNow().AddDays(400));
            await SendAsync(writer, Line("a"));
            Assert.Equal(bySize, _folder.Files().Length);
            _clock.Advance(TimeSpan.FromHours(1));
            await SendAsync(writer, Line("b"));
            Assert.Equal(bySize + 1, _folder.Files().Length);
        }

        int before = _folder.Files().Length;
        await SendAsync(options, Line("c"));
        Assert.Equal(before + 1, _folder.Files().Length);
        Assert.Equal(
            [.. Enumerable.Range(0, 30).Select(i => $"m{i}"), "a", "b", "c"],
            _folder.Files().SelectMany(File.ReadAllLines).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("id").GetString()!));
    }

    [Fact]
    public async Task At_the_total_size_nothing_more_is_taken_and_nothing_is_deleted_until_somebody_moves_files_away()
    {
        NdjsonWriterOptions options = new() { Folder = _folder.Path, MaxFileBytes = 1024, MaxTotalBytes = 2048, MaxBatch = 100 };
        await using NdjsonWriter writer = new(options, _clock);
        Delivery[] deliveries = await SendAsync(writer, [.. Enumerable.Range(0, 40).Select(i => Line($"m{i}"))]);

        int taken = deliveries.Count(d => d.State == DeliveryState.Accepted);
        Assert.InRange(taken, 1, 39);
        Assert.All(deliveries[taken..], d => Assert.Equal((DeliveryState.Unknown, DeliveryFault.Destination), (d.State, d.Fault)));
        Assert.False(writer.Health.Connected);
        Assert.Equal(taken, _folder.Files().SelectMany(File.ReadAllLines).Count());
        Assert.InRange(_folder.Files().Sum(f => new FileInfo(f).Length), 1, 2048);

        File.Delete(_folder.Files()[0]);
        Assert.Equal(Delivery.Accepted, (await SendAsync(writer, Line("later")))[0]);
        Assert.True(writer.Health.Connected);
    }

    [Fact]
    public async Task Numbers_go_on_although_every_file_was_moved_away()
    {
        NdjsonWriterOptions options = new() { Folder = _folder.Path };
        await SendAsync(options, Line("a"));
        string first = Path.GetFileName(Assert.Single(_folder.Files()));
        File.Delete(_folder.Files()[0]);
        await SendAsync(options, Line("b"));

        Assert.Equal(("exchange.000000000001.ndjson", "exchange.000000000002.ndjson"), (first, Path.GetFileName(Assert.Single(_folder.Files()))));
    }

    [Fact]
    public async Task One_writer_at_a_time_holds_a_folder()
    {
        NdjsonWriterOptions options = new() { Folder = _folder.Path };
        await using NdjsonWriter second = new(options, _clock);
        await using (NdjsonWriter first = new(options, _clock))
        {
            await SendAsync(first, Line("a"));
            Assert.Equal(DeliveryFault.Destination, (await SendAsync(second, Line("b")))[0].Fault);
        }

        Assert.Equal(Delivery.Accepted, (await SendAsync(second, Line("b")))[0]);
    }

    [Fact]
    public async Task What_cannot_be_a_line_is_rejected_and_the_others_go_on()
    {
        Delivery[] deliveries = await SendAsync(
            new NdjsonWriterOptions { Folder = _folder.Path, MaxLineBytes = 1024 },
            Line("a"), Line("b") with { Payload = new byte[2000] }, Line("c") with { Key = "\ud800" }, Line("d"));

        Assert.Equal([DeliveryState.Accepted, DeliveryState.Rejected, DeliveryState.Rejected, DeliveryState.Accepted], deliveries.Select(d => d.State));
        Assert.Equal(2, File.ReadAllLines(Assert.Single(_folder.Files())).Length);
    }

    [Fact]
    public async Task Files_are_for_their_owner_alone_and_their_names_hold_nothing_of_the_content()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using TemporaryFolder parent = new();
        string folder = parent["out"];
        Envelope person = Line("a") with { Identifiable = true, Key = "9434765919", Payload = "9434765919"u8.ToArray() };
        Assert.Equal(Delivery.Accepted, (await SendAsync(new NdjsonWriterOptions { Folder = folder, ClearedForIdentifiable = true }, person))[0]);

        foreach (string file in Directory.GetFiles(folder))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            Assert.DoesNotContain("9434765919", file, StringComparison.Ordinal);
        }

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_leaves_everything_unknown()
    {
        string path = _folder["file"];
        await File.WriteAllTextAsync(path, "");
        Delivery[] deliveries = await SendAsync(new NdjsonWriterOptions { Folder = path }, Line("a"), Line("b"));

        Assert.All(deliveries, d => Assert.Equal((DeliveryState.Unknown, DeliveryFault.Destination), (d.State, d.Fault)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Name")]
    [InlineData("../x")]
    [InlineData("a.b")]
    public void A_name_that_is_none_is_refused(string name) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new NdjsonWriter(new NdjsonWriterOptions { Folder = _folder.Path, Name = name }, _clock));

    internal static Envelope Line(string id) => new() { Id = Encoding.ASCII.GetBytes(id), Key = "k", Route = "r", Payload = Encoding.UTF8.GetBytes(id) };

    internal static async Task<Delivery[]> SendAsync(NdjsonWriter writer, params Envelope[] batch)
    {
        Delivery[] deliveries = new Delivery[batch.Length];
        await writer.SendAsync(batch, deliveries, CancellationToken.None);
        return deliveries;
    }

    private async Task<Delivery[]> SendAsync(NdjsonWriterOptions options, params Envelope[] batch)
    {
        await using NdjsonWriter writer = new(options, _clock);
        return await SendAsync(writer, batch);
    }
}
