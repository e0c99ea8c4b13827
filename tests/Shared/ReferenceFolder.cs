namespace NhsIoT.Sdk.Tests;

/// <summary>
/// Where test data outside the repository lies: the folder that the environment variable names, else <c>../shared</c> beside the
/// repository. Absence is a reason to skip; a folder that is named and not there, or an area of it that lacks a file, is a fault.
/// </summary>
internal sealed record ReferenceFolder(string? Named, string RepositoryRoot)
{
    public const string Variable = "NHSIOT_REFERENCE_DATA";

    private string Root => Path.GetFullPath(IsNamed ? Named! : "../shared", RepositoryRoot);

    private bool IsNamed => !string.IsNullOrEmpty(Named);

    /// <summary>Why a test that needs these paths cannot run here, or null where it must run.</summary>
    public string? SkipReason(params string[] paths)
    {
        if (IsNamed && !Directory.Exists(Root))
        {
            return null; // somebody says that it is there: the test runs, and PathOf fails it
        }

        string? absent = paths.FirstOrDefault(p => !Path.Exists(Path.Combine(Root, Area(p))));
        return absent is null ? null : $"reference data absent: {absent} (set {Variable}, or put it into ../shared)";
    }

    /// <summary>The full path of a file or folder of the reference data.</summary>
    public string PathOf(string path)
    {
        string full = Path.Combine(Root, path);
        return Path.Exists(full) ? full : throw new FileNotFoundException(
            IsNamed && !Directory.Exists(Root) ? $"{Variable} names a folder that does not exist." : $"The reference data is broken: no {path}.", full);
    }

    private static string Area(string path) => path.Split('/', 2)[0];
}
