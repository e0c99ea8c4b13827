using System.Text;
using NhsIoT.Sdk.Testing.Golden;

namespace NhsIoT.Sdk.Testing.Tests;

public sealed class GoldenFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("golden");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_file_beside_this_test_is_found_although_the_build_maps_its_path_away() =>
        GoldenFile.Check("GoldenFile", """{"b":36.60,"a":"é"}""");

    [Fact]
    public void What_is_the_same_passes_and_clears_what_was_received_before()
    {
        Verify("{\n  \"a\": 1\n}\n");
        File.WriteAllText(Received, "old");

        Check("""{"a":1}""");

        Assert.False(File.Exists(Received));
    }

    [Fact]
    public void What_differs_is_shown_by_its_first_line_and_written_beside()
    {
        Verify("{\n  \"a\": 1,\n  \"b\": 2\n}\n");

        GoldenFileException exception = Assert.Throws<GoldenFileException>(() => Check("""{"a":1,"b":3}"""));

        Assert.Equal(3, exception.Line);
        Assert.Contains("verified:   \"b\": 2", exception.Message, StringComparison.Ordinal);
        Assert.Contains("received:   \"b\": 3", exception.Message, StringComparison.Ordinal);
        Assert.Equal("{\n  \"a\": 1,\n  \"b\": 3\n}\n", File.ReadAllText(Received));
    }

    [Theory]
    [InlineData("a\nb\n", "a\nb", 2, "(no line end)")]
    [InlineData("a\nb\n", "a\nb\nc\n", 3, "(end of file)")]
    [InlineData("a\nb\n", "a\r\nb\n", 1, "a\\r")]
    [InlineData("", "a\n", 1, "(end of file)")]
    public void A_difference_that_does_not_show_is_named(string verified, string actual, int line, string named)
    {
        Verify(verified);

        GoldenFileException exception = Assert.Throws<GoldenFileException>(() => Check(actual, GoldenForm.Bytes));

        Assert.Equal(line, exception.Line);
        Assert.Contains(named, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_accepted_becomes_the_golden_file()
    {
        Verify("{}\n");
        Assert.Throws<GoldenFileException>(() => Check("[]"));

        Check("[]", accept: true);

        Assert.False(File.Exists(Received));
        Check("[]");
    }

    [Fact]
    public void Without_a_golden_file_what_was_made_is_written_and_the_test_fails()
    {
        GoldenFileException exception = Assert.Throws<GoldenFileException>(() => Check("{}"));

        Assert.Equal(0, exception.Line);
        Assert.Contains("Case.verified.json does not exist", exception.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(Received));
    }

    [Theory]
    [InlineData("""{"b":[1.50,true,null],"a":{"d":"x","c":-0.0}}""", GoldenForm.Indented, "{|  \"b\": [|    1.50,|    true,|    null|  ],|  \"a\": {|    \"d\": \"x\",|    \"c\": -0.0|  }|}|")]
    [InlineData("""{"b":[1.50],"a":{"d":"x","c":-0.0}}""", GoldenForm.Sorted, "{|  \"a\": {|    \"c\": -0.0,|    \"d\": \"x\"|  },|  \"b\": [|    1.50|  ]|}|")]
    [InlineData("""{"b":1}""", GoldenForm.Bytes, """{"b":1}""")]
    public void Json_is_brought_into_its_form_with_its_numbers_as_they_were(string json, GoldenForm form, string expected) =>
        Assert.Equal(expected.Replace('|', '\n'), Encoding.UTF8.GetString(GoldenFile.Rewrite(Encoding.UTF8.GetBytes(json), form)));

    [Theory]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("")]
    public void What_is_no_json_is_refused(string text) =>
        Assert.Throws<FormatException>(() => GoldenFile.Rewrite(Encoding.UTF8.GetBytes(text), GoldenForm.Indented));

    [Fact]
    public void A_test_file_that_is_nowhere_is_said_to_be_so() =>
        Assert.Throws<DirectoryNotFoundException>(() => GoldenFile.Check("Case", "{}", testFile: "/_/nowhere/NoSuchFileAnywhere.cs"));

    private string Received => Path.Combine(_folder.FullName, "Case.received.json");

    private void Check(string actual, GoldenForm form = GoldenForm.Indented, bool accept = false) =>
        GoldenComparison.Check(Path.Combine(_folder.FullName, "Case"), GoldenFile.Rewrite(Encoding.UTF8.GetBytes(actual), form), accept);

    private void Verify(string text) => File.WriteAllText(Path.Combine(_folder.FullName, "Case.verified.json"), text);
}
