namespace NhsIoT.Sdk.Conventions.Tests;

public sealed class SizeTests
{
    private const int MostLines = 400;

    // Generated files and tables of codes are known by their suffix.
    private static readonly string[] Aside = [".g.cs", ".Codes.cs"];

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    [InlineData("samples")]
    public void No_file_holds_two_roles(string folder) => Offenders.None(Repository.Files(folder, "*.cs")
        .Where(f => !Aside.Any(suffix => f.EndsWith(suffix, StringComparison.Ordinal)))
        .Select(f => (File: f, Lines: File.ReadLines(Repository.PathOf(f)).Count()))
        .Where(f => f.Lines > MostLines));
}
