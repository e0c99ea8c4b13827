using System.Reflection;
using System.Xml.Linq;

namespace NhsIoT.Sdk.Conventions.Tests;

public sealed class ArrowTests
{
    // Package -> what it may see. A new arrow is a decision: change it here and write docs/decisions/NNNN.
    private static readonly SortedDictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["NhsIoT.Sdk"] = ["NhsIoT.Sdk.Devices", "NhsIoT.Sdk.Fhir", "NhsIoT.Sdk.Transport"],
        ["NhsIoT.Sdk.Devices"] = ["NhsIoT.Sdk.Telemetry"],
        ["NhsIoT.Sdk.Fhir"] = ["NhsIoT.Sdk.Devices", "NhsIoT.Sdk.Telemetry"],
        ["NhsIoT.Sdk.Telemetry"] = [],
        ["NhsIoT.Sdk.Testing"] = ["NhsIoT.Sdk", "NhsIoT.Sdk.Fhir"],
        ["NhsIoT.Sdk.Transport"] = [],
    };

    private static readonly string[] FrontRoomOnly =
    [
        "Microsoft.Extensions.Configuration.Abstractions", "Microsoft.Extensions.Configuration.Binder",
        "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Diagnostics.HealthChecks",
        "Microsoft.Extensions.Hosting.Abstractions", "Microsoft.Extensions.Options",
    ];

    // What a room may take from outside, besides the log that all may have.
    private static readonly Dictionary<string, string[]> Outside = new()
    {
        ["NhsIoT.Sdk"] = FrontRoomOnly,
        ["NhsIoT.Sdk.Testing"] = ["Microsoft.AspNetCore.App"], // the embedded FHIR endpoint is a real HTTP server
    };

    [Fact]
    public void Packages_reference_only_what_the_map_allows()
    {
        var actual = Repository.Packages.ToDictionary(p => p, p => References(p, "ProjectReference"));

        Assert.Equal(Allowed.Keys, actual.Keys.Order(StringComparer.Ordinal));
        Assert.All(Allowed, a => Assert.Equal(a.Value, actual[a.Key]));
    }

    [Theory]
    [MemberData(nameof(Repository.PackageRows), MemberType = typeof(Repository))]
    public void A_room_takes_from_outside_only_what_is_its_own(string package) =>
        Offenders.None(References(package, "PackageReference").Concat(References(package, "FrameworkReference"))
            .Except(Outside.GetValueOrDefault(package, [])).Except(["Microsoft.Extensions.Logging.Abstractions"]));

    [Theory]
    [MemberData(nameof(Repository.PackageRows), MemberType = typeof(Repository))]
    public void The_compiled_assembly_sees_no_other_room(string package)
    {
        string[] seen = [.. Assembly.Load(package).GetReferencedAssemblies().Select(a => a.Name!)];

        Offenders.None(seen.Where(n => n.StartsWith("NhsIoT.", StringComparison.Ordinal)).Except(Below(package)));
        Offenders.None(seen.Intersect(package is "NhsIoT.Sdk" or "NhsIoT.Sdk.Testing" ? [] : FrontRoomOnly));
    }

    private static IEnumerable<string> Below(string package) => Allowed[package].Concat(Allowed[package].SelectMany(Below));

    private static IEnumerable<string> References(string package, string kind) =>
        XDocument.Load(Repository.PathOf($"src/{package}/{package}.csproj")).Descendants(kind)
            .Select(r => r.Attribute("Include")!.Value.Replace('\\', '/').Split('/')[^1].Replace(".csproj", "", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
}
