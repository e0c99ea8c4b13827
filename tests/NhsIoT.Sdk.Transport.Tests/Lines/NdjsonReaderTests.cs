using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NhsIoT.Sdk.Testing;

namespace NhsIoT.Sdk.Transport.Tests.Lines;

public sealed class NdjsonReaderTests : IDisposable
{
    private const string Good = """{"id":"a","class":"alarm","route":"r","base64":"YQ=="}""";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // What stands on the line, and which byte of it is named with which words.
    public static TheoryData<string, long, string> BadLines => new()
    {
        { "", 0, "not well-formed JSON" },
        { "nonsense", 1, "not well-formed JSON" },
        { """{"id":"a",""", 9, "not well-formed JSON" },
        { "[1]", 0, "not a JSON object" },
        { """{"route":"r","route":"r"}""", 13, "'route' stands twice" },
        { """{"patient":"9434765919"}""", 1, "an unknown member" },
        { """{"class":"loud"}""", 9, "'class' is not what it has to be" },
        { """{"revision":1.5}""", 12, "'revision' is not what it has to be" },
        { """{"cause":256}""", 9, "'cause' is not what it has to be" },
        { """{"base64":"*"}""", 10, "'base64' is not what it has to be" },
        { """{"expires":"soon"}""", 11, "'expires' is not what it has to be" },
        { """{"headers":{"a":1}}""", 16, "'headers' is not what it has to be" },
        { """{"key":null}""", 7, "'key' is not what it has to be" },
        { """{"class":"alarm","json":1}""", 0, "'route' is missing" },
        { """{"route":"r","json":1}""", 0, "'class' is missing" },
        { """{"route":"r","class":"alarm"}""", 0, "the payload is missing" },
        { """{"route":"r","class":"alarm","json":1,"base64":""}""", 0, "two payloads" },
        { Good + "}", 54, "not well-formed JSON" },
    };

