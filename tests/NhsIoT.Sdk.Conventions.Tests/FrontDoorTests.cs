namespace NhsIoT.Sdk.Conventions.Tests;

public sealed class FrontDoorTests
{
    private static readonly string[] Allowed =
    [
        "src", "tests", "samples", "docs", "NhsIoT.Sdk.sln", "README.md", "nuget.config", "LICENSE", "SECURITY.md", "CHANGELOG.md",
        "global.json", "Directory.Build.props", "Directory.Packages.props", ".ci", ".build", ".editorconfig", ".gitignore", ".gitattributes",
    ];

    // Never tracked: git itself, build output, folders of editors.
    private static readonly string[] Untracked = [".git", ".artifacts", ".vs", ".vscode", ".idea"];

    [Fact]
    public void Nothing_stands_at_the_front_door_but_what_belongs_there() =>
        Offenders.None(Repository.Entries.Except(Allowed).Except(Untracked));

    [Theory]
    [InlineData("README.md")]
    [InlineData("LICENSE")]
    [InlineData("SECURITY.md")]
    [InlineData("CHANGELOG.md")]
    [InlineData("docs/third-party.md")]
    [InlineData("docs/dependencies.md")]
    [InlineData(".ci/run")]
    public void What_a_newcomer_looks_for_is_there(string file) => Assert.True(File.Exists(Repository.PathOf(file)), file);

    [Fact]
    public void The_changelog_leads_to_that_of_every_package() => Assert.All(Repository.Packages,
        package => Assert.Contains($"(src/{package}/CHANGELOG.md)", Repository.Read("CHANGELOG.md"), StringComparison.Ordinal));
}
