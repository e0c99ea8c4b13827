namespace NhsIoT.Sdk.Conventions.Tests;

public sealed class SnippetTests
{
    private static IEnumerable<string> Readmes => Repository.Packages.Select(p => $"src/{p}/README.md")
        .Append("README.md").Concat(Repository.Files("samples", "README.md")).Where(r => File.Exists(Repository.PathOf(r)));

    private static Snippet[] Snippets => [.. Readmes.SelectMany(r => Snippet.In(r, "csharp", "cs", "json"))];

    [Fact]
    public void Code_in_a_readme_is_compiled_code() => Assert.All(Snippets, snippet => Assert.Equal(snippet.Source(), snippet.Text));

    [Fact]
    public void Code_in_a_readme_comes_from_a_sample_or_a_test() => Assert.All(Snippets.Where(s => s.Language != "json"),
        snippet => Assert.Matches("^<!-- (region|file): (samples|tests)/.+\\.cs(#readme-[a-z0-9-]+)? -->$", snippet.Marker));
}
