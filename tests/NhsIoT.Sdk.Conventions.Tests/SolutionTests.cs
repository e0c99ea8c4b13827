using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace NhsIoT.Sdk.Conventions.Tests;

public sealed partial class SolutionTests
{
    [Fact]
    public void The_solution_holds_every_project_and_no_other() =>
        Assert.Equal(Repository.Projects, SolutionLine().Matches(Repository.Read("NhsIoT.Sdk.sln"))
            .Select(m => m.Groups[1].Value.Replace('\\', '/')).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_project_has_its_lock_file() => Offenders.None(Repository.Projects
        .Where(p => !File.Exists(Repository.PathOf($"{Path.GetDirectoryName(p)}/packages.lock.json"))));

    [Fact]
    public void A_test_project_is_named_for_its_package_or_sample() => Offenders.None(Repository.Files("tests", "*.Tests.csproj")
        .Select(p => Path.GetFileNameWithoutExtension(p)[..^".Tests".Length]).Except([.. Repository.Packages, .. Repository.Samples, "NhsIoT.Sdk.Conventions"]));

    [Fact]
    public void The_feed_is_the_users_own_choice() =>
        Offenders.None(XDocument.Load(Repository.PathOf("nuget.config")).Descendants("packageSources"));

    [GeneratedRegex("""= "[^"]+", "([^"]+\.csproj)",""")]
    private static partial Regex SolutionLine();
}
