namespace NhsIoT.Sdk.Testing.Golden;

/// <summary>Finds the folder of a source file from the path that the compiler wrote down for it.</summary>
internal static class SourceFolder
{
    public static string Of(string sourceFile)
    {
        if (File.Exists(sourceFile))
        {
            return Path.GetDirectoryName(Path.GetFullPath(sourceFile))!;
        }

        return Mapped(sourceFile)
            ?? throw new DirectoryNotFoundException($"The folder of {Path.GetFileName(sourceFile)} is not above the test's binaries.");
    }

    // A deterministic build maps the root of the repository away (/_/tests/X/Y.cs); the binaries still lie below it. The
    // longest tail of the path that exists under a folder above them is the file.
    private static string? Mapped(string sourceFile)
    {
        string[] parts = sourceFile.Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries);
        for (int skip = 0; skip < parts.Length; skip++)
        {
            string tail = Path.Combine(parts[skip..]);
            for (DirectoryInfo? above = new(AppContext.BaseDirectory); above is not null; above = above.Parent)
            {
                string file = Path.Combine(above.FullName, tail);
                if (File.Exists(file))
                {
                    return Path.GetDirectoryName(file);
                }
            }
        }

        return null;
    }
}
