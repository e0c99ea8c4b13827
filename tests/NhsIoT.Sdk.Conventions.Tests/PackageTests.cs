using System.Reflection;

namespace NhsIoT.Sdk.Conventions.Tests;

public sealed class PackageTests
{
    private static readonly string[] NotARole = ["Internal", "Internals", "Helpers", "Utils", "Utilities", "Common", "Misc", "Shared", "Core"];

    // The namespace of a public type is its package, except where .NET's custom puts it elsewhere.
    private static readonly string[] Elsewhere = ["Microsoft.Extensions.DependencyInjection"];

    [Theory]
    [MemberData(nameof(Repository.PackageRows), MemberType = typeof(Repository))]
    public void Every_package_says_what_goes_in_and_what_comes_out(string package)
    {
        string readme = Repository.Read($"src/{package}/README.md");

        Assert.True(File.Exists(Repository.PathOf($"src/{package}/CHANGELOG.md")));
        Assert.StartsWith($"# {package}\n", readme, StringComparison.Ordinal);
        Assert.All(Assembly.Load(package).ExportedTypes.Any() ? ["In:", "Out:"] : Array.Empty<string>(),
            word => Assert.Contains(readme.Split('\n'), line => line.TrimStart('*', '-', ' ').StartsWith(word, StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Repository.PackageRows), MemberType = typeof(Repository))]
    public void The_root_of_a_project_is_its_door(string package)
    {
        var inFolders = Repository.Files($"src/{package}", "*.cs").Where(f => f.Split('/').Length > 3);

        Offenders.None(Assembly.Load(package).ExportedTypes.Where(t => t.Namespace != package
            && !(package == "NhsIoT.Sdk" && Elsewhere.Contains(t.Namespace))));
        Offenders.None(inFolders.Where(f => File.ReadLines(Repository.PathOf(f)).Any(l => l.StartsWith("public ", StringComparison.Ordinal))));
    }

    [Fact]
    public void A_folder_is_named_for_its_role() => Offenders.None(Repository.Files("src")
        .Where(f => f.Split('/').SkipLast(1).Intersect(NotARole, StringComparer.OrdinalIgnoreCase).Any()));

    [Fact]
    public void Every_dependency_says_why()
    {
        var versions = System.Xml.Linq.XDocument.Load(Repository.PathOf("Directory.Packages.props")).Descendants("PackageVersion");
        var reasons = Repository.Read("docs/dependencies.md").Split('\n').Where(l => l.StartsWith("| `", StringComparison.Ordinal));

        Assert.Equal(versions.Select(v => v.Attribute("Include")!.Value).Order(StringComparer.Ordinal),
            reasons.Select(l => l.Split('`')[1]).Order(StringComparer.Ordinal));
    }
}
