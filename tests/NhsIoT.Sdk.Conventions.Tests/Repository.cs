using System.Reflection;

namespace NhsIoT.Sdk.Conventions.Tests;

/// <summary>The tree as it lies on disk, without what git ignores.</summary>
internal static class Repository
{
    private static readonly string[] Ignored = [".git", ".artifacts", ".vs", ".vscode", ".idea", "bin", "obj", "TestResults"];

    public static string Root { get; } = Path.GetFullPath(ReferenceData.RepositoryRoot);

    /// <summary>Every file below a folder, relative to the root, with forward slashes, sorted.</summary>
    public static IEnumerable<string> Files(string folder = "", string pattern = "*") => Walk(new DirectoryInfo(PathOf(folder)), pattern)
        .Select(f => Path.GetRelativePath(Root, f.FullName).Replace('\\', '/')).Order(StringComparer.Ordinal);

    public static IEnumerable<string> Entries => new DirectoryInfo(Root).EnumerateFileSystemInfos().Select(e => e.Name);

    public static IEnumerable<string> Projects => Files(pattern: "*.csproj");

    /// <summary>The names of the shipped packages, as the folders of <c>src</c> have them.</summary>
    public static IEnumerable<string> Packages => Files("src", "*.csproj").Select(f => Path.GetFileNameWithoutExtension(f));

    /// <summary>The names of the samples, as their project files have them.</summary>
    public static IEnumerable<string> Samples => Files("samples", "*.csproj").Select(f => Path.GetFileNameWithoutExtension(f));

    /// <summary>Each package as a row of a theory.</summary>
    public static TheoryData<string> PackageRows => [.. Packages];

    public static IEnumerable<Assembly> Assemblies => Packages.Select(Assembly.Load);

    public static string PathOf(string path) => Path.Combine(Root, path);

    public static string Read(string path) => File.ReadAllText(PathOf(path));

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder, string pattern) => !folder.Exists ? [] : folder.EnumerateFiles(pattern)
        .Where(f => !Ignored.Contains(f.Name)) // .git is a file in a linked work tree
        .Concat(folder.EnumerateDirectories().Where(d => !Ignored.Contains(d.Name)).SelectMany(d => Walk(d, pattern)));
}
