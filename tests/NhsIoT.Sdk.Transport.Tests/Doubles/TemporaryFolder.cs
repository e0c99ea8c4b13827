namespace NhsIoT.Sdk.Transport.Tests;

/// <summary>A folder for one test; it goes with it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("nhsiot-").FullName;

    public string this[string file] => System.IO.Path.Combine(Path, file);

    public string[] Files(string pattern = "*.ndjson") => [.. Directory.GetFiles(Path, pattern).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