    [Theory]
    [MemberData(nameof(BadLines))]
    public async Task A_line_that_cannot_be_read_is_handed_over_with_its_bytes_and_its_place_and_the_next_follows(string line, long place, string words)
    {
        await WriteAsync(1, $"{Good}\n{line}\n{Good}\n");
        await using NdjsonReader reader = Reader();
        Received[] messages = await TakeAsync(reader, 3);

        Assert.Equal([false, true, false], messages.Select(m => m.Fault is not null));
        Assert.Equal(line, Encoding.UTF8.GetString(messages[1].Envelope.Payload.Span));
        Assert.Equal("exchange.000000000001.ndjson line 2", messages[1].Fault!.Place);
        Assert.Equal(Good.Length + 1 + place, messages[1].Fault!.ByteOffset);
        Assert.StartsWith(words, messages[1].Fault!.Explanation, StringComparison.Ordinal);
        Assert.DoesNotContain("9434765919", messages[1].Fault!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_writer_left_of_a_line_when_it_broke_off_is_handed_over_once_another_file_follows()
    {
        await WriteAsync(1, Good + "\n" + Good[..20]);
        await using NdjsonReader reader = Reader();
        Received whole = (await TakeAsync(reader, 1))[0];
        whole.Accept();

        await WriteAsync(2, Good + "\n");
        Received[] rest = await TakeAsync(reader, 2);
        Assert.Equal("the line is cut off", rest[0].Fault!.Explanation);
        Assert.Equal(Good[..20], Encoding.UTF8.GetString(rest[0].Envelope.Payload.Span));
        Assert.Null(rest[1].Fault);
    }

    [Fact]
    public async Task A_line_that_is_still_being_written_is_waited_for()
    {
        await WriteAsync(1, Good[..20]);
        ManualClock clock = new();
        await using NdjsonReader reader = new(new NdjsonReaderOptions { Folder = _folder.Path }, clock);
        Task<Received[]> receive = TakeAsync(reader, 1);
        await clock.WaitForPendingTimersAsync(1);

        await File.AppendAllTextAsync(_folder.Files()[0], Good[20..] + "\n");
        clock.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Null(Assert.Single(await receive).Fault);
    }

    [Fact]
    public async Task A_line_that_is_too_long_gives_its_first_bytes_and_the_next_line_follows()
    {
        await WriteAsync(1, new string('x', 300_000) + "\n" + Good + "\n");
        await using NdjsonReader reader = new(new NdjsonReaderOptions { Folder = _folder.Path, Follow = false, MaxLineBytes = 1024 }, TimeProvider.System);
        Received[] messages = await TakeAsync(reader, 2);

        Assert.Equal(1024, messages[0].Envelope.Payload.Length);
        Assert.StartsWith("the line is longer", messages[0].Fault!.Explanation, StringComparison.Ordinal);
        Assert.Null(messages[1].Fault);
    }

    [Fact]
    public async Task The_position_moves_over_what_is_settled_without_a_gap()
    {
        await WriteAsync(1, Lines("a", "b", "c"));
        await WriteAsync(2, Lines("d"));
        await using (NdjsonReader reader = Reader())
        {
            Received[] messages = await TakeAsync(reader, 4);
            messages[0].Accept();
            messages[2].Reject("no");
            messages[3].Accept();
        }

        await using (NdjsonReader reader = Reader())
        {
            Received[] again = await TakeAsync(reader, 3);
            Assert.Equal(["b", "c", "d"], again.Select(IdOf));
            Array.ForEach(again, m => m.Accept());
        }

        await using NdjsonReader last = Reader(follow: false);
        Assert.Equal(0, await last.ReceiveAsync(new Received[1], CancellationToken.None));
    }

    [Fact]
    public async Task Two_readers_have_positions_of_their_own()
    {
        await WriteAsync(1, Lines("a"));
        await using (NdjsonReader first = Reader())
        {
            (await TakeAsync(first, 1))[0].Accept();
        }

        await using NdjsonReader second = new(new NdjsonReaderOptions { Folder = _folder.Path, Follow = false, Reader = "other" }, TimeProvider.System);
        Assert.Equal("a", IdOf((await TakeAsync(second, 1))[0]));
    }

    [Fact]
    public async Task Without_following_it_ends_when_everything_is_settled()
    {
        await WriteAsync(1, Lines("a"));
        await using NdjsonReader reader = Reader(follow: false);
        Received message = (await TakeAsync(reader, 1))[0];
        Task<int> end = reader.ReceiveAsync(new Received[1], CancellationToken.None).AsTask();
        Assert.False(end.IsCompleted);

        message.Accept();
        Assert.Equal(0, await end.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Theory]
    [InlineData("exchange.reader.position", "nonsense")]
    [InlineData("exchange.reader.position", "1 999999 1")]
    public async Task A_position_that_is_none_is_named_and_nothing_is_skipped(string file, string content)
    {
        await WriteAsync(1, Lines("a"));
        await File.WriteAllTextAsync(_folder[file], content);
        await using NdjsonReader reader = Reader();

        InvalidDataException fault = await Assert.ThrowsAsync<InvalidDataException>(() => TakeAsync(reader, 1));
        Assert.Contains("exchange.", fault.Message, StringComparison.Ordinal);
        Assert.False(reader.Health.Connected);
        File.Delete(_folder[file]);
    }

    [Fact]
    public void Whatever_an_envelope_holds_it_comes_back_byte_for_byte() => Prop.ForAll(EnvelopeGen.ToArbitrary(), envelope =>
    {
        using TemporaryFolder folder = new();
        Received back = ThereAndBackAsync(folder.Path, envelope).GetAwaiter().GetResult();
        Envelope other = back.Envelope;
        return back.Fault is null
            && other.Payload.Span.SequenceEqual(envelope.Payload.Span) && other.Id.Span.SequenceEqual(envelope.Id.Span)
            && (other.Revision, other.Cause, other.Class, other.Identifiable, other.Key, other.Route, other.ContentType, other.Expires)
                == (envelope.Revision, envelope.Cause, envelope.Class, envelope.Identifiable, envelope.Key, envelope.Route, envelope.ContentType, envelope.Expires)
            && (other.Headers ?? new Dictionary<string, string>()).SequenceEqual(envelope.Headers ?? new Dictionary<string, string>());
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static Gen<Envelope> EnvelopeGen =>
        from payload in Gen.OneOf(
            Gen.Choose(0, 255).Select(i => (byte)i).ArrayOf(),
            Gen.Elements("1", "null", "\"a\\nb\"", "{\"a\": [1, 2.50, {}]}", " 1", "1 ", "{\n}", "{\"a\":1,\"a\":2}", "{", "1 2", "\"\u00e9\u2028\"", "", new string('[', 400) + new string(']', 400), new string('[', 600) + new string(']', 600)).Select(Encoding.UTF8.GetBytes))
        from type in Gen.Elements<string?>(null, "application/json", "application/fhir+json; charset=utf-8", "text/plain")
        from text in Gen.Elements("r", "\"\\/\n\u0000\u2028", "\ud83d\ude00", "a b")
        from number in Gen.Choose(0, int.MaxValue)
        select new Envelope
        {
            Id = Encoding.ASCII.GetBytes($"id-{number}"),
            Revision = number,
            Cause = (byte)(number % 256),
            Class = (DeliveryClass)(number % 3),
            Identifiable = number % 2 == 0,
            Key = number % 5 == 0 ? null : text,
            Route = text,
            ContentType = type,
            Payload = payload,
            Expires = number % 3 == 0 ? null : new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.FromMinutes(number % 800)).AddTicks(number),
            Headers = number % 7 == 0 ? null : new Dictionary<string, string> { [text] = "x", ["b"] = text },
        };

    private static async Task<Received> ThereAndBackAsync(string folder, Envelope envelope)
    {
        await using (NdjsonWriter writer = new(new NdjsonWriterOptions { Folder = folder, ClearedForIdentifiable = true }, TimeProvider.System))
        {
            Assert.Equal(Delivery.Accepted, (await NdjsonWriterTests.SendAsync(writer, envelope))[0]);
        }

        await using NdjsonReader reader = new(new NdjsonReaderOptions { Folder = folder, Follow = false }, TimeProvider.System);
        return Assert.Single(await TakeAsync(reader, 1));
    }

    private static string IdOf(Received message) => Encoding.ASCII.GetString(message.Envelope.Id.Span);

    private static string Lines(params string[] ids) =>
        string.Concat(ids.Select(id => $$"""{"id":"{{id}}","class":"alarm","route":"r","json":1}""" + "\n"));

    private Task WriteAsync(int number, string text) => File.WriteAllTextAsync(_folder[$"exchange.{number:D12}.ndjson"], text);

    private NdjsonReader Reader(bool follow = true) =>
        new(new NdjsonReaderOptions { Folder = _folder.Path, Follow = follow, PollInterval = TimeSpan.FromMilliseconds(1) }, TimeProvider.System);

    private static async Task<Received[]> TakeAsync(NdjsonReader reader, int count)
    {
        List<Received> taken = [];
        Received[] messages = new Received[count];
        while (taken.Count < count)
        {
            taken.AddRange(messages[..await reader.ReceiveAsync(messages.AsMemory(0, count - taken.Count), CancellationToken.None)]);
        }

        return [.. taken];
    }
}
