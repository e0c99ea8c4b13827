using System.Reflection;

namespace NhsIoT.Sdk.Tests;

/// <summary>The reference data of this machine. Every test that calls it carries one of the two attributes.</summary>
internal static class ReferenceData
{
    private static readonly ReferenceFolder Here = new(Environment.GetEnvironmentVariable(ReferenceFolder.Variable), RepositoryRoot);

    public static string RepositoryRoot => typeof(ReferenceData).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "RepositoryRoot").Value!;

    public static string? SkipReason(params string[] paths) => Here.SkipReason(paths);

    public static string PathOf(string path) => Here.PathOf(path);

    public static string ReadText(string path) => File.ReadAllText(PathOf(path));

    public static byte[] ReadBytes(string path) => File.ReadAllBytes(PathOf(path));
}

/// <summary>A fact about reference data; skipped by name where that is absent. Paths are relative, with forward slashes.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ReferenceDataFactAttribute : FactAttribute
{
    public ReferenceDataFactAttribute(params string[] paths) => Skip = ReferenceData.SkipReason(paths);
}

/// <summary>A theory about reference data; where that is absent its rows are not asked for.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ReferenceDataTheoryAttribute : TheoryAttribute
{
    public ReferenceDataTheoryAttribute(params string[] paths) => Skip = ReferenceData.SkipReason(paths);
}
