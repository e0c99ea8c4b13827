namespace NhsIoT.Sdk.Conventions.Tests;

public sealed class ReferenceFolderTests : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory();

    public void Dispose() => _home.Delete(recursive: true);

    [Fact]
    public void An_absent_folder_skips_and_says_what_is_missing() =>
        Assert.StartsWith("reference data absent: fhir/golden", Beside().SkipReason("fhir/golden"), StringComparison.Ordinal);

    [Fact]
    public void An_area_that_is_absent_skips()
    {
        _home.CreateSubdirectory("shared/fhir");

        Assert.Null(Beside().SkipReason("fhir"));
        Assert.Contains("absent: data/x.csv", Beside().SkipReason("fhir", "data/x.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_missing_from_an_area_fails()
    {
        _home.CreateSubdirectory("shared/fhir");

        Assert.Null(Beside().SkipReason("fhir/rules.md"));
        Assert.Contains("broken", Assert.Throws<FileNotFoundException>(() => Beside().PathOf("fhir/rules.md")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_variable_that_points_nowhere_fails()
    {
        var nowhere = new ReferenceFolder(Path.Combine(_home.FullName, "nowhere"), _home.FullName);

        Assert.Null(nowhere.SkipReason("fhir"));
        Assert.Contains(ReferenceFolder.Variable, Assert.Throws<FileNotFoundException>(() => nowhere.PathOf("fhir")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_command_that_is_absent_skips_by_name()
    {
        Assert.Equal("command absent: no-such-command", new RequiresCommandFactAttribute("no-such-command").Skip);
        Assert.Null(new RequiresCommandFactAttribute("dotnet").Skip);
    }

    private ReferenceFolder Beside() => new("", Path.Combine(_home.FullName, "repository"));
}
