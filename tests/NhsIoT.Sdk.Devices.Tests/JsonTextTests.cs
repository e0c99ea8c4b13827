using System.Buffers;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using NhsIoT.Sdk.Devices.FlatJson;

namespace NhsIoT.Sdk.Devices.Tests;

/// <summary>Whatever the bytes are: words or issues, and never an exception.</summary>
public sealed class JsonTextTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(5000);

    // Pieces of JSON put together at random come much closer to the grammar's edges than random bytes do.
    private static readonly Gen<string> Pieces = Gen.Elements(
        "{", "}", "[", "]", ",", ":", "\"", "\"HR\"", "\"device\"", "\"MON-1\"", "\"time\"", "\"\\u0048R\"", "\"\\ud800\"", "\"\\x\"", "\\", "\t", " ", "\n",
        "0", "-", "-0", "01", "1.", ".5", "62.80", "1e5", "1E-3", "1e", "true", "tru", "false", "null", "nul", "\u00e9", "\ufeff", "\0",
        "{\"device\":\"MON-1\",", "\"HR\":62,", "\"HR\":62}", "\"seq\":1");

    private static readonly Gen<string> Simple = Gen.Elements("0", "-0.5", "1e5", "true", "false", "null", "\"\"", "\"\\ud83d\\ude00\"", "\"\u00e9\\n\"", "[]", "{}");

    private static readonly Gen<string> Blank = Gen.Elements("", "", "", " ", "\r\n\t");

    // A whole object, in which one byte may have been lost or doubled.
    private static readonly Arbitrary<byte[]> NearlyWhole = Object(3).SelectMany(json => Gen.Choose(0, json.Length - 1).SelectMany(at => Gen.Elements(
        json, json, json.Remove(at, 1), json.Insert(at, json[at..(at + 1)])))).Select(Encoding.UTF8.GetBytes).ToArbitrary();

    private static readonly Arbitrary<byte[]> AlmostJson = Pieces.ArrayOf().Select(p => Encoding.UTF8.GetBytes(string.Concat(p))).ToArbitrary();

    private static readonly Arbitrary<byte[]> Bytes = ArbMap.Default.ArbFor<byte>().Generator.ArrayOf().ToArbitrary();

    private static readonly Arbitrary<(int At, byte With)[]> Changes = ArbMap.Default.ArbFor<byte>().Generator
        .SelectMany(b => Gen.Choose(0, BedsideMonitor.Message.Length - 1).Select(at => (at, b))).ArrayOf().ToArbitrary();

    [Fact]
    public void Arbitrary_bytes_give_words_or_issues() => Check.One(Thorough, Prop.ForAll(Bytes, GivesWordsOrIssues));

    [Fact]
    public void Pieces_of_JSON_give_words_or_issues() => Check.One(Thorough, Prop.ForAll(AlmostJson, GivesWordsOrIssues));

    [Fact]
    public void A_message_with_changed_bytes_gives_words_or_issues() => Check.One(Thorough, Prop.ForAll(Changes, changes =>
    {
        byte[] message = Encoding.UTF8.GetBytes(BedsideMonitor.Message);
        foreach ((int at, byte with) in changes)
        {
            message[at] = with;
        }

        return GivesWordsOrIssues(message);
    }));

    [Fact]
    public void Every_cut_of_a_message_is_malformed_where_it_was_cut()
    {
        byte[] message = Encoding.UTF8.GetBytes(BedsideMonitor.Message);
        for (int length = 0; length < message.Length; length++)
        {
            DecodeOutput output = BedsideMonitor.Decode(message[..length]);

            Assert.Equal((DecodeIssueCode.Malformed, (long?)length), (output.Issues[0].Code, output.Issues[0].ByteOffset));
            Assert.Equal(0, output.Measurements.Length);
        }
    }

    [Fact]
    public void It_takes_and_refuses_the_texts_that_the_reader_of_the_platform_does()
    {
        Check.One(Thorough, Prop.ForAll(AlmostJson, IsJudgedAsByThePlatform));
        Check.One(Thorough, Prop.ForAll(NearlyWhole, IsJudgedAsByThePlatform));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("  ", 2)]
    [InlineData("[1]", 0)]
    [InlineData("{} x", 3)]
    [InlineData("{}{}", 2)]
    [InlineData("{\"HR\":62,}", 9)]
    [InlineData("{\"HR\" 62}", 6)]
    [InlineData("{\"HR\":01}", 7)]
    [InlineData("{\"HR\":1.}", 8)]
    [InlineData("{\"HR\":1e+}", 9)]
    [InlineData("{\"HR\":-}", 7)]
    [InlineData("{\"HR\":+1}", 6)]
    [InlineData("{\"HR\":NaN}", 6)]
    [InlineData("{\"HR\":tru}", 9)]
    [InlineData("{\"HR\":\"a\tb\"}", 8)]
    [InlineData("{\"HR\":\"\\x\"}", 7)]
    [InlineData("{\"HR\":\"\\u12g4\"}", 7)]
    [InlineData("{\"HR\":[1,2}", 10)]
    [InlineData("{\"HR\":{\"a\":1]}", 12)]
    [InlineData("{\"HR\":62 /* beats */}", 9)]
    [InlineData("{'HR':62}", 1)]
    [InlineData("{\"HR\":62", 8)]
    public void What_is_no_JSON_object_is_malformed_with_the_byte_that_does_not_fit(string json, int offset)
    {
        DecodeOutput output = BedsideMonitor.Decode(json);

        DecodeIssue issue = Assert.Single(output.Issues);
        Assert.Equal((DecodeIssueCode.Malformed, "$", (long?)offset), (issue.Code, issue.Place, issue.ByteOffset));
        Assert.Equal(0, output.Measurements.Length);
    }

    [Fact]
    public void What_is_no_UTF8_is_malformed_with_its_first_byte()
    {
        byte[] message = Encoding.UTF8.GetBytes("""{"device":"MON-1","note":"?","HR":62}""");
        message[26] = 0xC3;

        DecodeIssue issue = Assert.Single(BedsideMonitor.Decode(message).Issues);

        Assert.Equal((DecodeIssueCode.Malformed, (long?)26), (issue.Code, issue.ByteOffset));
    }

    [Fact]
    public void A_message_in_pieces_is_the_same_message()
    {
        byte[] message = Encoding.UTF8.GetBytes(BedsideMonitor.Message);
        DecodeOutput whole = BedsideMonitor.Decode(message);
        DeviceRegistry registry = BedsideMonitor.Registry();
        for (int cut = 1; cut < message.Length; cut++)
        {
            DecodeOutput output = new();
            BedsideMonitor.Decoder().Decode(BedsideMonitor.MessageOf(Segments.Of(message[..cut], message[cut..]), registry), output);

            Assert.Equal(whole.Measurements.ToArray().Select(m => m.Value), output.Measurements.ToArray().Select(m => m.Value));
        }
    }

    private static Gen<string> Object(int depth) => Member(depth).ArrayOf().Select(m => $"{{{string.Join(',', m.Take(4))}}}");

    private static Gen<string> Member(int depth) =>
        from name in Gen.Elements("\"HR\"", "\"\"", "\"\\u0048\"")
        from before in Blank
        from value in depth == 0 ? Simple : Gen.OneOf(Simple, Object(depth - 1), Object(depth - 1).ArrayOf().Select(o => $"[{string.Join(',', o.Take(3))}]"))
        from after in Blank
        select $"{before}{name}{after}:{before}{value}{after}";

    // Top-level values other than objects are JSON too, but no message.
    private static bool IsJudgedAsByThePlatform(byte[] json) =>
        Accepts(json) == (json.AsSpan().Trim(" \t\r\n"u8).StartsWith("{"u8) && PlatformAccepts(json));

    private static bool GivesWordsOrIssues(byte[] json)
    {
        DecodeOutput output = BedsideMonitor.Decode(json);
        return !output.IsEmpty || PlatformAccepts(json);
    }

    private static bool Accepts(byte[] json)
    {
        FlatJsonScan scan = new(json, int.MaxValue);
        FieldTable none = new(["(no such field)"]);
        return scan.CheckText() is null && scan.Run(none, new FieldSlot[1]) is null;
    }

    private static bool PlatformAccepts(byte[] json)
    {
        if (!System.Text.Unicode.Utf8.IsValid(json))
        {
            return false;
        }

        Utf8JsonReader reader = new(new ReadOnlySequence<byte>(json));
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
